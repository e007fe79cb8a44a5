import { readFileSync } from 'node:fs'
import { E, type Fault, fault, faultText, printable } from '@alb-ingress/core'
import { helpText } from './flags/page.js'
import { readSettings } from './flags/settings.js'
import { connectToAws } from './start/aws.js'
import { runController } from './start/controller.js'
import { connectToCluster } from './start/live.js'
import { loggerTo } from './telemetry/log.js'
import { nodeTimers } from './time.js'

const version = (): string => {
  const about: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : 'unknown'
}

const readFile = (path: string): E.Either<string, string> =>
  E.tryCatch(
    () => readFileSync(path, 'utf8'),
    () => `${path} cannot be read.`
  )

const refuse = (sentences: ReadonlyArray<string>): void => {
  for (const sentence of sentences) process.stderr.write(`alb-ingress-controller: ${printable(sentence)}\n`)
  process.exitCode = 1
}

/** An address that is taken is nobody's defect. */
const notListening = (error: unknown): E.Either<Fault, never> => {
  const isOfSystem = error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'code' in error
  if (!isOfSystem) throw error
  return E.left(fault('unavailable', String(error.code), 'listen', error.message))
}

const main = async (argv: ReadonlyArray<string>): Promise<void> => {
  if (argv.includes('--help') || argv.includes('-h')) return void process.stdout.write(helpText())
  if (argv.includes('--version')) return void process.stdout.write(`${version()}\n`)
  const settings = readSettings({ argv, environment: process.env, readFile })
  if (E.isLeft(settings)) return refuse(settings.left)
  const log = loggerTo(settings.right.values.logLevel)
  log.info({ version: version() }, 'alb-ingress-controller')
  for (const note of settings.right.notes) log.warn({ note }, 'about the flags')
  const running = await runController({
    ...{ settings: settings.right, timers: nodeTimers, log },
    connections: { aws: connectToAws(version()), cluster: connectToCluster(log) }
  }).catch(notListening)
  if (E.isLeft(running)) return refuse([`It cannot start: ${faultText(running.left)}`])
  const end = (signal: string): void => {
    log.info({ signal }, 'it ends: running steps are finished, and no other begins')
    void running.right.stop().then(() => process.exit(0))
  }
  process.once('SIGTERM', () => end('SIGTERM'))
  process.once('SIGINT', () => end('SIGINT'))
}

await main(process.argv.slice(2))
