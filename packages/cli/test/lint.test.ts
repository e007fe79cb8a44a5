import { lintRules } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { person, place } from './support/cli.js'
import { account, documents, ingress, shop } from './support/shop.js'

const misspelt = ingress('shop', 'web', { annotations: { 'alb.ingress.kubernetes.io/schema': 'internal' } })
const refused = ingress('shop', 'web', { annotations: { 'alb.ingress.kubernetes.io/scheme': 'public' } })

const ignoring = (entries: string): string =>
  ingress('shop', 'web', {
    annotations: { 'alb.ingress.kubernetes.io/schema': 'internal', 'alb-ingress.dev/ignore': entries }
  })

const lintOf = async (manifests: string, ...words: ReadonlyArray<string>) => {
  const { cli, path } = place({ 'web.yaml': manifests, 'account.json': account() })
  const said = await cli(['lint', 'web.yaml', ...words])
  return { ...said, out: said.out.replaceAll(path('web.yaml'), 'web.yaml') }
}

describe('for people', () => {
  test('a lone manifest that is in order gives nothing', async () => {
    expect(await lintOf(ingress('shop', 'web'))).toMatchObject({
      status: 0,
      out: 'Nothing found in 1 file.\n',
      err: ''
    })
  })

  test('files in which nothing is written are no files without a finding', async () => {
    expect(await lintOf('# nothing yet\n')).toMatchObject({
      status: 0,
      out: 'Nothing to look at: no Kubernetes object is written there.\n'
    })
  })

  test('a finding has its place, the remedy, and a way to learn more', async () => {
    const { status, out } = await lintOf(misspelt)
    expect(status).toBe(0)
    expect(out).toMatch(/^warning\[lint\/unknown-key\] web\.yaml:6:\d+ {2}Ingress shop\/web /)
    expect(out).toContain('Did you mean alb.ingress.kubernetes.io/scheme?')
    expect(out).toContain('1 warning')
    expect(out).toContain('alb-ingress lint --why lint/unknown-key')
  })

  test('what would be refused is an error, and the status says so', async () => {
    const { status, out } = await lintOf(refused)
    expect(status).toBe(1)
    expect(out).toContain('error[annotation/value]')
  })

  test('colours go to terminals only', async () => {
    const { cli } = place({ 'web.yaml': misspelt })
    expect((await cli(['lint', 'web.yaml'])).out).not.toContain('\u001b')
    expect((await cli(['lint', 'web.yaml'], person())).out).toContain('\u001b[33mwarning')
  })
})

describe('the exit status', () => {
  test.each([
    { name: 'more warnings than allowed', given: { manifests: misspelt, most: '0' }, expected: 1 },
    { name: 'as many as allowed', given: { manifests: misspelt, most: '1' }, expected: 0 },
    { name: 'none at all', given: { manifests: ingress('shop', 'web'), most: '0' }, expected: 0 }
  ])('with --max-warnings: $name', async ({ given, expected }) => {
    expect((await lintOf(given.manifests, '--max-warnings', given.most)).status).toBe(expected)
  })

  test('--max-warnings says why it fails', async () => {
    expect((await lintOf(misspelt, '--max-warnings', '0')).err).toBe('1 warning, and --max-warnings allows 0.\n')
  })
})

describe('what is meant', () => {
  test('a finding that the object ignores with a reason is counted, and fails nothing', async () => {
    const { status, out } = await lintOf(ignoring('lint/unknown-key: read by a tool of ours'), '--max-warnings', '0')
    expect({ status, out }).toEqual({
      status: 0,
      out: 'Nothing found in 1 file.\n1 finding is ignored, each for a reason that its object gives.\n'
    })
  })

  test.each([
    {
      name: 'without a reason',
      given: 'lint/unknown-key',
      expected: 'nobody says why lint/unknown-key is to be ignored'
    },
    { name: 'of an unknown code', given: 'lint/unknown-kye: x', expected: 'Did you mean lint/unknown-key?' },
    {
      name: 'of what is not there',
      given: 'lint/unknown-key: x; lint/placeholder: y',
      expected: 'lint/unused-suppression'
    },
    { name: 'of nothing', given: '', expected: 'is no code with a reason' },
    { name: 'of the check itself', given: 'lint/suppression: x', expected: 'cannot be ignored' }
  ])('an entry $name is told', async ({ given, expected }) => {
    const { out } = await lintOf(ignoring(given))
    expect(out).toContain(expected)
  })
})

