import { fieldsOf } from '../resources/kinds.js'
import { isRef, keyOf, type StackId } from '../resources/ref.js'
import type { ObservedResource, ObservedStack, ObservedState, Values } from '../resources/stack.js'
import { listsBy } from '../support/lists-by.js'
import { asPlanned } from './as-planned.js'
import type { AwsCall, TagMap } from './call.js'
import { footprintOf, handleOf } from './footprint.js'
import { renamed, withNumber } from './set-aside.js'
import { baseKey } from './settle.js'
import type { Plan } from './step.js'
import { change, create, newPhysicalId, remove, type World } from './world.js'
import type { KubernetesWrite } from './write.js'

/** A map that changes key by key keeps the keys that the call does not name. */
const modified = (resource: ObservedResource['kind'], spec: Values, fields: Values): Values => {
  const changed: Record<string, unknown> = {}
  for (const [name, field] of fieldsOf(resource)) {
    if (fields[name] === undefined) continue
    const there = field.keyed ? (spec[name] as Values | undefined) : undefined // keyed fields are maps
    changed[name] = there === undefined ? fields[name] : { ...there, ...(fields[name] as Values) }
  }
  return changed
}

const withElements = (call: Extract<AwsCall, { do: 'add' | 'remove' }>, spec: Values): Values => {
  const field = fieldsOf(call.kind).find(([name]) => name === call.field)?.[1]
  const there = (spec[call.field] ?? []) as ReadonlyArray<unknown> // the field has elements, so it is a list
  if (field === undefined) return {}
  const named = new Set(call.elements.map(field.elementKey))
  const others = there.filter((element) => !named.has(field.elementKey(element)))
  return { [call.field]: call.do === 'add' ? [...others, ...call.elements] : others }
}

const noneOf = ({ kind, field }: Extract<AwsCall, { do: 'detach' }>): unknown =>
  fieldsOf(kind).find(([name]) => name === field)?.[1].none

const tagsOf = (spec: Values): TagMap => (spec.tags ?? {}) as TagMap // every field of this name holds tags

const withoutTags = (tags: TagMap, removed: TagMap): TagMap =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !Object.hasOwn(removed, key)))

const carryOutCall = (world: World, call: AwsCall): void => {
  switch (call.do) {
    case 'create':
      create(world, call.subject, newPhysicalId(call.subject), call.spec)
      break
    case 'modify':
      change(world, call.subject, (spec) => modified(call.kind, spec, call.fields))
      break
    case 'add':
    case 'remove':
      change(world, call.subject, (spec) => withElements(call, spec))
      break
    case 'detach':
      change(world, call.subject, () => ({ [call.field]: noneOf(call) }))
      break
    case 'prioritise':
      for (const { rule, to } of call.rules) change(world, rule, () => ({ priority: to }))
      break
    case 'tag':
      for (const subject of call.subjects)
        change(world, subject, (spec) => ({ tags: { ...tagsOf(spec), ...call.tags } }))
      break
    case 'untag':
      for (const subject of call.subjects)
        change(world, subject, (spec) => ({ tags: withoutTags(tagsOf(spec), call.tags) }))
      break
    case 'delete':
      remove(world, call.subject)
  }
}

const carryOutWrite = (world: World, write: KubernetesWrite): void => {
  if (write.write !== 'createBinding' && write.write !== 'patchBinding' && write.write !== 'deleteBinding') return
  const { namespace = '', name } = write.object
  const physicalId = `${namespace}/${name}`
  const subject = { ...write.subject, physicalId }
  if (write.write === 'deleteBinding') {
    remove(world, subject)
    return
  }
  const { labels, spec } = write
  if (write.write === 'patchBinding') change(world, subject, () => ({ labels, spec }))
  else create(world, write.subject, physicalId, { namespace, name, labels, spec })
}

/** A rule is called after its listener and its number, whichever name it had when its step was written. */
const ruleName = (resource: ObservedResource): ObservedResource => {
  if (resource.kind !== 'ListenerRule') return resource
  const { listener, priority } = resource.spec
  return isRef(listener)
    ? withNumber({ ...resource, id: `${listener.id}:${priority ?? 0}` }, listener.superseded)
    : resource
}

/** Where the current one of several is gone, the first of the others is current. */
const promoted = (resources: ReadonlyArray<ObservedResource>): ReadonlyArray<ObservedResource> => {
  const first = new Map<string, ObservedResource>()
  for (const resource of resources) {
    if (resource.kind === 'Listener' || resource.kind === 'ListenerRule') continue
    const other = first.get(baseKey(resource))
    if (other === undefined || (resource.superseded ?? 0) < (other.superseded ?? 0))
      first.set(baseKey(resource), resource)
  }
  const heirs = [...first.values()].filter(({ superseded }) => superseded !== undefined)
  return renamed(resources, new Map(heirs.map((heir) => [keyOf(heir), undefined])))
}

const stacksOf = (resources: ReadonlyArray<ObservedResource>): ReadonlyMap<StackId, ObservedStack> =>
  new Map([...listsBy(resources, ({ stack }) => stack)].map(([id, members]) => [id, { id, resources: members }]))

/**
 * What will be there when the plan is carried out, from the declarations of the kinds. Steps that are missing from the plan leave
 * their trace: what was not moved, changed or deleted is still as it was.
 */
export const predict = (plan: Plan, observed: ObservedState): ObservedState => {
  const footprints = plan.steps.map(footprintOf)
  const world: World = new Map(asPlanned(footprints, observed).map((resource) => [handleOf(resource), resource]))
  for (const step of plan.steps) {
    if (step.on === 'aws') carryOutCall(world, step.call)
    else carryOutWrite(world, step.write)
  }
  const resources = promoted([...world.values()].map(ruleName))
  return { ...observed, stacks: stacksOf(resources) }
}
