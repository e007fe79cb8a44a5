import { describe, expect, test } from 'vitest'
import type { DesiredState } from '../../src/plan/desired.js'
import { detailsNeeded, detailsOfLeaving, withDetails } from '../../src/plan/details.js'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import { owned } from '../../src/resources/ownership.js'
import { refTo } from '../../src/resources/ref.js'
import { nameOfResource, type ObservedState, type Resource, type Stack } from '../../src/resources/stack.js'
import { observedFrom, wanting } from '../../testing/plan-arbitraries.js'
import { foundOf, physicalIdOf } from '../../testing/plan-found.js'
import { clusterName, type StackShape, stackOf } from '../../testing/plan-shapes.js'

const shape: StackShape = {
  ...{ id: 'shop/web', scheme: 'internal', idleTimeout: undefined, team: undefined, inbound: undefined },
  ...{ subnets: ['subnet-1', 'subnet-2'], targetGroups: [], tagsListeners: true },
  listeners: [{ port: 443, certificates: ['arn:other'], http2: undefined, rules: [] }]
}

const certificate = (id: string, names: ReadonlyArray<string> = [id]): Resource<'Certificate'> => ({
  ...{ stack: 'shop/web', kind: 'Certificate', id },
  spec: { domainName: names[0] ?? '', subjectAlternativeNames: names, type: 'AMAZON_ISSUED', tags: { made: 'then' } }
})

/** The stack with certificates of its own, which the listener offers by default or beside its own. */
const offering = (by: 'default' | 'name', ...certificates: ReadonlyArray<Resource<'Certificate'>>): Stack => {
  const refs = certificates.map((each) => refTo(nameOfResource(each), 'arn'))
  const stack = stackOf(shape)
  const resources = stack.resources.map((resource): Resource => {
    if (resource.kind !== 'Listener') return resource
    const all = by === 'default' ? [...refs, 'arn:other'] : ['arn:other', ...refs]
    const [first] = all
    return first === undefined
      ? resource
      : { ...resource, spec: { ...resource.spec, defaultCertificate: first, certificates: all } }
  })
  return owned(
    { id: stack.id, resources: [...certificates, ...resources] },
    { clusterName, gates: { ListenerRulesTagging: true } }
  )
}

const idsOf = (after: DesiredState, observed: ObservedState): ReadonlyArray<string> =>
  order(diff(after, observed), observed).steps.map(({ id }) => id.replace('shop/web ', ''))

const leaving: DesiredState = {
  ...wanting(),
  stacks: new Map([['shop/web', { goal: 'leaving', releases: [] }]])
}

describe.each(['default', 'name'] as const)('a certificate that a listener offers by %s', (by) => {
  const there = observedFrom(foundOf(offering(by, certificate('a.example'))))

  test('stays while it is for the same names, in whatever order, and keeps its tags', () => {
    const made = certificate('a.example')
    const same = { ...made, spec: { ...made.spec, subjectAlternativeNames: ['a.example'], tags: { team: 'new' } } }
    expect(idsOf(wanting(offering(by, same)), there)).toEqual([])
  })

  test('goes once the listener has let go of it', () => {
    const steps = idsOf(wanting(offering(by)), there)
    expect(steps.at(-1)).toBe('DeleteCertificate a.example')
    expect(steps.length).toBeGreaterThan(1)
  })

  test('goes after the load balancer of a group that leaves', () => {
    expect(idsOf(leaving, there)).toEqual(['DeleteLoadBalancer LoadBalancer', 'DeleteCertificate a.example'])
  })

  test('for other names is made before the old one goes', () => {
    const steps = idsOf(wanting(offering(by, certificate('a.example', ['a.example', 'b.example']))), there)
    expect(steps[0]).toBe('RequestCertificate a.example')
    expect(steps.at(-1)).toBe('DeleteCertificate a.example superseded 1')
  })
})

describe('what is read of listeners', () => {
  const stack = offering('name', certificate('a.example'))
  const arn = physicalIdOf({ stack: 'shop/web', kind: 'Certificate', id: 'a.example' })
  const state = observedFrom({ ...foundOf(stack), details: [] })
  const current = state.stacks.get('shop/web')
  const listener = physicalIdOf({ stack: 'shop/web', kind: 'Listener', id: '443' })
  const ofListener = { kind: 'Listener', physicalId: listener, field: 'certificates' } as const

  test('certificates of our own are references in it', () => {
    const detailed = withDetails(state, [{ ...ofListener, value: ['arn:other', arn] }])
    const found = detailed.stacks.get('shop/web')?.resources.find(({ kind }) => kind === 'Listener')
    expect(found?.spec).toMatchObject({
      certificates: ['arn:other', refTo({ stack: 'shop/web', kind: 'Certificate', id: 'a.example' }, 'arn')]
    })
  })

  test('who holds certificates of our own is read once, also where the listener or the group goes', () => {
    expect(detailsNeeded(stack, current)).toEqual([ofListener])
    expect(detailsNeeded({ id: 'shop/web', resources: [] }, current)).toEqual([ofListener])
    expect(detailsOfLeaving(current).map(({ field }) => field)).toEqual(['attributes', 'certificates'])
  })

  test('without certificates of our own nothing more is read', () => {
    const without = observedFrom({ ...foundOf(stackOf(shape)), details: [] }).stacks.get('shop/web')
    expect(detailsNeeded({ id: 'shop/web', resources: [] }, without)).toEqual([])
    expect(detailsOfLeaving(without).map(({ field }) => field)).toEqual(['attributes'])
  })
})
