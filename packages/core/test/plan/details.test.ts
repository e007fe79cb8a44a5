import { describe, expect, test } from 'vitest'
import { detailsNeeded, detailsOfLeaving, withDetails } from '../../src/plan/details.js'
import type { ObservedState } from '../../src/resources/stack.js'
import { observedFrom } from '../../testing/plan-arbitraries.js'
import { foundOf, physicalIdOf } from '../../testing/plan-found.js'
import { type StackShape, stackOf } from '../../testing/plan-shapes.js'

const shape: StackShape = {
  id: 'shop/web',
  scheme: 'internal',
  idleTimeout: '60',
  team: undefined,
  inbound: undefined,
  subnets: ['subnet-1', 'subnet-2'],
  targetGroups: [{ service: 'a', targetType: 'instance', healthPath: '/', stickiness: 'true' }],
  listeners: [{ port: 443, certificates: ['cert-1'], http2: undefined, rules: [] }],
  tagsListeners: true
}
const found = foundOf(stackOf(shape))
const observed: ObservedState = observedFrom({ ...found, details: [] })
const current = observed.stacks.get('shop/web')

const asked = (after: StackShape, there = current): ReadonlyArray<string> =>
  detailsNeeded(stackOf(after), there).map(({ kind, field }) => `${kind} ${field}`)

describe('details', () => {
  test.each<{ name: string; after: StackShape; expected: ReadonlyArray<string> }>([
    {
      name: 'what is declared is read',
      after: shape,
      expected: ['LoadBalancer attributes', 'TargetGroup attributes', 'Listener certificates']
    },
    {
      name: 'what nobody declares is not',
      after: {
        ...shape,
        idleTimeout: undefined,
        targetGroups: [{ service: 'a', targetType: 'instance', healthPath: '/', stickiness: undefined }],
        listeners: [{ port: 443, certificates: [], http2: undefined, rules: [] }]
      },
      expected: []
    },
    {
      name: 'of what will be replaced nothing is read, nor of what hangs on it',
      after: { ...shape, scheme: 'internet-facing' },
      expected: ['TargetGroup attributes']
    }
  ])('$name', ({ after, expected }) => {
    expect(asked(after)).toEqual(expected)
  })

  test('of what does not exist nothing is read', () => {
    expect(asked(shape, { id: 'shop/web', resources: [] })).toEqual([])
  })

  test('a load balancer that leaves is asked whether it is protected', () => {
    const name = { stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer' } as const
    expect(detailsOfLeaving(current)).toEqual([
      { kind: 'LoadBalancer', physicalId: physicalIdOf(name), field: 'attributes' }
    ])
  })

  test('what was read stands beside what was there', () => {
    const before = current?.resources.find(({ kind }) => kind === 'LoadBalancer')
    const after = withDetails(observed, found.details)
      .stacks.get('shop/web')
      ?.resources.find(({ kind }) => kind === 'LoadBalancer')
    expect(before?.spec).not.toHaveProperty('attributes')
    expect(after?.spec).toEqual({ ...before?.spec, attributes: { 'idle_timeout.timeout_seconds': '60' } })
  })
})
