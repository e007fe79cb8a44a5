// Processes that end with whoever started them, and places for their files.
import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for what lasts no longer than a test, and how to be rid of it; at the latest it goes with this process. */
export const workFolder = () => {
  const path = mkdtempSync(join(tmpdir(), 'alb-ingress-testbed-'))
  const remove = () => rmSync(path, { recursive: true, force: true })
  process.once('exit', remove)
  return {
    path,
    remove: () => {
      process.off('exit', remove)
      remove()
    }
  }
}

/**
 * Ports on which nobody listens now, told by the kernel.
 *
 * @param {number} count
 */
export const freePorts = async (count) => {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
      return server
    })
  )
  const ports = servers.map((server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/**
 * Starts a command whose standard input stays open until it shall end: it ends by itself when this process is gone.
 * What it says to standard error is in `log`.
 *
 * @param {string} command
 * @param {ReadonlyArray<string>} words
 * @param {{ log: string, env?: Readonly<Record<string, string>> }} options
 */
export const start = (command, words, { log, env = {} }) => {
  const said = openSync(log, 'a')
  const child = spawn(command, words, { stdio: ['pipe', 'pipe', said], env: { ...process.env, ...env } })
  closeSync(said)
  const { stdin, stdout } = child
  if (stdin === null || stdout === null) throw new Error(`${command} has no pipes`)
  const ended = new Promise((resolve) => {
    child.once('exit', resolve)
    child.once('error', resolve)
  })
  stdin.on('error', () => undefined)
  return {
    output: stdout,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    /** The end of what it said, for an error. */
    lastWords: () => readFileSync(log, 'utf8').split('\n').slice(-8).join('\n'),
    stop: async () => {
      stdin.end()
      child.kill('SIGKILL')
      await ended
    }
  }
}

/** @typedef {ReturnType<typeof start>} Process */

/**
 * The first line that a process says.
 *
 * @param {Process} process
 * @returns {Promise<string>}
 */
export const firstLine = (process) =>
  new Promise((resolve, reject) => {
    let text = ''
    process.output.setEncoding('utf8').on('data', (/** @type {string} */ part) => {
      text += part
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
    process.ended.then(() => reject(new Error(`ended before it was ready: ${process.lastWords()}`)))
  })
