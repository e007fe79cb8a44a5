import { describe, expect, test } from 'vitest'
import { observedDigest } from '../../src/plan/observed-digest.js'
import type { ObservedResource, ObservedState, Reported } from '../../src/resources/stack.js'

const balancer = (attributes: Readonly<Record<string, string>>, reported: Reported = {}): ObservedResource => ({
  ...{ stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer', physicalId: 'arn:lb' },
  spec: { scheme: 'internal', attributes },
  reported
})
const group: ObservedResource = {
  ...{ stack: 'shop/web', kind: 'TargetGroup', id: 'shop/web-cart:80', physicalId: 'arn:tg' },
  spec: { port: 80 },
  reported: {}
}

const having = (...resources: ReadonlyArray<ObservedResource>): ObservedState => ({
  stacks: new Map([
    ['shop/web', { id: 'shop/web', resources }],
    ['other', { id: 'other', resources: [{ ...group, stack: 'other' }] }]
  ]),
  rulesPerLoadBalancer: 100
})

const one = having(balancer({ a: '1', b: '2' }), group)
const digest = (state: ObservedState): string => observedDigest(state, ['shop/web'])

describe('the digest of what is observed', () => {
  test('is 64 hexadecimal digits', () => expect(digest(one)).toMatch(/^[0-9a-f]{64}$/))

  test.each([
    { what: 'the order in which things were found', state: having(group, balancer({ a: '1', b: '2' })) },
    { what: 'the order of the members of a value', state: having(balancer({ b: '2', a: '1' }), group) },
    { what: 'what AWS reports', state: having(balancer({ a: '1', b: '2' }, { state: 'active', dnsName: 'x' }), group) },
    { what: 'what other stacks have', state: { ...one, stacks: new Map([...one.stacks].slice(0, 1)) } }
  ])('does not depend on $what', ({ state }) => expect(digest(state)).toBe(digest(one)))

  test.each([
    { what: 'a value', state: having(balancer({ a: '1', b: '3' }), group) },
    { what: 'what there is', state: having(balancer({ a: '1', b: '2' })) },
    { what: 'what AWS calls it', state: having(balancer({ a: '1', b: '2' }), { ...group, physicalId: 'arn:other' }) }
  ])('depends on $what', ({ state }) => expect(digest(state)).not.toBe(digest(one)))

  test('is the same however its stacks are listed, and another one for other stacks', () => {
    expect(observedDigest(one, ['shop/web', 'other', 'other'])).toBe(observedDigest(one, ['other', 'shop/web']))
    expect(observedDigest(one, ['other'])).not.toBe(digest(one))
  })
})
