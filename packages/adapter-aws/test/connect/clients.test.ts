import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { DescribeVpcsCommand } from '@aws-sdk/client-ec2'
import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { GetSubscriptionStateCommand } from '@aws-sdk/client-shield'
import { GetWebACLForResourceCommand } from '@aws-sdk/client-waf-regional'
import { HttpResponse } from '@smithy/core/protocols'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { clientsIn } from '../../src/connect/clients.js'
import type { Requests } from '../../src/connect/requests.js'
import type { AwsSettings } from '../../src/index.js'
import type { Canned } from '../support/recorded.js'
import { elbv2Answer } from '../support/xml.js'

interface Sent {
  readonly host: string
  readonly action: string
  readonly form: URLSearchParams
  /** The key that the request was signed with. */
  readonly signedBy: string | undefined
}

const credentialsFor = (AccessKeyId: string) => ({
  Credentials: { AccessKeyId, SecretAccessKey: 's', SessionToken: 't', Expiration: '2999-01-01T00:00:00Z' }
})

/** What leaves the clients; a role gets credentials that are named after how often somebody asked. */
const sending = (answer: (sent: Sent) => Canned | undefined = () => undefined) => {
  const sent: Array<Sent> = []
  const canned = (one: Sent): Canned => {
    const given = answer(one)
    if (given !== undefined) return given
    if (one.action.startsWith('AssumeRole'))
      return { body: elbv2Answer(one.action, credentialsFor(`ASSUMED${sent.length}`)) }
    return { body: one.form.has('Action') ? '<Answer/>' : '{}' }
  }
  const handle: Requests['handle'] = async ({ hostname, headers, body }) => {
    const form = new URLSearchParams(typeof body === 'string' ? body : new TextDecoder().decode(body))
    const action = form.get('Action') ?? headers['x-amz-target']?.split('.').at(-1) ?? ''
    const signedBy = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1]
    const one = { host: hostname, action, form, signedBy }
    sent.push(one)
    const { status = 200, body: text } = canned(one)
    return { response: new HttpResponse({ statusCode: status, headers: {}, body: Readable.from([text]) }) }
  }
  const requests: Requests = { handle, updateHttpClientConfig: () => undefined, httpHandlerConfigs: () => ({}) }
  const clients = (settings: AwsSettings = {}) => clientsIn('eu-west-1', { throttle: {}, ...settings }, requests)
  return { sent, clients }
}

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'OWN')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const tags = new DescribeTagsCommand({ ResourceArns: [] })
const vpcs = new DescribeVpcsCommand({})

describe('a role of another account', () => {
  const roleArn = 'arn:aws:iam::999999999999:role/targets'

  test('is assumed with our credentials, once for all calls that it makes', async () => {
    const { sent, clients } = sending()
    const { elbv2As } = clients({ clusterName: 'shop' })
    for (const _ of [1, 2]) await (await elbv2As({ roleArn, externalId: 'x' })).send(tags)
    expect(sent.map(({ action, signedBy }) => [action, signedBy])).toEqual([
      ['AssumeRole', 'OWN'],
      ['DescribeTags', 'ASSUMED1'],
      ['DescribeTags', 'ASSUMED1']
    ])
    expect(Object.fromEntries(sent[0]?.form ?? [])).toMatchObject({
      ...{ RoleArn: roleArn, ExternalId: 'x', RoleSessionName: 'AWS-LBC-shop' }
    })
  })

  test('is another one with another external id', async () => {
    const { sent, clients } = sending()
    const { elbv2As } = clients()
    for (const role of [{ roleArn }, { roleArn, externalId: 'x' }]) await (await elbv2As(role)).send(tags)
    expect(sent.filter(({ action }) => action === 'AssumeRole')).toHaveLength(2)
  })

  test.each([
    { name: 'letters that STS does not take are left out', clusterName: 'shop/eu (1)', session: 'AWS-LBC-shopeu1' },
    { name: 'it is no longer than STS takes', clusterName: 'c'.repeat(100), session: `AWS-LBC-${'c'.repeat(56)}` }
  ])('has a session that is named after the cluster: $name', async ({ clusterName, session }) => {
    const { sent, clients } = sending()
    await (await clients({ clusterName }).elbv2As({ roleArn })).send(tags)
    expect(sent[0]?.form.get('RoleSessionName')).toBe(session)
  })
})

