import type { Manifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { ingress, type Simulated, simulated, started, surroundings } from '../support/world.js'

const secret = (name: string, clientSecret: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { namespace: 'shop', name },
  stringData: { clientID: 'web-client', clientSecret }
})

const provider = JSON.stringify({
  issuer: 'https://id.example',
  authorizationEndpoint: 'https://id.example/authorize',
  tokenEndpoint: 'https://id.example/token',
  userInfoEndpoint: 'https://id.example/user',
  secretName: 'log-in'
})

const withLogIn = ingress('shop/a', {
  'listen-ports': '[{"HTTPS":443}]',
  'auth-type': 'oidc',
  'auth-idp-oidc': provider
})

const world = async (): Promise<Simulated> => {
  const made = await started(simulated({ account: { certificates: ['shop.example'] } }))
  made.apply(...surroundings, secret('log-in', 'first-secret'), secret('other', 'other-secret'), withLogIn)
  await made.time.pass(10_000)
  made.calls.length = 0
  return made
}

describe('a Secret', () => {
  test('that a member names is watched, and no other is', async () => {
    const { loop } = await world()
    expect([...loop.cluster().objects.Secret.keys()]).toEqual(['shop/log-in'])
  })

  test('that nobody names any more is forgotten', async () => {
    const { apply, time, loop } = await world()
    apply(ingress('shop/a', { 'listen-ports': '[{"HTTPS":443}]' }))
    await time.pass(10_000)
    expect(loop.cluster().objects.Secret.size).toBe(0)
  })

  test('with a new client secret is sent to AWS once', async () => {
    const { apply, time, calls } = await world()
    apply(secret('log-in', 'second-secret'))
    await time.pass(60_000)
    expect(calls.filter((call) => call.startsWith('Modify'))).toEqual(['ModifyRule'])
  })

  test('is known again by its digest after a restart: nothing is sent that AWS has', async () => {
    const { loop, time, calls } = await world()
    await loop.lead(false)
    await loop.lead(true)
    await time.pass(60_000)
    expect(calls.filter((call) => call.startsWith('Modify'))).toEqual([])
  })

  test('is in no write, no event and nothing that is told', async () => {
    const { writes, happened, apply, time } = await world()
    apply(secret('log-in', 'second-secret'))
    await time.pass(60_000)
    expect(writes.some(({ write }) => write === 'configMap')).toBe(true)
    expect(JSON.stringify([writes, happened])).not.toMatch(/first-secret|second-secret|web-client/)
  })
})
