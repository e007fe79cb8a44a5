// Builds the model of every conformance case with the CLI, in this one process, and lets the suite's own `compare.mjs` say which agree.
//
//   npm run conformance -- [--only SUBSTRING] [--show N] [--suite DIR] [--raise]
//
// `--raise` writes the number of passes to conformance/floor.json: the number below which CI fails.
// The last line is `N passed, N failed`; a run of a part (`--only`) never touches the floor.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { nodeIo } from '../packages/cli/dist/node-io.js'
import { run } from '../packages/cli/dist/run.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    show: { type: 'string', default: '20' },
    suite: { type: 'string', default: join(root, '../shared/conformance') },
    raise: { type: 'boolean', default: false }
  }
})
const suite = resolve(options.suite)
if (!existsSync(join(suite, 'cases'))) {
  console.error(`No conformance suite at ${options.suite}: name its folder with --suite DIR.`)
  process.exit(2)
}

const actual = mkdtempSync(join(tmpdir(), 'alb-ingress-conformance-'))
mkdirSync(join(actual, 'documents'))

// A refused case still prints its document, so the exit status does not matter here: what is printed does.
const build = async (name) => {
  const folder = join(suite, 'cases', name)
  const own = join(folder, 'account.json')
  const account = existsSync(own) ? own : join(suite, 'default-account.json')
  const args = ['model', '--manifests', join(folder, 'manifests.yaml'), '--account', account, '--format', 'document']
  const said = { out: '', err: '' }
  const io = {
    ...nodeIo(),
    terminal: { stdin: false, stdout: false, stderr: false },
    out: (text) => (said.out += text),
    err: (text) => (said.err += text)
  }
  try {
    await run(args, io)
  } catch (defect) {
    said.err += defect.stack
  }
  if (said.out !== '') writeFileSync(join(actual, 'documents', `${name}.json`), said.out)
  return said.err === '' ? '' : `--- ${name}\n${said.err}\n`
}

const started = performance.now()
let log = ''
const names = readdirSync(join(suite, 'cases')).filter((name) => name.includes(options.only))
for (const name of names) log += await build(name)
writeFileSync(join(actual, 'stderr.log'), log)
const seconds = ((performance.now() - started) / 1000).toFixed(1)

const compared = spawnSync(
  process.execPath,
  [
    join(suite, 'compare.mjs'),
    ...['--expected', join(suite, 'expected'), '--actual', join(actual, 'documents')],
    ...['--deviations', join(root, 'conformance/deviations.json'), '--only', options.only, '--show', options.show]
  ],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
)
const report = compared.stdout.trimEnd()
const passed = Number(/^(\d+) passed, \d+ failed$/m.exec(report.split('\n').at(-1) ?? '')?.[1] ?? Number.NaN)
if (Number.isNaN(passed)) {
  console.error(`compare.mjs did not say how many passed.\n${report}\n${compared.stderr}`)
  process.exit(2)
}
if (options.raise && options.only === '') {
  writeFileSync(join(root, 'conformance/floor.json'), `${JSON.stringify({ passed })}\n`)
}
if (compared.status === 0) rmSync(actual, { recursive: true })
else console.log(`Documents, and what the CLI said on stderr: ${actual}`)
console.log(`Built ${names.length} models in ${seconds} s.`)
console.log(report)
process.exitCode = compared.status ?? 1
