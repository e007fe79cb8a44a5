import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ExitStatus } from '../../src/exit.js'
import type { Io } from '../../src/io.js'
import { nodeIo } from '../../src/node-io.js'
import { run } from '../../src/run.js'

/** What a run said, and how it ended. */
export interface Said {
  readonly status: ExitStatus
  readonly out: string
  readonly err: string
  readonly asked: ReadonlyArray<string>
}

export interface Place {
  /** The path of a file in the folder. */
  readonly path: (name: string) => string
  readonly write: (name: string, content: string) => string
  readonly read: (name: string) => string
  /** Runs the program; a word that names a file of the folder becomes its path. */
  readonly cli: (words: ReadonlyArray<string>, io?: Partial<Io>) => Promise<Said>
}

const nobody: Io['terminal'] = { stdin: false, stdout: false, stderr: false }

/** A person at a terminal that knows colours and Unicode, who types the same answer to every question. */
export const person = (answer = ''): Partial<Io> => ({
  terminal: { stdin: true, stdout: true, stderr: true },
  env: { LANG: 'en_GB.UTF-8', TERM: 'xterm-256color' },
  ask: async () => answer
})

/** A folder of its own for one test, with the given files in it. */
export const place = (files: Readonly<Record<string, string>> = {}): Place => {
  const folder = mkdtempSync(join(tmpdir(), 'alb-ingress-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const names = new Set(Object.keys(files))
  const path = (name: string): string => join(folder, name)
  const write = (name: string, content: string): string => {
    names.add(name)
    mkdirSync(dirname(path(name)), { recursive: true })
    writeFileSync(path(name), content)
    return path(name)
  }
  for (const [name, content] of Object.entries(files)) write(name, content)
  const cli = async (words: ReadonlyArray<string>, io: Partial<Io> = {}): Promise<Said> => {
    const said = { out: '', err: '' }
    const asked: Array<string> = []
    const argv = words.map((word) => (names.has(word) ? path(word) : word))
    const status = await run(argv, {
      ...nodeIo(),
      terminal: nobody,
      env: {},
      now: () => Date.UTC(2026, 0, 1),
      ...io,
      out: (text) => {
        said.out += text
      },
      err: (text) => {
        said.err += text
      },
      ask: async (question) => {
        asked.push(question)
        return io.ask?.(question) ?? ''
      }
    })
    return { status, ...said, asked }
  }
  return { path, write, read: (name) => readFileSync(path(name), 'utf8'), cli }
}
