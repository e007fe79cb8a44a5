import { expect, test } from 'vitest'
import { detailsNeeded } from '../../src/plan/details.js'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import { permit } from '../../src/plan/permit.js'
import { predict } from '../../src/plan/predict.js'
import type { Step } from '../../src/plan/step.js'
import { decodePlan, planJson } from '../../src/render/plan-json.js'
import type { ReadDetail } from '../../src/resources/found.js'
import type { ObservedState } from '../../src/resources/stack.js'
import { observedFrom, observedOfShape, wanting } from '../../testing/plan-arbitraries.js'
import { foundOf, physicalIdOf } from '../../testing/plan-found.js'
import { type StackShape, stackOf } from '../../testing/plan-shapes.js'

const shape: StackShape = {
  ...{ id: 'shop/web', scheme: 'internal', idleTimeout: undefined, team: undefined, inbound: undefined },
  ...{ subnets: ['subnet-1', 'subnet-2'], targetGroups: [], listeners: [], tagsListeners: true }
}

const balancer = physicalIdOf({ stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer' })

/** The load balancer of the shape, with what other services are found to do for it. */
const having = (details: Readonly<Record<string, unknown>>): ObservedState =>
  observedFrom({
    ...foundOf(stackOf(shape)),
    details: Object.entries(details).map(
      ([field, value]): ReadDetail => ({ kind: 'LoadBalancer', physicalId: balancer, field, value })
    )
  })

const nothingThere: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 100 }

const stepsTo = (after: StackShape, observed: ObservedState): ReadonlyArray<Step> =>
  order(diff(wanting(stackOf(after)), observed), observed).steps

/** The action, and what it sends or takes off. */
const told = (step: Step): unknown => {
  if (step.on !== 'aws') return step.write.write
  const { call } = step
  if (call.do === 'detach') return [call.action, call.value]
  return call.do === 'modify' ? [call.action, call.fields] : call.action
}

const ours = { name: 'managed by aws-load-balancer-controller', id: 'p-1' }
const ofOurPredecessor = { name: 'managed by aws-alb-ingress-controller', id: 'p-2' }
const foreign = { name: 'by hand', id: 'p-3' }

test.each<{ name: string; given: Partial<StackShape>; there: Readonly<Record<string, unknown>>; expected: unknown }>([
  { name: 'what nobody declares is left alone', given: {}, there: { webAcl: 'acl-1' }, expected: [] },
  {
    name: 'a web ACL is attached where there is none',
    given: { webAcl: 'acl-1' },
    there: { webAcl: 'none' },
    expected: [['AssociateWebACL', { webAcl: 'acl-1' }]]
  },
  {
    name: 'another web ACL takes the place of the one there, by one call',
    given: { webAcl: 'acl-2' },
    there: { webAcl: 'acl-1' },
    expected: [['AssociateWebACL', { webAcl: 'acl-2' }]]
  },
  { name: 'the web ACL that is there stays', given: { webAcl: 'acl-1' }, there: { webAcl: 'acl-1' }, expected: [] },
  {
    name: 'a web ACL is taken off',
    given: { webAcl: 'none' },
    there: { webAcl: 'acl-1' },
    expected: [['DisassociateWebACL', 'acl-1']]
  },
  { name: 'no web ACL needs no taking off', given: { webAcl: 'none' }, there: { webAcl: 'none' }, expected: [] },
  {
    name: 'protection is put on under our name',
    given: { isProtected: true },
    there: { shieldProtection: 'none' },
    expected: [['CreateProtection', { shieldProtection: { name: ours.name } }]]
  },
  {
    name: 'protection that somebody else put on is protection enough',
    given: { isProtected: true },
    there: { shieldProtection: foreign },
    expected: []
  },
  {
    name: 'our protection is taken off by its id',
    given: { isProtected: false },
    there: { shieldProtection: ours },
    expected: [['DeleteProtection', ours]]
  },
  {
    name: 'so is that of the v1 controller',
    given: { isProtected: false },
    there: { shieldProtection: ofOurPredecessor },
    expected: [['DeleteProtection', ofOurPredecessor]]
  },
  {
    name: "somebody else's protection stays on",
    given: { isProtected: false },
    there: { shieldProtection: foreign },
    expected: []
  },
  {
    name: 'a web ACL and protection are two steps',
    given: { webAcl: 'none', isProtected: true },
    there: { webAcl: 'acl-1', shieldProtection: 'none' },
    expected: [
      ['DisassociateWebACL', 'acl-1'],
      ['CreateProtection', { shieldProtection: { name: ours.name } }]
    ]
  }
])('$name', ({ given, there, expected }) => {
  expect(stepsTo({ ...shape, ...given }, having(there)).map(told)).toEqual(expected)
})

test('a new load balancer is made first, and then given what is declared', () => {
  const after = { ...shape, webAcl: 'acl-1', isProtected: true }
  expect(stepsTo(after, nothingThere).map(told)).toEqual([
    'CreateLoadBalancer',
    ['AssociateWebACL', { webAcl: 'acl-1' }],
    ['CreateProtection', { shieldProtection: { name: ours.name } }]
  ])
  expect(stepsTo({ ...shape, webAcl: 'none', isProtected: false }, nothingThere).map(told)).toEqual([
    'CreateLoadBalancer'
  ])
})

test('a load balancer that is replaced gets its web ACL anew', () => {
  const before = { ...shape, webAcl: 'acl-1' }
  expect(stepsTo({ ...before, scheme: 'internet-facing' }, observedOfShape(before)).map(told)).toEqual([
    'DeleteLoadBalancer',
    'CreateLoadBalancer',
    ['AssociateWebACL', { webAcl: 'acl-1' }]
  ])
})

test('web ACLs and protection are read only where they are declared', () => {
  const there = having({}).stacks.get('shop/web')
  const fieldsFor = (after: StackShape) => detailsNeeded(stackOf(after), there).map(({ field }) => field)
  expect(fieldsFor(shape)).toEqual([])
  expect(fieldsFor({ ...shape, webAcl: 'none', isProtected: false })).toEqual(['webAcl', 'shieldProtection'])
})

const takingOff = { ...shape, webAcl: 'none', isProtected: false }
const attached = having({ webAcl: 'acl-1', shieldProtection: ours })

test('after the steps nothing is attached', () => {
  const steps = diff(wanting(stackOf(takingOff)), attached)
  const after = predict(order(steps, attached), attached)
  expect(diff(wanting(stackOf(takingOff)), after)).toEqual([])
})

test('whoever takes nothing away takes no web ACL off', () => {
  const steps = diff(wanting(stackOf({ ...takingOff, webAcl: 'acl-2' })), attached)
  const { allowed, withheld } = permit('upsert-only')(steps)
  expect(allowed.map(told)).toEqual([['AssociateWebACL', { webAcl: 'acl-2' }]])
  expect(withheld.map(told)).toEqual([['DeleteProtection', ours]])
})

test('a saved plan that takes something off is read back as it was', () => {
  const plan = order(diff(wanting(stackOf(takingOff)), attached), attached)
  const read = decodePlan(JSON.parse(JSON.stringify(planJson(plan))), 'plan.json')
  expect(read).toMatchObject({ _tag: 'Right', right: { steps: plan.steps } })
})
