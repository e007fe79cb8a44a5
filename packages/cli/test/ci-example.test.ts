import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { canonical } from '@alb-ingress/core'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'

// Every command of examples/ci is run as a pipeline would run it, with the program as it is built.
vi.setConfig({ testTimeout: 120_000 })

const example = fileURLToPath(new URL('../../../examples/ci', import.meta.url))
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

interface Step {
  readonly name?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, string>>
}

interface Workflow {
  readonly jobs: { readonly ingress: { readonly steps: ReadonlyArray<Step> } }
}

const read = (name: string): string => readFileSync(join(example, name), 'utf8')
const { steps } = (parse(read('github-actions.yaml')) as Workflow).jobs.ingress
const stepNamed = (name: string): Step => steps.find((step) => step.name === name) ?? {}

const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0

/** The objects of some YAML, in whatever order a version of a program writes them. */
const objectsIn = (yaml: string): ReadonlyArray<string> =>
  parseAllDocuments(yaml)
    .map((document) => canonical(document.toJS()))
    .sort()

/** Stands for a program that is asked for exactly these words, and then does that; anything else is a mistake of the example. */
const standIn = (words: string, deed: string): string =>
  `#!/bin/sh\nif [ "$*" = ${JSON.stringify(words)} ]; then ${deed}; else echo "unexpected: $*" >&2; exit 64; fi\n`

const standIns: Readonly<Record<string, string>> = {
  'alb-ingress': `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(main)} "$@"\n`,
  npm: standIn('install --global @alb-ingress/cli', 'exit 0'),
  gh: standIn('pr comment 7 --body-file comment.md --edit-last --create-if-none', 'cp comment.md posted.md'),
  ...(isInstalled('helm')
    ? {}
    : { helm: standIn('template shop chart --namespace shop', 'exec cat rendered/helm.yaml') }),
  ...(isInstalled('kustomize')
    ? {}
    : { kustomize: standIn('build overlays/staging', 'exec cat rendered/kustomize.yaml') })
}

/** A copy of the example, and how to run something in it. */
const checkout = () => {
  const folder = mkdtempSync(join(tmpdir(), 'alb-ingress-ci-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(example, folder, { recursive: true })
  const programs = mkdtempSync(join(tmpdir(), 'alb-ingress-programs-'))
  onTestFinished(() => rmSync(programs, { recursive: true }))
  for (const [name, text] of Object.entries(standIns)) {
    writeFileSync(join(programs, name), text)
    chmodSync(join(programs, name), 0o755)
  }
  const run = (command: string, more: Readonly<Record<string, string>> = {}) =>
    spawnSync('bash', ['--norc', '-e', '-o', 'pipefail', '-c', command], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: `${programs}${delimiter}${env.PATH ?? ''}`, ...more }
    })
  return {
    run,
    path: (name: string) => join(folder, name),
    text: (name: string) => readFileSync(join(folder, name), 'utf8')
  }
}

/** What GitHub would put into the environment of a step. */
const environmentOf = ({ env: given = {} }: Step): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(given).map(([name, text]) => [name, text.includes('number') ? '7' : 'token']))

describe('the workflow of GitHub Actions', () => {
  test('goes through step by step, and leaves what it says', () => {
    const { run, path, text } = checkout()
    for (const step of steps) {
      if (step.run === undefined) continue
      const { status, stderr } = run(step.run, environmentOf(step))
      expect({ step: step.name, status, stderr }).toEqual({ step: step.name, status: 0, stderr: '' })
    }
    const artifacts = (steps.at(-1)?.with?.path ?? '').trim().split(/\s+/)
    expect(artifacts.filter((name) => !existsSync(path(name)))).toEqual([])
    expect(text('junit.xml')).toMatch(/tests="3"/)
    expect(text('posted.md')).toMatch(/^~~~text\n[\s\S]*Plan: [\s\S]*~~~\n~~~mermaid\nflowchart LR\n[\s\S]*~~~\n$/)
  })

  test('a misspelt key fails the lint, at its line', () => {
    const { run, path, text } = checkout()
    writeFileSync(path('manifests/shop.yaml'), text('manifests/shop.yaml').replace('/scheme:', '/shceme:'))
    const { status, stdout } = run(stepNamed('Lint').run ?? '')
    expect(status).toBe(1)
    expect(stdout).toMatch(/^::warning file=manifests\/shop\.yaml,line=7,.*shceme/m)
  })

  test('a route that leads elsewhere fails the tests', () => {
    const { run, path, text } = checkout()
    writeFileSync(path('manifests/shop.yaml'), text('manifests/shop.yaml').replace('path: /cart', 'path: /basket'))
    expect(run(stepNamed('Test').run ?? '').status).toBe(1)
    expect(text('junit.xml')).toContain('<failure')
  })

  test('what is refused fails the plan, and changes do not', () => {
    const { run, path, text } = checkout()
    const plan = stepNamed('Plan').run ?? ''
    expect(run(plan).status).toBe(0)
    writeFileSync(path('manifests/shop.yaml'), text('manifests/shop.yaml').replace('internet-facing', 'public'))
    expect(run(plan).status).toBe(1)
  })

  test('no text of a pull request is put into a command', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{')
  })
})

describe('rendered manifests', () => {
  test('Helm pipes what it renders', () => {
    const { run } = checkout()
    const { status, stdout, stderr } = run('./helm.sh')
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('hint[assumed/service]') })
    expect(stdout).toContain('load balancer k8s-shop-shop-')
    expect(stdout).toContain('-> shop/web:http')
  })

  test('Kustomize pipes what it builds', () => {
    const { run, text } = checkout()
    const { status, stdout } = run('./kustomize.sh')
    expect(status).toBe(0)
    expect(stdout).toContain('CreateLoadBalancer')
    expect(text('staging.svg')).toContain('shop.staging.example.com')
  })

  test('a failure of the program that renders is a failure', () => {
    const { run } = checkout()
    expect(run('rm -r chart overlays rendered; ./helm.sh').status).not.toBe(0)
    expect(run('./kustomize.sh').status).not.toBe(0)
  })

  test.skipIf(!isInstalled('helm'))('what is stored is what Helm renders (skipped without helm)', () => {
    const { run } = checkout()
    expect(objectsIn(run('helm template shop chart --namespace shop').stdout)).toEqual(
      objectsIn(read('rendered/helm.yaml'))
    )
  })

  const build = isInstalled('kustomize') ? 'kustomize build' : isInstalled('kubectl') ? 'kubectl kustomize' : undefined

  test.skipIf(build === undefined)(
    'what is stored is what Kustomize builds (skipped without kustomize and kubectl)',
    () => {
      const { run } = checkout()
      expect(objectsIn(run(`${build} overlays/staging`).stdout)).toEqual(objectsIn(read('rendered/kustomize.yaml')))
    }
  )
})

test('the README names every file that it is about', () => {
  for (const name of ['github-actions.yaml', 'helm.sh', 'kustomize.sh', 'account.json', 'routes.test.yaml'])
    expect(read('README.md')).toContain(name)
})
