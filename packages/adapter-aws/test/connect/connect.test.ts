import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { E } from '@alb-ingress/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AwsSettings, type CallTold, connect } from '../../src/index.js'
import type { Canned } from '../support/recorded.js'
import { type Heard, serving } from '../support/server.js'
import { declined, ec2Answer, elbv2Answer } from '../support/xml.js'

type Server = Awaited<ReturnType<typeof serving>>

const identity = { body: elbv2Answer('GetCallerIdentity', { Account: '123456789012' }) }
const actionOf = ({ body }: Heard): string => new URLSearchParams(body).get('Action') ?? ''

let servers: ReadonlyArray<Server> = []
const serve = async (answer: (heard: Heard) => Canned): Promise<Server> => {
  const server = await serving(answer)
  servers = [...servers, server]
  return server
}

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent')
  for (const name of [
    'AWS_REGION',
    'AWS_DEFAULT_REGION',
    'NODENAME',
    'HTTP_PROXY',
    'http_proxy',
    'NO_PROXY',
    'no_proxy'
  ])
    vi.stubEnv(name, '')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(servers.map(({ stop }) => stop()))
  servers = []
})

const endpoints = (url: string) => ({ STS: url, EC2: url, 'Elastic Load Balancing v2': url, ec2imds: url })

const connectedTo = (url: string, settings: AwsSettings = {}) =>
  connect({ region: 'eu-west-1', vpcId: 'vpc-1', endpoints: endpoints(url), ...settings })()

/** What the metadata of a machine says, by path. */
const machine =
  (metadata: Readonly<Record<string, string>>) =>
  (heard: Heard): Canned => {
    if (heard.url === '/latest/api/token') return { body: 'token' }
    const said = metadata[heard.url.replace('/latest/meta-data/', '')]
    if (said !== undefined) return { body: said }
    return heard.method === 'POST' ? identity : { status: 404, body: '' }
  }

describe('the region', () => {
  test.each([
    { name: 'that is set', given: 'eu-west-1', former: 'eu-west-2', usual: 'eu-west-3', expected: 'eu-west-1' },
    { name: 'of AWS_DEFAULT_REGION', given: '', former: 'eu-west-2', usual: 'eu-west-3', expected: 'eu-west-2' },
    { name: 'of AWS_REGION', given: '', former: '', usual: 'eu-west-3', expected: 'eu-west-3' }
  ])('$name counts before those that come after', async ({ given, former, usual, expected }) => {
    const { url } = await serve(() => identity)
    vi.stubEnv('AWS_DEFAULT_REGION', former)
    vi.stubEnv('AWS_REGION', usual)
    expect(await connectedTo(url, { region: given })).toMatchObject(E.right({ region: expected }))
  })

  test('is that of the profile before that of the machine', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'alb-ingress-')), 'config')
    writeFileSync(file, '[default]\nregion = eu-south-1\n')
    vi.stubEnv('AWS_CONFIG_FILE', file)
    const { url } = await serve(() => identity)
    expect(await connectedTo(url, { region: undefined })).toMatchObject(E.right({ region: 'eu-south-1' }))
    rmSync(dirname(file), { recursive: true })
  })

  test('is that of the machine where nothing says it', async () => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', '')
    const { url } = await serve(machine({ 'placement/region': 'eu-north-1' }))
    expect(await connectedTo(url, { region: undefined })).toMatchObject(E.right({ region: 'eu-north-1' }))
  })

  test('that nobody knows is told with all that was tried', async () => {
    const { url } = await serve(() => ({ status: 404, body: '' }))
    const refused = await connectedTo(url, { region: undefined })
    expect(refused).toMatchObject(E.left({ code: 'NoRegion', message: expect.stringContaining('AWS_DEFAULT_REGION') }))
    expect(refused).toMatchObject(E.left({ message: expect.stringContaining('Set --aws-region') }))
  })
})

describe('the VPC', () => {
  const vpcs =
    (...ids: ReadonlyArray<string>) =>
    (heard: Heard): Canned =>
      actionOf(heard) === 'DescribeVpcs'
        ? { body: ec2Answer('DescribeVpcs', { Vpcs: ids.map((VpcId) => ({ VpcId })) }) }
        : identity

  test('is found by its tags', async () => {
    const { url, heard } = await serve(vpcs('vpc-7'))
    const found = await connectedTo(url, { vpcId: undefined, vpcTags: { Name: 'main', env: 'prod' } })
    expect(found).toMatchObject(E.right({ vpcId: 'vpc-7', accountId: '123456789012' }))
    const asked = new URLSearchParams(heard.find((each) => actionOf(each) === 'DescribeVpcs')?.body)
    expect([asked.get('Filter.1.Name'), asked.get('Filter.2.Value.1')]).toEqual(['tag:Name', 'prod'])
  })

  test.each([
    { name: 'that nobody has', ids: [], says: 'no VPC has them' },
    { name: 'that two have', ids: ['vpc-7', 'vpc-8'], says: 'vpc-7, vpc-8 have them' }
  ])('by tags $name is refused', async ({ ids, says }) => {
    const { url } = await serve(vpcs(...ids))
    expect(await connectedTo(url, { vpcId: undefined, vpcTags: { Name: 'main' } })).toMatchObject(
      E.left({ message: expect.stringContaining(`--aws-vpc-tags Name=main: ${says}`) })
    )
  })

  test('is that of the machine where nothing says it', async () => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', '')
    const { url } = await serve(machine({ mac: '0a:1b', 'network/interfaces/macs/0a:1b/vpc-id': 'vpc-9' }))
    expect(await connectedTo(url, { vpcId: undefined })).toMatchObject(E.right({ vpcId: 'vpc-9' }))
  })

  test('is that of the node that NODENAME names', async () => {
    vi.stubEnv('NODENAME', 'i-0123')
    const { url } = await serve((heard) =>
      actionOf(heard) === 'DescribeInstances'
        ? { body: ec2Answer('DescribeInstances', { Reservations: [{ Instances: [{ VpcId: 'vpc-5' }] }] }) }
        : actionOf(heard) === 'GetCallerIdentity'
          ? identity
          : { status: 404, body: '' }
    )
    expect(await connectedTo(url, { vpcId: undefined })).toMatchObject(E.right({ vpcId: 'vpc-5' }))
  })

  test('that nobody knows is told with all that was tried', async () => {
    const { url } = await serve((heard) => (heard.method === 'POST' ? identity : { status: 404, body: '' }))
    const refused = await connectedTo(url, { vpcId: undefined })
    for (const part of ['metadata of the machine', 'NODENAME is ""', '--aws-vpc-id'])
      expect(refused).toMatchObject(E.left({ code: 'NoVpc', message: expect.stringContaining(part) }))
  })
})

