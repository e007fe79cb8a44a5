import { Checked, E, redact } from '@alb-ingress/core'
import { awsCalls as calls, storyIn } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import {
  type AccountFile,
  accountFileText,
  decodeAccountFile,
  memoryAws,
  memoryClock,
  toAccountFile,
  type World,
  worldFrom
} from '../../src/index.js'
import { certificate, emptyAccount, exampleAccount } from '../example-account.js'

const storyOn = (world: World) =>
  storyIn({
    aws: memoryAws(world, memoryClock()),
    scope: { clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' },
    subnets: ['subnet-public-a', 'subnet-public-b', 'subnet-public-c'],
    certificates: ['', '']
  })

// Through text and back, as the next run reads it.
const nextRun = (file: AccountFile): World => {
  const read = Checked.valueIn(decodeAccountFile(JSON.parse(accountFileText(file))))
  return worldFrom(read ?? {})
}

describe('an account that is written down', () => {
  test('and in which nothing happened is the file that it came from', () => {
    expect(toAccountFile(worldFrom(exampleAccount))).toEqual(exampleAccount)
  })

  test('keeps the user’s members as they were, unknown ones too', async () => {
    const given = { ...exampleAccount, ourNotes: ['a'] }
    const world = worldFrom(given)
    const arn = [...world.loadBalancers.keys()][0] ?? ''
    await storyOn(world).done(calls.remove('LoadBalancer', arn))
    const { schema, resources, ...others } = toAccountFile(world)
    expect(others).toEqual(given)
    expect(schema).toBe(1)
    expect(resources).toEqual({ gone: [arn] })
  })

  test('is the same account in the next run', async () => {
    const world = worldFrom(exampleAccount)
    const story = storyOn(world)
    const { listener } = await story.balanced()
    await story.done(
      calls.modify('Listener', listener, 'ModifyListenerAttributes', {
        attributes: { 'routing.http.response.server.enabled': 'false' }
      })
    )
    const existing = [...world.targetGroups.keys()][0] ?? ''
    await story.done(calls.tag('TargetGroup', [existing], { changed: 'yes' }))
    const next = nextRun(toAccountFile(world))
    expect(await storyOn(next).observe()).toEqual(expect.arrayContaining([...(await story.observe())]))
    expect(next.targetGroups.get(existing)?.tags).toEqual({ changed: 'yes' })
    expect(toAccountFile(next)).toEqual(toAccountFile(world))
  })

  test('gives no id twice over two runs', async () => {
    const world = worldFrom(emptyAccount)
    const first = await storyOn(world).targetGroup('a')
    await storyOn(world).done(calls.remove('TargetGroup', first))
    expect(await storyOn(nextRun(toAccountFile(world))).targetGroup('a')).not.toBe(first)
  })

  test('in the next run still knows who uses what', async () => {
    const world = worldFrom(emptyAccount)
    const { group } = await storyOn(world).balanced()
    const { aws } = storyOn(nextRun(toAccountFile(world))).world
    expect(await aws.perform(calls.remove('TargetGroup', group))()).toMatchObject(E.left({ code: 'ResourceInUse' }))
  })

  test('has equal bytes for equal accounts, whatever happened on the way', async () => {
    const [one, other] = [worldFrom(emptyAccount), worldFrom(emptyAccount)]
    const [here, there] = [storyOn(one), storyOn(other)]
    const direct = await here.targetGroup('a')
    await here.done(calls.tag('TargetGroup', [direct], { x: '1', y: '2' }))
    const detour = await there.targetGroup('a')
    await there.done(calls.tag('TargetGroup', [detour], { y: '2', z: '3' }))
    await there.done(calls.tag('TargetGroup', [detour], { x: '1' }))
    await there.done(calls.untag('TargetGroup', [detour], { z: '3' }))
    expect(accountFileText(toAccountFile(other))).toBe(accountFileText(toAccountFile(one)))
  })

  test('holds no secret, and still can be read', async () => {
    const world = worldFrom(emptyAccount)
    const story = storyOn(world)
    const https = { protocol: 'HTTPS', defaultCertificate: certificate(1) } as const
    const listener = await story.listener(await story.loadBalancer('a'), 443, https)
    await story.rule(listener, 1, '/', [
      {
        type: 'authenticate-oidc',
        issuer: 'https://id.example.com',
        authorizationEndpoint: 'https://id.example.com/authorise',
        tokenEndpoint: 'https://id.example.com/token',
        userInfoEndpoint: 'https://id.example.com/user',
        clientId: redact('id-of-shop'),
        clientSecret: redact('secret-of-shop'),
        scope: 'openid',
        sessionCookieName: 'AWSELBAuthSessionCookie',
        sessionTimeout: 604800
      },
      ...calls.respond('404')
    ])
    const text = accountFileText(toAccountFile(world))
    expect(text).not.toContain('of-shop')
    expect(nextRun(toAccountFile(world)).rules.size).toBe(1)
  })
})
