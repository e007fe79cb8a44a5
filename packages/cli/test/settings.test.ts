import { decodeAccountFile, installationFrom } from '@alb-ingress/adapter-memory'
import { Checked, isError } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { settings } from '../src/options/settings.js'
import { place } from './support/cli.js'
import { account, documents, files, ingress, ingressClass, input, service } from './support/shop.js'

// The scheme decides in which subnets a load balancer is put: the easiest setting to see in a document.
const scheme = async (given: { readonly ofFile?: string; readonly ofConfig?: string; readonly ofFlag?: string }) => {
  const both = {
    subnets: ['a', 'b'].map((zone, i) => ({
      id: `subnet-${String(i).repeat(17)}`,
      az: `eu-central-1${zone}`,
      cidr: `10.0.${i}.0/24`,
      availableIps: 200,
      type: 'availability-zone',
      public: true,
      tags: { 'kubernetes.io/role/internal-elb': '1', 'kubernetes.io/role/elb': '1' }
    }))
  }
  const flags = given.ofFile === undefined ? {} : { flags: { 'default-load-balancer-scheme': given.ofFile } }
  const { cli, write } = place(files(undefined, account({ ...both, ...flags })))
  const config = write(
    'config.yaml',
    given.ofConfig === undefined ? '' : `default-load-balancer-scheme: ${given.ofConfig}\n`
  )
  const flag = given.ofFlag === undefined ? [] : ['--default-load-balancer-scheme', given.ofFlag]
  const { out } = await cli(['model', ...input, '--config', config, ...flag, '--format', 'document'])
  return /"scheme": "(.*)"/.exec(out)?.[1]
}

test.each([
  { name: 'nobody says anything: the default', given: {}, expected: 'internal' },
  { name: 'the account file', given: { ofFile: 'internet-facing' }, expected: 'internet-facing' },
  {
    name: 'the config file outranks the account file',
    given: { ofFile: 'internal', ofConfig: 'internet-facing' },
    expected: 'internet-facing'
  },
  {
    name: 'the flag outranks the config file',
    given: { ofConfig: 'internet-facing', ofFlag: 'internal' },
    expected: 'internal'
  },
  {
    name: 'the flag outranks all',
    given: { ofFile: 'internet-facing', ofConfig: 'internet-facing', ofFlag: 'internal' },
    expected: 'internal'
  }
])('$name', async ({ given, expected }) => {
  expect(await scheme(given)).toBe(expected)
})

describe('every setting that is offered', () => {
  // Some value that the setting takes, in the text form of a flag.
  const examples: Readonly<Record<string, string>> = {
    'default-tags': 'a=b',
    'default-target-type': 'ip',
    'default-load-balancer-scheme': 'internal',
    'feature-gates': 'ALBSingleSubnet=true',
    'backend-security-group': 'sg-1',
    'required-secrets-label': 'team=shop',
    'target-type': 'pod',
    'backend-protocol': 'HTTPS',
    'alb-name-prefix': 'acme'
  }

  test.each(settings.map(({ name, type }) => ({ name, type })))('$name is read from text', ({ name, type }) => {
    const value = examples[name] ?? (type.words === 'optional' ? 'true' : 'x')
    const file = Checked.valueIn(
      decodeAccountFile({ flags: { [name]: value, 'enable-backend-security-group': 'true' } })
    )
    expect(file).toBeDefined()
    expect(Checked.findings(installationFrom(file ?? {})).filter(isError)).toEqual([])
  })

  test('a switch without a value is on', async () => {
    const noService = documents(ingressClass, ingress('shop', 'web'), service('shop', 'other'))
    const { cli } = place(files(noService))
    const strict = await cli(['model', ...input, '--tolerate-non-existent-backend-service', 'false'])
    expect(strict.status).toBe(1)
    expect(strict.err).toContain('service/missing')
    expect((await cli(['model', ...input, '--tolerate-non-existent-backend-service'])).status).toBe(0)
  })
})

describe('the config file', () => {
  test('paths in it count from its own folder, and JSON is read like YAML', async () => {
    const { cli, write, path } = place()
    for (const [name, content] of Object.entries(files())) write(`deep/${name}`, content)
    const config = write(
      'deep/config.json',
      JSON.stringify({ manifests: ['manifests.yaml'], account: 'account.json', output: 'json' })
    )
    const { status, out } = await cli(['plan', '--config', config])
    expect(status).toBe(2)
    expect(JSON.parse(out)).toHaveProperty('steps')
    expect((await cli(['apply', '--config', config, '--yes', '--account', path('deep/account.json')])).status).toBe(0)
  })

  test.each([
    {
      name: 'a misspelt key',
      content: 'acount: account.json\n',
      said: /No option is called "acount"\. Did you mean account\?/
    },
    { name: 'a key like nothing else', content: 'zzzzzzzzzzzz: 1\n', said: /No option is called "zzzzzzzzzzzz"/ },
    {
      name: 'a value of the wrong type',
      content: 'concurrency: many\n',
      said: /concurrency is "many", and should be a whole number/
    },
    {
      name: 'a setting with a bad value',
      content: 'default-target-type: pod\n',
      said: /config\.yaml: .*default-target-type cannot be used/
    },
    { name: 'an answer to a question', content: 'yes: true\n', said: /yes is for the command line only: say --yes/ },
    { name: 'a key that stands twice', content: 'output: json\noutput: text\n', said: /config\.yaml:2:1/ },
    { name: 'no YAML', content: '{ "output": \n', said: /config\.yaml:\d+:\d+: The config file is not YAML or JSON/ },
    { name: 'a list', content: '- output\n', said: /should hold option names and their values/ }
  ])('$name is told in one line, status 1', async ({ content, said }) => {
    const { cli, write } = place(files())
    const config = write('config.yaml', content)
    const result = await cli(['plan', ...input, '--config', config])
    expect(result).toMatchObject({ status: 1, out: '' })
    expect(result.err).toMatch(/^alb-ingress: [^\n]*\n$/)
    expect(result.err).toMatch(said)
  })

  test('one that is not there is told', async () => {
    const { cli } = place(files())
    expect(await cli(['plan', ...input, '--config', 'nowhere.yaml'])).toMatchObject({
      status: 1,
      err: 'alb-ingress: --config: nowhere.yaml is not there.\n'
    })
  })
})

describe('a setting of AWS ALB Ingress Controller 1.x', () => {
  test.each([
    { name: 'on the command line', words: ['--target-type', 'pod'], at: 'Settings command line' },
    { name: 'in the config file', config: 'target-type: pod\n', at: 'config.yaml' },
    { name: 'in the account file', flags: { 'target-type': 'pod' }, at: 'flags.target-type' }
  ])('still counts $name, with a hint', async ({ words = [], config = '', flags, at }) => {
    const { cli, write } = place(files(undefined, account(flags === undefined ? {} : { flags })))
    const file = write('config.yaml', config)
    const { status, out, err } = await cli(['model', ...input, '--config', file, ...words, '--format', 'document'])
    expect(status).toBe(0)
    expect(out).toContain('"targetType": "ip"')
    expect(err).toContain('hint[account/former-flag]')
    expect(err).toContain(at)
  })

  test('is in no help', async () => {
    const { out } = await place(files()).cli(['model', '--help'])
    expect(out).toContain('--default-target-type')
    expect(out).not.toMatch(/--target-type|--alb-name-prefix/)
  })
})