test.each([
  { name: 'of a service that is none', endpoints: { ec2: 'http://127.0.0.1:1' }, says: 'did you mean "EC2"' },
  { name: 'that is a name of a host', endpoints: { EC2: 'ec2.example.com' }, says: 'should be a URL such as https://' },
  { name: 'that no request leads to', endpoints: { EC2: 'file:///etc' }, says: '"EC2" is "file:///etc"' }
])('an endpoint $name is refused with a remedy', async ({ endpoints: given, says }) => {
  expect(await connect({ region: 'eu-west-1', vpcId: 'vpc-1', endpoints: given })()).toMatchObject(
    E.left({ code: 'InvalidEndpoint', message: expect.stringContaining(says) })
  )
})

test('an account whose name nobody tells is reached all the same, as nothing depends on the name', async () => {
  const { url, stop } = await serving(() => identity)
  await stop()
  expect(await connectedTo(url)).toMatchObject(E.right({ vpcId: 'vpc-1', accountId: '' }))
})

describe('each call', () => {
  const subnetsAsked = { ask: 'targetGroupNamed', about: 'a' } as const
  const groups = { body: elbv2Answer('DescribeTargetGroups', { TargetGroups: [] }) }

  test('is tried again when AWS throttles, every attempt is told, and one token is taken for all', async () => {
    let throttled = 2
    const calls: Array<CallTold> = []
    const waits: Array<string> = []
    const { url } = await serve((heard) => {
      if (actionOf(heard) !== 'DescribeTargetGroups') return identity
      return throttled-- > 0 ? declined('Throttling', 'Rate exceeded') : groups
    })
    const throttle = { 'Elastic Load Balancing v2': [{ operations: /^Describe/, rate: 20, burst: 1 }] }
    const found = await connectedTo(url, {
      throttle,
      onCall: (call) => calls.push(call),
      onWait: ({ action }) => waits.push(action)
    })
    if (E.isLeft(found)) throw new Error(found.left.message)
    await found.right.aws.answer([subnetsAsked])()
    expect(waits).toEqual([])
    const tried = calls.filter(({ action }) => action === 'DescribeTargetGroups')
    expect(tried.map(({ service, code }) => [service, code])).toEqual([
      ['Elastic Load Balancing v2', 'Throttling'],
      ['Elastic Load Balancing v2', 'Throttling'],
      ['Elastic Load Balancing v2', undefined]
    ])
    // One of two calls in a row has to wait for a token.
    for (const _ of [1, 2]) await found.right.aws.answer([subnetsAsked])()
    expect(waits).toEqual(['DescribeTargetGroups'])
  })

  test('is given up after as many attempts as were set', async () => {
    const { url, heard } = await serve((each) =>
      actionOf(each) === 'GetCallerIdentity' ? identity : declined('Throttling', 'Rate exceeded')
    )
    const found = await connectedTo(url, { maxRetries: 3, throttle: {} })
    if (E.isLeft(found)) throw new Error(found.left.message)
    const facts = await found.right.aws.answer([subnetsAsked])()
    expect(E.isRight(facts) && [...facts.right.answers.values()]).toMatchObject([E.left({ kind: 'throttled' })])
    expect(heard.filter((each) => actionOf(each) === 'DescribeTargetGroups')).toHaveLength(3)
  })

  test('names us, and nothing else, as its user agent', async () => {
    const { url, heard } = await serve(() => identity)
    await connectedTo(url, { userAgent: 'elbv2.k8s.aws/1.2.3' })
    expect(heard.map(({ headers }) => headers['user-agent'])).toEqual(['elbv2.k8s.aws/1.2.3'])
  })

  test('goes through the proxy of the environment, unless its host is excepted', async () => {
    const proxy = await serve(() => identity)
    const straight = await serve(() => identity)
    vi.stubEnv('HTTP_PROXY', proxy.url)
    expect(await connectedTo('http://sts.example.com')).toMatchObject(E.right({ accountId: '123456789012' }))
    expect(proxy.heard.map(({ url }) => url)).toEqual(['http://sts.example.com/'])
    vi.stubEnv('NO_PROXY', '127.0.0.1')
    await connectedTo(straight.url)
    expect([proxy.heard.length, straight.heard.length]).toEqual([1, 1])
  })

  test('that credentials are missing for is denied, and says so', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', '')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '')
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent')
    vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent')
    const { url } = await serve(() => identity)
    expect(await connectedTo(url)).toMatchObject(E.left({ kind: 'denied', call: 'GetCallerIdentity' }))
  })
})
