// Times `alb-ingress model` on the inputs that the reference was timed on, by the whole process: start, decode, group, build, write.
//
//   npm run bench -- [--sizes 100,1000,5000,10000] [--rounds 5] [--suite DIR]
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('../', import.meta.url))
const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,1000,5000,10000' },
    rounds: { type: 'string', default: '5' },
    suite: { type: 'string', default: join(root, '../shared/conformance') }
  }
})
const suite = resolve(options.suite)
if (!existsSync(join(suite, 'generate.mjs'))) {
  console.error(`No benchmark input at ${options.suite}: name the conformance suite with --suite DIR.`)
  process.exit(2)
}

const cli = join(root, 'packages/cli/dist/main.js')
const work = mkdtempSync(join(tmpdir(), 'alb-ingress-bench-'))
const maxBuffer = 1024 * 1024 * 1024

const timed = (args) => {
  const start = performance.now()
  const { status } = spawnSync(process.execPath, [cli, ...args], { maxBuffer })
  if (status !== 0) throw new Error(`alb-ingress ${args.join(' ')} exited with ${status}`)
  return performance.now() - start
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

console.log('Ingresses  median ms  fastest ms')
for (const size of options.sizes.split(',')) {
  const manifests = join(work, `${size}.json`)
  writeFileSync(manifests, execFileSync(process.execPath, [join(suite, 'generate.mjs'), size], { maxBuffer }))
  const account = join(suite, 'default-account.json')
  const args = ['model', '--manifests', manifests, '--account', account, '--format', 'document']
  const rounds = Array.from({ length: Number(options.rounds) }, () => timed(args))
  const cells = [
    size.padStart(9),
    median(rounds).toFixed(0).padStart(9),
    Math.min(...rounds)
      .toFixed(0)
      .padStart(10)
  ]
  console.log(cells.join('  '))
}
rmSync(work, { recursive: true })
