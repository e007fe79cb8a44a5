import { spawnSync } from 'node:child_process'
import { copyFileSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { place } from './support/cli.js'

// Starting a process takes seconds where many of them run.
vi.setConfig({ testTimeout: 60_000 })

const root = fileURLToPath(new URL('../../../', import.meta.url))
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The code blocks of a page, in their order. */
const blocksIn = (text: string, language: string): ReadonlyArray<string> =>
  [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, name, code = '']) => (name === language ? [code] : []))

// Words in a page need no quotes but around a whole word.
const wordsOf = (line: string): ReadonlyArray<string> =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')

const folder = mkdtempSync(join(tmpdir(), 'alb-ingress-readme-'))
afterAll(() => rmSync(folder, { recursive: true }))
const myAccount = join(folder, 'my-account.json')
copyFileSync(join(root, 'examples/first-steps/account.json'), myAccount)

// The program as it is built: `npm test` builds before it tests.
const start = (words: ReadonlyArray<string>) =>
  spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8', env: { PATH: '' } })

const commands = ['README.md', ...globSync('examples/*/README.md', { cwd: root })]
  .filter((file) => !/test-your-manifests|examples.ci\b/.test(file))
  .flatMap((file) =>
    blocksIn(textOf(file), 'sh')
      .join('')
      .split('\n')
      .filter((line) => /^(npx alb-ingress|node) /.test(line))
      .map((line) => ({ file, line }))
  )

describe('what the pages of the repository tell a user to type', () => {
  test('is read from them', () => {
    expect(commands.length).toBeGreaterThan(8)
  })

  test.each(commands)('$line', ({ line }) => {
    const [program, ...words] = wordsOf(line).map((word) =>
      /^my-[\w-]+\.json$/.test(word) ? join(folder, word) : word
    )
    const built = program === 'node' ? words : ['packages/cli/bin/alb-ingress.js', ...words.slice(1)]
    const { status, stderr } = start(/^(apply|destroy)$/.test(words[1] ?? '') ? [...built, '--yes'] : built)
    // A story may be about what is refused; words that mean nothing, and files that are not there, are told behind the name of the program.
    expect(stderr).not.toMatch(/^alb-ingress: |^Error/m)
    expect(status).not.toBe(null)
  })
})

test('the example of the core prints what its page says', () => {
  const page = textOf('packages/core/README.md')
  const [code = ''] = blocksIn(page, 'js')
  const { status, stdout, stderr } = start(['--input-type=module', '--eval', code])
  expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: blocksIn(page, 'text')[0] })
})

test('the example of the command line prints what its page says', async () => {
  const page = textOf('packages/cli/README.md')
  const { cli, path } = place({ 'ingress.yaml': blocksIn(page, 'yaml')[0] ?? '' })
  const printed = await Promise.all(
    blocksIn(page, 'sh').map(async (line) =>
      (await cli(wordsOf(line).slice(2))).out.replaceAll(path('ingress.yaml'), 'ingress.yaml')
    )
  )
  expect(printed).toHaveLength(2)
  expect(printed).toEqual(blocksIn(page, 'text'))
})

test.each(['core', 'cli', 'testing'])('npm has a page to show for %s', (name) => {
  expect(textOf(`packages/${name}/README.md`)).toMatch(new RegExp(`^# @alb-ingress/${name}\\n\\n.*\`\`\``, 's'))
})

test.each([
  { name: 'core', table: /^\| folder \|[\s\S]*?^$/m },
  { name: 'controller', table: /^\| folder of `controller` \|[\s\S]*?^$/m }
])('ARCHITECTURE.md has a row for every folder of $name, and for no other', ({ name, table }) => {
  const [text = ''] = table.exec(textOf('ARCHITECTURE.md')) ?? []
  const rows = [...text.matchAll(/^\| `([\w-]+)\/` \|/gm)].map(([, folder]) => folder)
  const folders = readdirSync(join(root, 'packages', name, 'src'), { withFileTypes: true }).filter((each) =>
    each.isDirectory()
  )
  expect(rows.sort()).toEqual(folders.map(({ name }) => name).sort())
})

test('CONTRIBUTING.md names every script', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> }
  const page = textOf('CONTRIBUTING.md')
  const isNamed = (name: string): boolean => new RegExp(`\`npm (run )?${name}\\b`).test(page)
  expect(Object.keys(scripts).filter((name) => !name.startsWith('pre') && !isNamed(name))).toEqual([])
})
