import type { Spec } from '@alb-ingress/core'
import { awsCalls as calls } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import { certificate, emptyAccount } from '../example-account.js'
import { storyOf } from './rule-table.js'

const account = { ...emptyAccount, trustStores: [{ name: 'partners', id: '1' }] }
const partners = 'arn:aws:elasticloadbalancing:us-west-2:123456789012:truststore/partners/1'

type MutualAuthentication = NonNullable<Spec<'Listener'>['mutualAuthentication']>
const verify = (trustStore: string): MutualAuthentication => ({
  ...{ mode: 'verify', trustStore, ignoreClientCertificateExpiry: false }
})

const https = { protocol: 'HTTPS', defaultCertificate: certificate(1) } as const

test.each<{ name: string; given: Partial<Spec<'Listener'>>; expected: string }>([
  {
    name: 'a trust store that is there',
    given: { ...https, mutualAuthentication: verify(partners) },
    expected: 'done'
  },
  {
    name: 'a trust store that is not there',
    given: { ...https, mutualAuthentication: verify(`${partners}0`) },
    expected: 'TrustStoreNotFound'
  },
  {
    name: 'passing certificates through',
    given: { ...https, mutualAuthentication: { mode: 'passthrough' } },
    expected: 'done'
  },
  {
    name: 'certificates of clients without TLS',
    given: { mutualAuthentication: { mode: 'passthrough' } },
    expected: 'InvalidConfigurationRequest'
  }
])('a listener with $name: $expected', async ({ given, expected }) => {
  const story = storyOf(account)
  const call = story.newListener(await story.loadBalancer('a'), 443, given)
  const answer = await story.world.aws.perform(call)()
  expect(answer._tag === 'Right' ? 'done' : answer.left.code).toBe(expected)
})

test('what a listener does with certificates of clients stays until it is said', async () => {
  const story = storyOf(account)
  const listener = await story.listener(await story.loadBalancer('a'), 443, https)
  const shown = async () => (await story.only('Listener')).spec
  expect(await shown()).toMatchObject({ mutualAuthentication: { mode: 'off' } })
  const mutualAuthentication = verify(partners)
  await story.done(calls.modify('Listener', listener, 'ModifyListener', { mutualAuthentication }))
  await story.done(calls.modify('Listener', listener, 'ModifyListener', { defaultActions: calls.respond('503') }))
  expect(await shown()).toMatchObject({ mutualAuthentication })
})
