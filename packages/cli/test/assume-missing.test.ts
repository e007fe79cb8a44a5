import { describe, expect, test } from 'vitest'
import { place } from './support/cli.js'
import { account, files, ingress, input, shop } from './support/shop.js'

const lone = ingress('shop', 'web', {
  annotations: {
    'alb.ingress.kubernetes.io/listen-ports': '[{"HTTPS":443}]',
    'alb.ingress.kubernetes.io/scheme': 'internet-facing'
  }
})
const lonely = ['--manifests', 'ingress.yaml', '--assume-missing']

const hintsIn = (err: string): ReadonlyArray<string> =>
  [...err.matchAll(/^hint\[(.*?)\]/gm)].map(([, code = '']) => code)

const everything = ['assumed/account', 'assumed/certificate', 'assumed/class', 'assumed/service', 'assumed/subnet']

describe('a lone Ingress', () => {
  test.each([
    { command: ['model'], status: 0, says: /^shop\/web \(members: shop\/web\)\nload balancer k8s-/ },
    { command: ['plan'], status: 2, says: /CreateLoadBalancer/ },
    { command: ['route', 'GET', 'https://shop.example.com/'], status: 0, says: /-> shop\/web:80/ },
    { command: ['explain', 'shop/web'], status: 0, says: /internet-facing {2}annotation on Ingress shop\/web/ }
  ])('$command needs nothing else, and is told what was assumed', async ({ command, status, says }) => {
    const { cli } = place({ 'ingress.yaml': lone })
    const said = await cli([...command, ...lonely])
    expect(said.status).toBe(status)
    expect(said.out).toMatch(says)
    expect([...hintsIn(said.err)].sort()).toEqual(everything)
    expect(said.err).toContain('ingress.yaml:')
  })

  test('is tested, with a certificate for its host', async () => {
    const tests = [
      'manifests: ingress.yaml',
      'tests:',
      '  - request: GET https://shop.example.com/cart',
      '    expect: { service: shop/web:80, certificate: shop.example.com }',
      ''
    ]
    const { cli, path } = place({ 'ingress.yaml': lone, 'a.test.yaml': tests.join('\n') })
    const { status, out, err } = await cli(['test', path('a.test.yaml'), '--assume-missing'])
    expect({ status, out }).toEqual({ status: 0, out: expect.stringContaining('1 passed') })
    expect(hintsIn(err)).toContain('assumed/certificate')
  })

  test.each([
    { command: ['plan'] },
    { command: ['model'] },
    { command: ['route', 'GET', 'https://shop.example.com/'] }
  ])('without the flag $command refuses it, and shows the flag', async ({ command }) => {
    const { cli } = place({ 'ingress.yaml': lone, 'account.json': account() })
    const { status, err } = await cli([...command, '--manifests', 'ingress.yaml', '--account', 'account.json'])
    expect(status).toBe(1)
    expect(err).toContain('error[class/missing]')
    expect(err).toContain('With --assume-missing, ')
  })
})

describe('lint', () => {
  const words = ['lint', 'ingress.yaml']

  test('assumes the same without a word, and with the flag says what', async () => {
    const { cli } = place({ 'ingress.yaml': lone })
    expect(await cli(words)).toMatchObject({ status: 0, out: expect.not.stringContaining('assumed/') })
    const { status, out } = await cli([...words, '--assume-missing'])
    expect(status).toBe(0)
    expect([...hintsIn(out)].filter((code) => code !== 'lint/default-target-type').sort()).toEqual(
      everything.filter((code) => code !== 'assumed/account')
    )
  })

  test('what an account lacks is an error, and with the flag assumed', async () => {
    const { cli } = place({ 'ingress.yaml': lone, 'account.json': account() })
    const strict = await cli([...words, '--account', 'account.json'])
    expect(strict).toMatchObject({ status: 1, out: expect.stringContaining('error[certificates/none-for-host]') })
    const lenient = await cli([...words, '--account', 'account.json', '--assume-missing'])
    expect(lenient).toMatchObject({ status: 0, out: expect.stringContaining('hint[assumed/certificate]') })
  })
})

test('an account that is given is believed: only what it lacks is assumed', async () => {
  const { cli } = place({ 'ingress.yaml': ingress('shop', 'web'), 'account.json': account() })
  const { status, err } = await cli(['model', ...lonely, '--account', 'account.json'])
  expect(status).toBe(0)
  expect([...hintsIn(err)].sort()).toEqual(['assumed/class', 'assumed/service'])
})

test('where nothing is missing nothing is assumed, and the plan is the same', async () => {
  const { cli } = place(files(shop))
  const plain = await cli(['plan', ...input])
  expect(await cli(['plan', ...input, '--assume-missing'])).toEqual(plain)
})

test('a mistake stays one: nothing is assumed over what is there', async () => {
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: { namespace: shop, name: web }\nspec: { ports: [{ port: 81 }] }\n'
  const { cli } = place({ 'ingress.yaml': `${ingress('shop', 'web')}---\n${service}` })
  const { status, err } = await cli(['model', ...lonely])
  expect(status).toBe(1)
  expect(err).toContain('error[service/port]')
})

test('hints are among the findings of JSON', async () => {
  const { cli } = place({ 'ingress.yaml': lone })
  const { out } = await cli(['model', ...lonely, '--format', 'json'])
  const { findings } = JSON.parse(out) as {
    readonly findings: ReadonlyArray<{ readonly code: string; readonly severity: string }>
  }
  expect(findings.map(({ code, severity }) => `${severity} ${code}`).sort()).toEqual(
    everything.map((code) => `hint ${code}`)
  )
})

test('settings of the installation take the place of what is assumed of an account', async () => {
  const { cli } = place({ 'ingress.yaml': lone })
  const { err } = await cli(['model', ...lonely, '--cluster-name', 'prod', '--aws-region', 'eu-west-1'])
  expect(err).toMatch(/cluster prod in .* in eu-west-1 is assumed/)
})

test('nothing is carried out on assumptions', async () => {
  const { cli } = place({ 'ingress.yaml': lone })
  const { status, err } = await cli(['apply', '--yes', ...lonely])
  expect(status).toBe(1)
  expect(err).toContain('apply has no option --assume-missing')
})

test('a config file cannot ask for it: every run says it anew', async () => {
  const { cli } = place({ ...files(shop), 'config.yaml': 'assume-missing: true\n' })
  const { status, err } = await cli(['plan', ...input, '--config', 'config.yaml'])
  expect(status).toBe(1)
  expect(err).toContain('assume-missing is for the command line only')
})
