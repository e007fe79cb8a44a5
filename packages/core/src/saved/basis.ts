import { subjectsOf } from '../plan/call.js'
import { footprintOf } from '../plan/footprint.js'
import type { Plan } from '../plan/step.js'
import { t } from '../prelude.js'
import { word } from '../resources/fields.js'
import type { DetailsNeeded } from '../resources/found.js'
import { fieldsOf } from '../resources/kinds.js'
import { type AwsKind, keyOf, type ResourceName, type StackId } from '../resources/ref.js'
import { nameOfResource, type ObservedResource, type ObservedState, type Values } from '../resources/stack.js'
import { byText, canonical } from '../support/canonical.js'
import { sha256Hex } from '../support/sha256.js'

const awsKind = word<AwsKind>('SecurityGroup', 'Certificate', 'LoadBalancer', 'TargetGroup', 'Listener', 'ListenerRule')

const SeenResource = t.readonly(
  t.intersection([
    t.type({
      stack: t.string,
      kind: word(
        'SecurityGroup',
        'Certificate',
        'LoadBalancer',
        'TargetGroup',
        'Listener',
        'ListenerRule',
        'TargetGroupBinding'
      ),
      id: t.string,
      sha256: t.string
    }),
    t.partial({ superseded: t.number })
  ])
)
type SeenResource = t.TypeOf<typeof SeenResource>

/** What a plan was made from: the stacks it is about as they were then, as digests that tell whether and where they are others now. */
export const BasisCodec = t.readonly(
  t.type({
    /** Over all resources, as canonical JSON, without what AWS reports of them. */
    sha256: t.string,
    stacks: t.readonlyArray(t.string),
    resources: t.readonlyArray(SeenResource),
    /** What was read with calls of its own, and has to be read again to compare. */
    details: t.readonlyArray(t.readonly(t.type({ kind: awsKind, physicalId: t.string, field: t.string })))
  })
)
export type Basis = t.TypeOf<typeof BasisCodec>

/** The stacks that a plan changes, and those that it refers to. */
const stacksOf = ({ steps }: Plan): ReadonlyArray<StackId> => {
  const stacks = new Set<StackId>()
  for (const step of steps) {
    stacks.add(step.stack)
    for (const { stack } of footprintOf(step).refs) stacks.add(stack)
    if (step.on === 'aws') for (const { stack } of subjectsOf(step.call)) stacks.add(stack)
  }
  return [...stacks].sort(byText)
}

// AWS keeps no order of lists like these, and where it does, as with actions, no order is another meaning.
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(canonical).sort(byText) : value)

const textOf = ({ kind, id, superseded, physicalId, spec }: ObservedResource): string => {
  const values: Values = spec
  const fields = fieldsOf(kind).map(([name]) => [name, sorted(values[name])])
  return canonical({ kind, id, superseded, physicalId, spec: Object.fromEntries(fields) })
}

const inStacks = (observed: ObservedState, stacks: ReadonlyArray<StackId>): ReadonlyArray<ObservedResource> =>
  stacks
    .flatMap((id) => observed.stacks.get(id)?.resources ?? [])
    .map((resource) => [keyOf(resource), resource] as const)
    .sort(([a], [b]) => byText(a, b))
    .map(([, resource]) => resource)

const detailsIn = (resources: ReadonlyArray<ObservedResource>): DetailsNeeded =>
  resources.flatMap(({ kind, physicalId, spec }) => {
    if (kind === 'TargetGroupBinding') return []
    const values: Values = spec
    const read = fieldsOf(kind).filter(([name, { detail }]) => detail && values[name] !== undefined)
    return read.map(([field]) => ({ kind, physicalId, field }))
  })

const basisIn = (stacks: ReadonlyArray<StackId>, observed: ObservedState): Basis => {
  const resources = inStacks(observed, stacks)
  const texts = resources.map(textOf)
  return {
    sha256: sha256Hex(canonical(stacks), ...texts),
    stacks,
    resources: resources.map((resource, i) => ({ ...nameOfResource(resource), sha256: sha256Hex(texts[i] ?? '') })),
    details: detailsIn(resources)
  }
}

/** What a plan was made from. */
export const basisOf = (plan: Plan, observed: ObservedState): Basis => basisIn(stacksOf(plan), observed)

/** How a resource differs from what it was when the plan was made. */
export interface Difference {
  readonly resource: ResourceName
  readonly is: 'new' | 'gone' | 'changed'
}

/** What is another now than a plan was made from. */
export interface Staleness {
  readonly isStale: boolean
  readonly differences: ReadonlyArray<Difference>
}

/** Compares what a plan was made from with what is there. */
export const stalenessOf = (then: Basis, observed: ObservedState): Staleness => {
  const now = basisIn(then.stacks, observed)
  const before = new Map(then.resources.map((each) => [keyOf(each), each]))
  const after = new Map(now.resources.map((each) => [keyOf(each), each]))
  const isOther = (each: SeenResource): boolean => before.get(keyOf(each))?.sha256 !== each.sha256
  return {
    isStale: now.sha256 !== then.sha256,
    differences: [
      ...then.resources.filter((each) => !after.has(keyOf(each))).map((each) => difference(each, 'gone')),
      ...now.resources
        .filter(isOther)
        .map((each) => difference(each, before.has(keyOf(each)) ? ('changed' as const) : ('new' as const)))
    ]
  }
}

const difference = (resource: SeenResource, is: Difference['is']): Difference => ({
  resource: nameOfResource(resource),
  is
})
