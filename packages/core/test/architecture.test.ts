import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

// The written list of who may know whom. Everything below this table only reads import lines and compares.

/** What each package may import besides itself, in whole or below it. */
const packages: Readonly<Record<string, ReadonlyArray<string>>> = {
  core: ['fp-ts', 'io-ts', '@noble/hashes', 'ipaddr.js'],
  'adapter-memory': ['@alb-ingress/core', 'fp-ts', 'io-ts'],
  'adapter-k8s': ['@alb-ingress/core', 'fp-ts', 'io-ts', 'node:', 'yaml', 'tinyglobby', '@kubernetes/client-node'],
  'adapter-aws': [
    '@alb-ingress/core',
    'fp-ts',
    'io-ts',
    'node:',
    '@aws-sdk',
    '@smithy',
    'p-limit',
    'http-proxy-agent',
    'https-proxy-agent',
    'proxy-from-env'
  ],
  testing: ['@alb-ingress/core', '@alb-ingress/adapter-memory', '@alb-ingress/adapter-k8s', 'fp-ts', 'node:', 'vitest'],
  cli: ['*', '!@alb-ingress/controller', '!@alb-ingress/testing'],
  controller: ['*', '!@alb-ingress/cli', '!@alb-ingress/testing']
}

/** The folders of core: each may read those it names, what those may read, and `everywhere`. */
const folders: Readonly<Record<string, ReadonlyArray<string>>> = {
  prelude: [],
  support: [],
  checked: [],
  install: [],
  kubernetes: [],
  annotations: ['install', 'kubernetes'],
  groups: ['annotations', 'resources'],
  targets: ['groups', 'facts'],
  facts: ['resources'],
  resources: [],
  translate: ['targets', 'facts', 'resources'],
  plan: ['resources'],
  route: ['resources'],
  explain: ['groups', 'resources'],
  assume: ['translate'],
  lint: ['assume', 'translate', 'route'],
  admission: ['lint'],
  ports: ['facts', 'plan', 'resources'],
  render: ['admission', 'assume', 'explain', 'lint', 'plan', 'route', 'translate'],
  iam: ['install', 'facts', 'resources'],
  saved: ['groups', 'plan', 'render'],
  status: ['render', 'targets'],
  workflow: ['admission', 'explain', 'lint', 'plan', 'ports', 'render', 'route', 'saved', 'status', 'translate'],
  expect: ['explain', 'facts', 'groups', 'render', 'route'],
  index: ['assume', 'expect', 'iam', 'workflow']
}
const everywhere: ReadonlyArray<string> = ['prelude', 'support', 'checked']
const mayNameTaskEither: ReadonlyArray<string> = ['prelude', 'ports', 'workflow', 'index']

