import fc from 'fast-check'
import type { DesiredState } from '../src/plan/desired.js'
import { withDetails } from '../src/plan/details.js'
import { foreignTags } from '../src/plan/foreign-tags.js'
import { identify } from '../src/plan/identify.js'
import type { ObservedState, Stack } from '../src/resources/stack.js'
import { type Found, foundOf } from './plan-found.js'
import type { FrontendShape } from './plan-frontend.js'
import {
  clusterName,
  type ListenerShape,
  type RuleShape,
  type StackShape,
  stackOf,
  type TargetGroupShape
} from './plan-shapes.js'

// Few names, so that most edits meet something that is there.
const services = ['a', 'b', 'c', 'd'] as const
const one = <A>(...values: ReadonlyArray<A>): fc.Arbitrary<A> => fc.constantFrom(...values)
const maybe = <A>(...values: ReadonlyArray<A>): fc.Arbitrary<A | undefined> => one<A | undefined>(undefined, ...values)

export const targetGroups: fc.Arbitrary<TargetGroupShape> = fc.record({
  service: one(...services),
  targetType: one('instance', 'ip'),
  healthPath: one('/', '/hz'),
  stickiness: maybe('true', 'false'),
  controlPort: maybe(3000, 4000)
})

export const ruleShapes: fc.Arbitrary<RuleShape> = fc.record({
  host: one('a.example', 'b.example', 'c.example'),
  path: one('/', '/x', '/y', '/z', '/w'),
  services: fc.uniqueArray(one(...services), { maxLength: 2 }),
  weight: one(1, 5),
  rewrite: maybe('/r', '/s')
})

const sameRule = (a: RuleShape, b: RuleShape): boolean => a.host === b.host && a.path === b.path

const listeners: fc.Arbitrary<ListenerShape> = fc.record({
  port: one(80, 443, 8080),
  certificates: fc.uniqueArray(one('cert-1', 'cert-2', 'cert-3'), { maxLength: 3 }),
  http2: maybe('true', 'false'),
  clients: maybe('off', 'passthrough', 'verify'),
  rules: fc.uniqueArray(ruleShapes, { maxLength: 7, comparator: sameRule })
})

const frontendShapes: fc.Arbitrary<FrontendShape> = fc.record({ port: one(80, 443, 9000), behind: one(80, 443, 8080) })

export const stackShapes: fc.Arbitrary<StackShape> = fc.record({
  id: one('shop/web'),
  scheme: one('internal', 'internet-facing'),
  idleTimeout: maybe('60', '120'),
  team: maybe('red', 'blue'),
  webAcl: maybe('acl-1', 'acl-2', 'none'),
  isProtected: maybe(true, false),
  certificateFor: maybe(['a.example'], ['a.example', 'b.example']),
  addresses: maybe('ipv4', 'dualstack-without-public-ipv4'),
  pool: maybe('pool-1', 'pool-2'),
  capacity: maybe(0, 500),
  inbound: fc.option(fc.uniqueArray(one('10.0.0.0/8', '0.0.0.0/0', '192.168.0.0/16'), { minLength: 1 }), {
    nil: undefined,
    freq: 4
  }),
  subnets: fc.uniqueArray(one('subnet-1', 'subnet-2', 'subnet-3'), { minLength: 2 }),
  targetGroups: fc.uniqueArray(targetGroups, { minLength: 1, maxLength: 4, selector: ({ service }) => service }),
  listeners: fc.uniqueArray(listeners, { minLength: 1, maxLength: 3, selector: ({ port }) => port }),
  tagsListeners: fc.boolean(),
  frontend: fc.option(fc.uniqueArray(frontendShapes, { maxLength: 2, selector: ({ port }) => port }), {
    nil: undefined,
    freq: 1
  })
})

/** Somebody changes a little: takes some parts from another shape, moves, adds or removes rules. */
type Edit = (shape: StackShape) => StackShape