test('a web identity is changed for credentials once, for all clients, by the way that all requests take', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alb-ingress-'))
  writeFileSync(join(folder, 'token'), 'the-token')
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined)
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'))
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'))
  vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', join(folder, 'token'))
  vi.stubEnv('AWS_ROLE_ARN', 'arn:aws:iam::111111111111:role/controller')
  const { sent, clients } = sending()
  const { elbv2, ec2 } = clients()
  await (await elbv2()).send(tags)
  await (await ec2()).send(vpcs)
  rmSync(folder, { recursive: true })
  expect(sent.map(({ action, signedBy }) => [action, signedBy])).toEqual([
    ['AssumeRoleWithWebIdentity', undefined],
    ['DescribeTags', 'ASSUMED1'],
    ['DescribeVpcs', 'ASSUMED1']
  ])
})

describe('a service', () => {
  test('is in the region of the installation, and Shield where it is for all regions', async () => {
    const { sent, clients } = sending()
    const { ec2, shield } = clients()
    await (await ec2()).send(vpcs)
    await (await shield()).send(new GetSubscriptionStateCommand({}))
    expect(sent.map(({ host }) => host)).toEqual(['ec2.eu-west-1.amazonaws.com', 'shield.us-east-1.amazonaws.com'])
  })

  test('is at the endpoint that is set for it, and no other is', async () => {
    const { sent, clients } = sending()
    const { ec2, elbv2 } = clients({ endpoints: { EC2: 'https://ec2.example.com' } })
    await (await ec2()).send(vpcs)
    await (await elbv2()).send(tags)
    expect(sent.map(({ host }) => host)).toEqual(['ec2.example.com', 'elasticloadbalancing.eu-west-1.amazonaws.com'])
  })

  test.each([
    { setting: 'AWS_USE_FIPS_ENDPOINT', host: 'ec2-fips.eu-west-1.amazonaws.com' },
    { setting: 'AWS_USE_DUALSTACK_ENDPOINT', host: 'ec2.eu-west-1.api.aws' }
  ])('is where the environment wants it: $setting', async ({ setting, host }) => {
    vi.stubEnv(setting, 'true')
    const { sent, clients } = sending()
    await (await clients().ec2()).send(vpcs)
    expect(sent.map((one) => one.host)).toEqual([host])
  })

  test('of an older SDK is asked the same way, with the same patience', async () => {
    let throttled = 1
    const { sent, clients } = sending(() =>
      throttled-- > 0 ? { status: 400, body: JSON.stringify({ __type: 'ThrottlingException' }) } : undefined
    )
    await (await clients().wafRegional()).send(new GetWebACLForResourceCommand({ ResourceArn: 'arn:x' }))
    expect(sent.map(({ host }) => host)).toEqual(Array(2).fill('waf-regional.eu-west-1.amazonaws.com'))
  })
})

test('retries of many calls at once do not use up what each may try', async () => {
  vi.useFakeTimers()
  const attempts = new Map<string, number>()
  const { clients } = sending(({ form }) => {
    const arn = form.get('ResourceArns.member.1') ?? ''
    attempts.set(arn, (attempts.get(arn) ?? 0) + 1)
    return { status: 400, body: '<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>' }
  })
  const client = await clients({ maxRetries: 4 }).elbv2()
  const arns = Array.from({ length: 200 }, (_, i) => `arn:${i}`)
  const calls = Promise.allSettled(arns.map((arn) => client.send(new DescribeTagsCommand({ ResourceArns: [arn] }))))
  await vi.runAllTimersAsync()
  await calls
  vi.useRealTimers()
  expect(new Set(attempts.values())).toEqual(new Set([4]))
  expect(attempts.size).toBe(200)
})
