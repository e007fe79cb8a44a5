import { describe, expect, test } from 'vitest'
import { driftIn } from '../../src/plan/drift.js'
import { refTo } from '../../src/resources/ref.js'
import type { ObservedResource, ObservedStack } from '../../src/resources/stack.js'

const name = { stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer' } as const
type Spec = ObservedResource<'LoadBalancer'>['spec']

const having = (spec: Spec, physicalId = 'arn:lb'): ObservedStack => ({
  id: 'shop/web',
  resources: [{ ...name, physicalId, spec, reported: { state: 'active' } }]
})
const opening = (...ports: ReadonlyArray<number>): ObservedStack => ({
  id: 'shop/web',
  resources: [
    {
      ...{ stack: 'shop/web', kind: 'SecurityGroup', id: 'ManagedLBSecurityGroup', physicalId: 'sg-1', reported: {} },
      spec: {
        ingress: ports.map((port) => ({
          protocol: 'tcp',
          fromPort: port,
          toPort: port,
          source: { cidr: '10.0.0.0/8' }
        }))
      }
    }
  ]
})
const group = refTo({ stack: '*shared*', kind: 'SecurityGroup', id: 'backend-sg' }, 'groupId')

describe('what others have changed', () => {
  test.each<{ name: string; before: ObservedStack; after: ObservedStack; expected: ReadonlyArray<object> }>([
    {
      name: 'is nothing where all is as it was',
      ...{ before: having({ scheme: 'internal' }), after: having({ scheme: 'internal' }), expected: [] }
    },
    {
      name: 'is a field with another value',
      before: having({ securityGroups: ['sg-1', group] }),
      after: having({ securityGroups: ['sg-2'] }),
      expected: [{ drift: 'changed', field: 'securityGroups', before: ['sg-1', group], after: ['sg-2'] }]
    },
    {
      name: 'is not the order of a set',
      before: having({ securityGroups: ['sg-1', group] }),
      after: having({ securityGroups: [group, 'sg-1'] }),
      expected: []
    },
    {
      name: 'is not an attribute that we never named',
      before: having({ attributes: { a: '1' } }),
      after: having({ attributes: { a: '1', b: '2' } }),
      expected: []
    },
    {
      name: 'is an attribute that we know',
      before: having({ attributes: { a: '1' } }),
      after: having({ attributes: { a: '2' } }),
      expected: [{ drift: 'changed', field: 'attributes' }]
    },
    {
      name: 'is not what was never read, then or now',
      before: having({ scheme: 'internal', webAcl: 'arn:acl' }),
      after: having({ scheme: 'internal', attributes: { a: '2' } }),
      expected: []
    },
    {
      name: 'is a permission more or less, in whatever order they stand',
      ...{ before: opening(80, 443), after: opening(443, 22), expected: [{ drift: 'changed', field: 'ingress' }] }
    },
    {
      name: 'is not another order of permissions',
      ...{ before: opening(80, 443), after: opening(443, 80), expected: [] }
    },
    {
      name: 'is what vanished, and what appeared',
      before: having({ scheme: 'internal' }),
      after: having({ scheme: 'internal' }, 'arn:other'),
      expected: [
        { drift: 'vanished', physicalId: 'arn:lb' },
        { drift: 'appeared', physicalId: 'arn:other' }
      ]
    }
  ])('$name', ({ before, after, expected }) => {
    const drift = driftIn(before, after)
    expect(drift).toMatchObject(expected)
    expect(drift).toHaveLength(expected.length)
  })
})
