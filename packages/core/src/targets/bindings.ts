import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import type { Cluster } from '../groups/cluster.js'
import { keyOfObject, refToObject } from '../kubernetes/object.js'
import type { TargetGroupBinding } from '../kubernetes/target-group-binding.js'
import { isBindingOf } from '../resources/binding-owner.js'
import { isRef, mapLeaves, type ResourceName, refsIn } from '../resources/ref.js'
import {
  currentOf,
  nameOfResource,
  type ObservedState,
  observedOf,
  type Resource,
  resourcesOf,
  type Stack
} from '../resources/stack.js'
import type { BindingSpec } from '../resources/target-group-binding.js'
import { byText } from '../support/canonical.js'
import { listsBy } from '../support/lists-by.js'
import type { Binding } from './binding.js'
import { specAsRead } from './binding-object.js'

/** The target groups of our stacks by their ARN and by their name, either of which a binding may say. */
const targetGroupsOf = ({ stacks }: ObservedState): ReadonlyMap<string, ResourceName> => {
  const names = new Map<string, ResourceName>()
  for (const stack of stacks.values()) {
    for (const group of observedOf(stack, 'TargetGroup')) {
      names.set(group.physicalId, nameOfResource(group))
      names.set(nameInArn(group.physicalId), nameOfResource(group))
    }
  }
  return names
}

// arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/NAME/0123456789abcdef
const nameInArn = (arn: string): string => arn.split('/')[1] ?? arn

const bindingOfObject = (read: TargetGroupBinding, groups: ReadonlyMap<string, ResourceName>): Binding => {
  const { targetGroupARN, targetGroupName = '' } = read
  const group = groups.get(targetGroupARN === '' ? targetGroupName : targetGroupARN)
  const isForeign = group !== undefined && !isBindingOf(read, group)
  return {
    key: keyOfObject(read),
    object: refToObject('TargetGroupBinding', read),
    targetGroup: targetGroupARN === '' ? undefined : targetGroupARN,
    spec: read,
    origin: 'object',
    stack: isForeign ? undefined : group?.stack,
    read,
    refusal: isForeign ? notItsOwn(read, group) : undefined
  }
}

const notItsOwn = (read: TargetGroupBinding, { stack }: ResourceName): Diagnostic =>
  diagnostic(
    'binding/not-its-own',
    { object: refToObject('TargetGroupBinding', read), path: ['spec', 'targetGroupARN'] },
    `The target group belongs to the Ingresses of ${stack}, and this binding is not the one that was made for it.`,
    'Give the Service its own target group, or let an Ingress of that group forward to the Service.'
  )

// Whose target group it is, as two that say the same thing say it: by its name, and in whose account.
const claimOf = ({ spec, targetGroup }: Binding): string =>
  `${spec.iamRoleArnToAssume ?? ''} ${targetGroup === undefined ? spec.targetGroupName : nameInArn(targetGroup)}`

const createdOf = ({ read }: Binding): number => read?.created ?? 0

/** Of several bindings of one target group the oldest has it, unless all of them say that they share it. */
const settled = (claimants: ReadonlyArray<Binding>): ReadonlyArray<Binding> => {
  const [first, ...others] = [...claimants].sort((a, b) => createdOf(a) - createdOf(b) || byText(a.key, b.key))
  if (first === undefined) return []
  const shares = ({ spec }: Binding): boolean => spec.multiClusterTargetGroup
  const refuse = (binding: Binding): Binding =>
    shares(first) && shares(binding) ? binding : { ...binding, refusal: taken(binding, first) }
  return [first, ...others.map(refuse)]
}

const taken = (binding: Binding, first: Binding): Diagnostic =>
  diagnostic(
    'binding/taken',
    { object: binding.object, path: ['spec', 'targetGroupARN'] },
    `The target group is that of the older binding ${first.key} already.`,
    'Delete one of them, or set spec.multiClusterTargetGroup in both.',
    [{ at: { object: first.object, path: ['spec', 'targetGroupARN'] }, message: 'the older one' }]
  )

/** A binding that is wanted in a stack, once AWS has what it refers to. */
const bindingOfResource = (
  { stack, spec: wanted }: Resource<'TargetGroupBinding'>,
  observed: ObservedState
): Binding | undefined => {
  const physicalIdOf = ({ stack, kind, id }: ResourceName): string | undefined =>
    currentOf(observed.stacks.get(stack), kind, id)?.physicalId
  if (refsIn(wanted.spec).some((ref) => physicalIdOf(ref) === undefined)) return undefined
  // Literals stand wherever references may.
  const literal = mapLeaves(wanted.spec, (part) => (isRef(part) ? physicalIdOf(part) : part)) as BindingSpec
  const spec = specAsRead(literal)
  const object = refToObject('TargetGroupBinding', wanted)
  const key = keyOfObject(wanted)
  const targetGroup = spec.targetGroupARN
  return { key, object, targetGroup, spec, origin: 'stack', stack, read: undefined, refusal: undefined }
}

/**
 * All bindings: the objects of the cluster, and those of wanted stacks where they are no objects, because the cluster does not know the kind. Who
 * names a target group of our stacks, and is not the one made for it, is refused; so is the younger of two who name one target group.
 */
export const targetBindings = (
  cluster: Cluster,
  observed: ObservedState,
  wanted: Iterable<Stack> = []
): ReadonlyMap<string, Binding> => {
  const groups = targetGroupsOf(observed)
  const found = new Map<string, Binding>()
  for (const stack of wanted) {
    for (const resource of resourcesOf(stack, 'TargetGroupBinding')) {
      const binding = bindingOfResource(resource, observed)
      if (binding !== undefined) found.set(binding.key, binding)
    }
  }
  for (const read of cluster.objects.TargetGroupBinding.values()) {
    const binding = bindingOfObject(read, groups)
    found.set(binding.key, binding)
  }
  const claimants = listsBy(
    [...found.values()].filter(({ refusal }) => refusal === undefined),
    claimOf
  )
  for (const each of claimants.values()) for (const binding of settled(each)) found.set(binding.key, binding)
  return found
}
