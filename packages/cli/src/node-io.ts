import { access, constants, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { nodeFiles } from '@alb-ingress/adapter-k8s/manifests'
import { E, type Fault, fault, pipe, TE } from '@alb-ingress/core'
import writeFileAtomic from 'write-file-atomic'
import type { Io, TextFiles } from './io.js'
import { nodeReach } from './world/node-reach.js'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EISDIR: 'is a folder, and should be a file',
  EACCES: 'is not open to this user',
  EPERM: 'is not open to this user',
  EROFS: 'is on a file system that takes no changes',
  ENOSPC: 'does not fit on its disk'
}

const attempt = <A>(call: string, path: string, work: () => Promise<A>): TE.TaskEither<Fault, A> =>
  TE.tryCatch(work, (error) => {
    const code = codeOf(error)
    return fault(
      code === 'ENOENT' ? 'missing' : 'unavailable',
      code,
      call,
      `${path} ${sentences[code] ?? `cannot be used (${code})`}.`
    )
  })

// A file that is not text would otherwise be written back with its bytes replaced.
const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

const locked = (path: string): Fault =>
  fault(
    'conflict',
    'EEXIST',
    'write',
    `${path} is there, so another run writes the file beside it. If none does, one was killed in the middle: delete the lock.`
  )

// Whoever makes a file that must not be there yet is the only one to have made it.
const alone: TextFiles['alone'] = (path, work) => async () => {
  const lock = `${path}.lock`
  const taken = await attempt('write', lock, () => writeFile(lock, `${process.pid}\n`, { flag: 'wx' }))()
  if (E.isLeft(taken)) return taken.left.code === 'EEXIST' ? E.left(locked(lock)) : taken
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

/**
 * This machine's files. A new text is written beside the old one and takes its name when it is safely on the disk. Where the old one may not be
 * written, it stays, although its folder would let another file take its name.
 */
export const nodeTexts: TextFiles = {
  read: (path) => attempt('read', path, async () => textOf(await readFile(path))),
  replace: (path, text) =>
    attempt('write', path, async () => {
      await access(path, constants.W_OK)
      await writeFileAtomic(path, text)
    }),
  alone,
  // Of a file that is new, the folder is what may be missing.
  keep: (path, text) =>
    pipe(
      attempt('write', dirname(path), () => access(dirname(path))),
      TE.chain(() => attempt('write', path, () => writeFileAtomic(path, text, { mode: 0o600 })))
    )
}

// End of input and Ctrl-C are answers too: an empty one.
const ask = (question: string): Promise<string> =>
  new Promise((resolve) => {
    const prompt = createInterface({ input: process.stdin, output: process.stdout })
    let answer: string | undefined
    prompt.on('close', () => {
      if (answer === undefined) process.stdout.write('\n')
      resolve(answer ?? '')
    })
    prompt.on('SIGINT', () => prompt.close())
    prompt.question(question, (text) => {
      answer = text
      prompt.close()
    })
  })

/** The process that runs now. */
export const nodeIo = (): Io => ({
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: {
    stdin: process.stdin.isTTY === true,
    stdout: process.stdout.isTTY === true,
    stderr: process.stderr.isTTY === true
  },
  ...(process.stdout.columns === undefined ? {} : { columns: process.stdout.columns }),
  env: process.env,
  ask,
  now: Date.now,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  texts: nodeTexts,
  manifests: nodeFiles,
  reach: nodeReach
})
