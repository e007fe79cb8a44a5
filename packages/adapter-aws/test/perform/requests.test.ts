import { type BoundCall, E, redact } from '@alb-ingress/core'
import { awsCalls } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { perform } from '../../src/perform/perform.js'
import { possibleCalls } from '../support/every-action.js'
import { recording } from '../support/recorded.js'
import { logIn } from '../support/samples.js'
import { addOns } from './requests/add-ons.js'
import { certificates } from './requests/certificates.js'
import { rules } from './requests/listener-rules.js'
import { listeners } from './requests/listeners.js'
import { loadBalancers } from './requests/load-balancers.js'
import { securityGroups } from './requests/security-groups.js'
import { tags } from './requests/tags.js'
import { targetGroups } from './requests/target-groups.js'

// What leaves the house, as the SDK itself writes it: whoever changes a request sees it here.

const { change, modify } = awsCalls

const all = [
  ...loadBalancers,
  ...addOns,
  ...listeners,
  ...rules,
  ...targetGroups,
  ...securityGroups,
  ...tags,
  ...certificates
]

describe('requests as the SDK writes them', () => {
  test.each(all)('$call.action: $name', async ({ call, host, parameters }) => {
    const { clients, sent } = recording()
    expect(E.isRight(await perform(clients)(call)())).toBe(true)
    expect(sent).toEqual([{ host, action: call.action, parameters }])
  })

  test('every action that a kind declares has its request here', () => {
    const shown = new Set(all.map(({ call }) => call.action))
    expect(possibleCalls.map(({ call }) => call.action).filter((action) => !shown.has(action))).toEqual([])
  })
})

describe('whom the targets of another account are sent as', () => {
  const role = { roleArn: 'arn:aws:iam::444455556666:role/targets', externalId: 'shop' }
  const registering = change('add', 'TargetGroup', 'arn', 'RegisterTargets', 'targets', [
    { id: '10.0.0.7', port: 8080 }
  ])

  test('as the role of the call', async () => {
    const { clients, assumed } = recording()
    // An elements call may name a role; the union of all calls does not let one add it.
    await perform(clients)({ ...registering, as: role } as BoundCall)()
    expect(assumed).toEqual([role])
  })

  test('as ourselves where there is none', async () => {
    const { clients, assumed } = recording()
    await perform(clients)(registering)()
    expect(assumed).toEqual([])
  })
})

describe('what is never sent', () => {
  test('a secret that somebody has masked', async () => {
    const { clients, sent } = recording()
    const masked = { ...logIn, clientSecret: redact('[REDACTED]') } as typeof logIn
    const call = modify('ListenerRule', 'arn', 'ModifyRule', { actions: [masked] })
    expect(await perform(clients)(call)()).toMatchObject(E.left({ kind: 'invalid', code: 'MaskedSecret' }))
    expect(sent).toEqual([])
  })

  test('a call that no action takes, which is a defect', async () => {
    const { clients } = recording()
    const call = modify('LoadBalancer', 'arn', 'DeleteLoadBalancer', {})
    await expect(perform(clients)(call)()).rejects.toThrow(
      'nothing here can modify a LoadBalancer by DeleteLoadBalancer'
    )
  })
})