describe('for programs', () => {
  test('JSON has findings with places and edits, and what is ignored', async () => {
    const { out } = await lintOf(misspelt, '--format', 'json')
    const { findings, suppressed, count } = JSON.parse(out)
    expect({ suppressed, count }).toEqual({ suppressed: [], count: '1 warning' })
    expect(findings[0]).toMatchObject({
      code: 'lint/unknown-key',
      severity: 'warning',
      position: { line: 6 },
      replacement: { text: 'alb.ingress.kubernetes.io/scheme', edit: { text: '"alb.ingress.kubernetes.io/scheme"' } }
    })
  })

  test('SARIF has what code scanning asks for', async () => {
    const { out } = await lintOf(
      `${ignoring('lint/unknown-key: meant so')}---\n${refused.replaceAll('web', 'api')}`,
      '-f',
      'sarif'
    )
    const sarif = JSON.parse(out)
    expect(sarif).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') })
    const [{ tool, results }] = sarif.runs
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId)
      expect(['error', 'warning', 'note']).toContain(level)
      expect(message.text).not.toBe('')
      const { artifactLocation, region } = locations[0].physicalLocation
      expect(artifactLocation.uri).toMatch(/^[\w/.:%-]+$/)
      expect(region.startLine).toBeGreaterThan(0)
    }
    expect(
      results.map(({ ruleId, suppressions }: { ruleId: string; suppressions: unknown }) => [ruleId, suppressions])
    ).toEqual([
      ['lint/unknown-key', [{ kind: 'inSource', justification: 'meant so' }]],
      ['annotation/value', undefined]
    ])
    expect(results[0].fixes[0].artifactChanges[0].replacements[0]).toMatchObject({
      deletedRegion: { startLine: 6, endLine: 6 },
      insertedContent: { text: '"alb.ingress.kubernetes.io/scheme"' }
    })
  })

  test('JUnit has a suite for each file, and a failure for each finding', async () => {
    const { out } = await lintOf(misspelt, '-f', 'junit')
    expect(out).toContain('<testsuite name="web.yaml" tests="1" failures="1"')
    expect(out).toContain('<failure type="lint/unknown-key"')
    expect((await lintOf(ingress('shop', 'web'), '-f', 'junit')).out).toContain('failures="0"')
  })

  test('GitHub gets one command on one line for each finding', async () => {
    const { out } = await lintOf(misspelt, '-f', 'github')
    expect(out).toMatch(/^::warning file=web\.yaml,line=6,col=\d+,title=lint\/unknown-key::Ingress shop\/web: .*\n$/)
  })

  test('text of users begins no command and no line of its own', async () => {
    const evil = ingress('shop', 'web', {
      annotations: {
        'alb.ingress.kubernetes.io/x\n::error::%0Apwned\u202e': 'y',
        'alb.ingress.kubernetes.io/schema': '1'
      }
    })
    const formats = ['text', 'json', 'sarif', 'junit', 'github']
    for (const format of formats) {
      const { out } = await lintOf(evil, '-f', format)
      expect(out).not.toMatch(/^::error/m)
      expect(out).not.toContain('\u202e')
    }
    expect((await lintOf(evil, '-f', 'github')).out).toContain('%250Apwned')
  })
})

describe('with an account', () => {
  test('what only the account can tell is told', async () => {
    const https = ingress('shop', 'web', {
      annotations: { 'alb.ingress.kubernetes.io/listen-ports': '[{"HTTPS":443}]' }
    })
    const { cli } = place({ 'web.yaml': https, 'account.json': account() })
    expect((await cli(['lint', 'web.yaml'])).out).toContain('Nothing found')
    const said = await cli(['lint', 'web.yaml', '--account', 'account.json'])
    expect(said.out).toContain('certificates/none-for-host')
    expect(said.status).toBe(1)
  })

  test('files that hold everything give nothing', async () => {
    const { cli } = place({ 'web.yaml': shop, 'account.json': account() })
    expect(await cli(['lint', 'web.yaml', '-a', 'account.json'])).toMatchObject({ status: 0, err: '' })
  })
})

describe('--why', () => {
  test.each(lintRules.map(({ code }) => code))('prints a page for %s', async (code) => {
    const { status, out } = await place().cli(['lint', '--why', code])
    expect(status).toBe(0)
    expect(out).toContain(`[${code}]`)
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(320)
  })

  test('prints a page for what the pipeline says', async () => {
    expect((await place().cli(['lint', '--why', 'group/disagree'])).out).toContain(
      'Members of a group share one load balancer'
    )
  })

  test.each([
    { given: 'lint/unknwon-key', meant: 'Did you mean lint/unknown-key?' },
    { given: 'unknown-key', meant: 'Did you mean lint/unknown-key?' },
    { given: 'x', meant: 'A code is what stands in brackets, as in lint/unknown-key.' }
  ])('of $given names the nearest code', async ({ given, meant }) => {
    const { status, err } = await place().cli(['lint', '--why', given])
    expect({ status, err }).toEqual({ status: 1, err: `alb-ingress: No finding has the code "${given}". ${meant}\n` })
  })
})

describe('mistakes', () => {
  test.each([
    { name: 'no path', given: ['lint'], expected: 'lint needs a path' },
    { name: 'a path that is not there', given: ['lint', 'nowhere.yaml'], expected: 'nowhere.yaml is not there' },
    {
      name: 'a format that is none',
      given: ['lint', 'x.yaml', '-f', 'xml'],
      expected: 'text, json, sarif, junit or github'
    },
    { name: 'a number that is none', given: ['lint', 'x.yaml', '--max-warnings', '-1'], expected: 'a whole number' }
  ])('$name', async ({ given, expected }) => {
    const { status, err } = await place().cli(given)
    expect(status).toBe(1)
    expect(err).toContain(expected)
  })

  test('two files that disagree are looked at together', async () => {
    const two = documents(
      ingress('a', 'web', {
        annotations: { 'alb.ingress.kubernetes.io/group.name': 'g', 'alb.ingress.kubernetes.io/scheme': 'internal' }
      }),
      ingress('b', 'web', {
        annotations: {
          'alb.ingress.kubernetes.io/group.name': 'g',
          'alb.ingress.kubernetes.io/scheme': 'internet-facing'
        }
      })
    )
    expect((await lintOf(two)).out).toContain('group/disagree')
  })
})
