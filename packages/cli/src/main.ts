import { readFileSync } from 'node:fs'
import { nodeIo } from './node-io.js'
import { run } from './run.js'

const version = (): string => {
  const about: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  const isAbout = typeof about === 'object' && about !== null && 'version' in about
  return isAbout ? String(about.version) : 'unknown'
}

// `alb-ingress plan | head` closes the pipe early, which is no mistake of anybody; a full disk is told.
process.stdout.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit()
  const why = code === 'ENOSPC' ? 'its disk is full' : code
  process.stderr.write(`alb-ingress: Standard output cannot be written (${why}), so what was printed is not whole.\n`)
  process.exit(1)
})

try {
  // Not process.exit: what is still on its way to a pipe would be lost.
  process.exitCode = await run(process.argv.slice(2), nodeIo(), version())
} catch (defect) {
  // Whatever is thrown is a mistake of this program; the stack says where.
  const what = defect instanceof Error ? (defect.stack ?? defect.message) : String(defect)
  process.stderr.write(
    `alb-ingress: This is a defect of the program, and not a mistake of yours. Please report it where you got the program from, with the command and these lines:\n${what}\n`
  )
  process.exitCode = 1
}