/** Words that would bring a clock, chance, an environment or an output into core. */
const impure: ReadonlyArray<readonly [word: string, pattern: RegExp]> = [
  ['Date.now', /\bDate\s*\.\s*now\b/],
  ['new Date(', /\bnew\s+Date\s*\(/],
  ['Math.random', /\bMath\s*\.\s*random\b/],
  ['performance.now', /\bperformance\s*\.\s*now\b/],
  ['process.', /(?<![.\w])process\s*\./],
  ['console.', /(?<![.\w])console\s*\./]
]

interface Source {
  readonly file: string
  readonly package: string
  /** The folder of core that a file is in, or the name of a file beside the folders. */
  readonly folder: string
  /** The text without comments and without the contents of strings. */
  readonly code: string
  readonly imports: ReadonlyArray<string>
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

// Strings first, so that a `//` inside one does not count as a comment. What a template interpolates is code.
const tokens = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
const withoutComments = (text: string): string => text.replace(tokens, (token) => (token.startsWith('/') ? ' ' : token))
const withoutStrings = (text: string): string =>
  text.replace(tokens, (token) =>
    token.startsWith('`') ? [...token.matchAll(/\$\{([^}]*)\}/g)].map(([, inside]) => `(${inside})`).join(' ') : "''"
  )

// Anchored at the statement, so that a message that says `from 'x'` is no import.
const importing =
  /^\s*(?:import|export)\b[^'"`=;()]*?\bfrom\s*(['"])(?<from>[^'"\n]+)\1|\bimport\s*\(?\s*(['"])(?<bare>[^'"\n]+)\3/gm
const importsOf = (code: string): ReadonlyArray<string> =>
  [...code.matchAll(importing)].flatMap(({ groups }) => groups?.from ?? groups?.bare ?? [])

const folderIn = (pathInSrc: string): string => pathInSrc.split('/')[0]?.replace(/\.ts$/, '') ?? ''

const source = (file: string): Source => {
  const text = withoutComments(readFileSync(join(root, file), 'utf8'))
  const [, name = '', , ...path] = file.split('/')
  return { file, package: name, folder: folderIn(path.join('/')), code: withoutStrings(text), imports: importsOf(text) }
}

const sources: ReadonlyArray<Source> = globSync('packages/*/src/**/*.ts', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
  .map(source)
const core = sources.filter((file) => file.package === 'core')

const isRelative = (specifier: string): boolean => specifier.startsWith('.')
const covers = (rule: string, specifier: string): boolean =>
  rule === '*' || rule === specifier || specifier.startsWith(rule.endsWith(':') ? rule : `${rule}/`)
const mayImport = (rules: ReadonlyArray<string>, specifier: string): boolean =>
  rules.some((rule) => covers(rule, specifier)) &&
  !rules.some((rule) => rule.startsWith('!') && covers(rule.slice(1), specifier))

/** The path of a relative import from the root of the repository. */
const target = (from: Source, specifier: string): string =>
  relative(root, join(root, dirname(from.file), specifier)).replaceAll('\\', '/')

const below = (folder: string): ReadonlySet<string> => {
  const seen = new Set([folder, ...everywhere])
  for (const name of seen) for (const next of folders[name] ?? []) seen.add(next)
  return seen
}

/** One sentence for each import of `files` that `isAllowed` refuses. */
const refused = (
  files: ReadonlyArray<Source>,
  isAllowed: (file: Source, specifier: string) => boolean
): ReadonlyArray<string> =>
  files.flatMap((file) =>
    file.imports.filter((name) => !isAllowed(file, name)).map((name) => `${file.file} imports ${name}`)
  )

describe('who may know whom', () => {
  test('there is something to read', () => {
    expect(core.length).toBeGreaterThan(0)
    expect(sources.flatMap((file) => file.imports).length).toBeGreaterThan(0)
  })

  test('every package and every folder of core has its row in the tables', () => {
    const rows = new Set(Object.keys(packages))
    expect([...new Set(sources.map((file) => file.package))].filter((name) => !rows.has(name))).toEqual([])
    expect([...new Set(core.map((file) => file.folder))].filter((name) => folders[name] === undefined)).toEqual([])
  })

  test.each(Object.entries(packages))('%s imports only what its row names: %j', (name, rules) => {
    const files = sources.filter((file) => file.package === name)
    expect(refused(files, (_, specifier) => isRelative(specifier) || mayImport(rules, specifier))).toEqual([])
  })

  test('a relative import stays in the src folder of its package, and ends in .js', () => {
    const isInside = (file: Source, specifier: string): boolean =>
      !isRelative(specifier) ||
      (target(file, specifier).startsWith(`packages/${file.package}/src/`) && /\.(js|json)$/.test(specifier))
    expect(refused(sources, isInside)).toEqual([])
  })

  test('manifests are read without a Kubernetes client', () => {
    const manifests = sources.filter((file) => file.package === 'adapter-k8s' && file.folder === 'manifests')
    const isFileWork = (file: Source, specifier: string): boolean =>
      isRelative(specifier)
        ? target(file, specifier).startsWith('packages/adapter-k8s/src/manifests/')
        : !covers('@kubernetes/client-node', specifier)
    expect(refused(manifests, isFileWork)).toEqual([])
  })
})

describe('inside core', () => {
  test.each(Object.keys(folders))('%s reads only what is below it', (folder) => {
    const allowed = below(folder)
    const isBelow = (file: Source, specifier: string): boolean =>
      !isRelative(specifier) ||
      allowed.has(folderIn(target(file, specifier).replace('packages/core/src/', '').replace(/\.js$/, '')))
    const files = core.filter((file) => file.folder === folder)
    expect(refused(files, isBelow), `${folder} may read ${[...allowed].join(', ')}`).toEqual([])
  })

  test(`only ${mayNameTaskEither.join(', ')} name TaskEither`, () => {
    const others = core.filter((file) => !mayNameTaskEither.includes(file.folder))
    expect(others.filter((file) => /\bTaskEither\b|\bTE\b/.test(file.code)).map((file) => file.file)).toEqual([])
    expect(refused(others, (_, specifier) => !specifier.includes('TaskEither'))).toEqual([])
  })

  test.each(impure)('nothing says %s', (_, pattern) => {
    expect(core.filter((file) => pattern.test(file.code)).map((file) => file.file)).toEqual([])
  })
})

test('this test reads import lines as the compiler does', () => {
  const text = [
    "import type { A } from '../a.js' // from 'comment'",
    "import {\n  B,\n  C\n} from '../b.js'",
    "import 'side-effect'",
    "export * as E from 'fp-ts/lib/Either.js'",
    "const lazy = () => import('./lazy.js')",
    "/* import x from 'block' */ const url = 'https://example.com/from'",
    "const message = 'taken from \"web\"', letters = Array.from('abc')",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template, as source text
    'const said = `console.log ${process.env}`'
  ].join('\n')
  const stripped = withoutComments(text)
  expect(importsOf(stripped)).toEqual(['../a.js', '../b.js', 'side-effect', 'fp-ts/lib/Either.js', './lazy.js'])
  expect(withoutStrings(stripped)).not.toContain('console')
  expect(withoutStrings(stripped)).toContain('process.env')
})