const inRules =
  (change: (rules: ReadonlyArray<RuleShape>) => ReadonlyArray<RuleShape>): Edit =>
  (shape) => {
    const [first, ...others] = shape.listeners
    return first === undefined
      ? shape
      : { ...shape, listeners: [{ ...first, rules: distinct(change(first.rules)) }, ...others] }
  }

const distinct = (rules: ReadonlyArray<RuleShape>): ReadonlyArray<RuleShape> =>
  rules.filter((rule, i) => rules.findIndex((other) => sameRule(rule, other)) === i)

const at = (length: number, position: number): number => (length === 0 ? 0 : position % length)

const ruleEdits: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(fc.nat(7), ruleShapes)
    .map(([i, rule]) => inRules((rules) => rules.toSpliced(at(rules.length + 1, i), 0, rule))),
  fc.nat(7).map((i) => inRules((rules) => rules.toSpliced(at(rules.length, i), 1))),
  fc.tuple(fc.nat(7), ruleShapes).map(([i, rule]) => inRules((rules) => rules.toSpliced(at(rules.length, i), 1, rule))),
  fc
    .nat(7)
    .map((i) => inRules((rules) => [...rules.slice(at(rules.length, i)), ...rules.slice(0, at(rules.length, i))])),
  fc.constant(inRules((rules) => rules.toReversed()))
)

/** What a shape says beside its id and its gate. */
const parts = [
  'scheme',
  'idleTimeout',
  'team',
  'webAcl',
  'isProtected',
  'certificateFor',
  'addresses',
  'pool',
  'capacity',
  'inbound',
  'subnets',
  'targetGroups',
  'listeners',
  'frontend'
] as const

const partEdits: fc.Arbitrary<Edit> = fc.tuple(stackShapes, one(...parts)).map(
  ([other, part]): Edit =>
    (shape) => ({ ...shape, [part]: other[part] })
)

const targetGroupEdits: fc.Arbitrary<Edit> = fc.oneof(
  targetGroups.map(
    (group): Edit =>
      (shape) => ({
        ...shape,
        targetGroups: [...shape.targetGroups.filter(({ service }) => service !== group.service), group]
      })
  ),
  fc.nat(3).map(
    (i): Edit =>
      (shape) => {
        const left = shape.targetGroups.toSpliced(at(shape.targetGroups.length, i), 1)
        return left.length === 0 ? shape : { ...shape, targetGroups: left }
      }
  )
)

const edits = fc.oneof(ruleEdits, partEdits, targetGroupEdits)

/** A shape and a small change of it: two random shapes rarely resemble a real change. */
export const editPairs: fc.Arbitrary<readonly [before: StackShape, after: StackShape]> = fc
  .tuple(stackShapes, fc.array(edits, { minLength: 1, maxLength: 3 }))
  .map(([before, changes]) => [before, changes.reduce((shape, edit) => edit(shape), before)])

export const observedFrom = (...parts: ReadonlyArray<Found>): ObservedState => {
  const { state } = identify(
    parts.flatMap(({ found }) => found),
    parts.flatMap(({ bindings }) => bindings),
    clusterName
  )
  return withDetails(
    state,
    parts.flatMap(({ details }) => details)
  )
}

/** What is there when a shape was carried out. */
export const observedOfShape = (shape: StackShape): ObservedState => observedFrom(foundOf(stackOf(shape)))

/** An account in which something was made twice under one name, as after a crash: a second shape of the stack stands beside the first. */
export const withLeftovers = (shape: StackShape, left: StackShape): ObservedState => {
  const leftover = stackOf({ ...left, id: shape.id })
  return observedFrom(foundOf(stackOf(shape)), foundOf(leftover, '-2'))
}

/** These stacks are wanted, and nothing is written to Kubernetes besides bindings. */
export const wanting = (...stacks: ReadonlyArray<Stack>): DesiredState => ({
  stacks: new Map(
    stacks.map((stack) => [stack.id, { goal: 'wanted', stack, claims: [], publishes: [], releases: [] }] as const)
  ),
  foreignTags: foreignTags(clusterName, new Set())
})
