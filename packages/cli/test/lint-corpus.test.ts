import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { locate, readManifests } from '@alb-ingress/adapter-k8s/manifests'
import { E, type Finding, installation, lint, offline } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'

// Manifests of other people, which are not part of the project: they lie beside a checkout, or not at all.
const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url))
const corpus = join(shared, 'corpus')
const cases = join(shared, 'conformance/cases')
const missing = (folder: string): string => (existsSync(folder) ? '' : ` (skipped: no ${folder.slice(shared.length)})`)

const install = installation({ clusterName: 'test', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' })

const findingsIn = async (paths: ReadonlyArray<string>): Promise<ReadonlyArray<Finding>> => {
  const read = await readManifests(paths)()
  if (E.isLeft(read)) throw new Error(read.left.map(({ message }) => message).join(' '))
  const { documents, diagnostics } = read.right
  const { findings } = lint(
    offline(
      install,
      documents.map(({ object }) => object)
    ),
    diagnostics
  )
  return findings.map(locate(documents))
}

const yamlIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()

/** Each file for itself, together with the objects that go with it. */
const ofFolder = async (folder: string): Promise<ReadonlyArray<readonly [string, ReadonlyArray<Finding>]>> => {
  const found: Array<readonly [string, ReadonlyArray<Finding>]> = []
  for (const file of yamlIn(join(corpus, folder))) {
    const support = join(corpus, 'support', file)
    const paths = [join(corpus, folder, file), ...(existsSync(support) ? [support] : [])]
    found.push([file.slice(0, 3), await findingsIn(paths)])
  }
  return found
}

const codesOf = (findings: ReadonlyArray<Finding>): ReadonlyArray<string> =>
  [...new Set(findings.map(({ code }) => code))].sort()

/** How many findings of each code there are, for review. */
const counted = (findings: ReadonlyArray<Finding>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { code } of findings) counts[code] = (counts[code] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort())
}

const golden = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

describe.skipIf(missing(corpus) !== '')(`real manifests${missing(corpus)}`, () => {
  const folders = ['.', 'typos', 'mistakes', 'patches', 'v1beta1', 'no-ingress', 'broken']

  test.each(folders)('in %s give what their authors would want to know', async (folder) => {
    const found = await ofFolder(folder)
    const telling = found
      .filter(([, findings]) => findings.length > 0)
      .map(([file, findings]) => [file, codesOf(findings)])
    const name = folder === '.' ? 'usable' : folder
    await expect(golden(Object.fromEntries(telling))).toMatchFileSnapshot(`golden/lint-corpus-${name}.json`)
  })

  test('with a mistake never pass unnoticed', async () => {
    for (const folder of ['typos', 'mistakes', 'broken']) {
      for (const [file, findings] of await ofFolder(folder)) expect([file, findings.length > 0]).toEqual([file, true])
    }
  })

  test('have every finding at a place', async () => {
    for (const folder of folders) {
      for (const [file, findings] of await ofFolder(folder)) {
        expect([file, findings.filter(({ position }) => position === undefined)]).toEqual([file, []])
      }
    }
  })
})

describe.skipIf(missing(cases) !== '')(`manifests of the conformance suite${missing(cases)}`, () => {
  test('give as many findings of each code as was looked through', async () => {
    const all: Array<Finding> = []
    for (const name of readdirSync(cases).sort()) all.push(...(await findingsIn([join(cases, name, 'manifests.yaml')])))
    await expect(golden(counted(all))).toMatchFileSnapshot('golden/lint-conformance.json')
  }, 120_000)
})
