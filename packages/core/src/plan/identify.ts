import type { Diagnostic } from '../checked/diagnostic.js'
import { arnsIn, mapArns } from '../resources/arns.js'
import { defaultNamePrefix } from '../resources/former-names.js'
import type { FoundResource } from '../resources/found.js'
import { aboutKind, kindNames, ownerField } from '../resources/kinds.js'
import { keyOf, type Ref, type ResourceName, refTo, type StackId } from '../resources/ref.js'
import { nameOfResource, type ObservedResource, type ObservedStack, type ObservedState } from '../resources/stack.js'
import { byText } from '../support/canonical.js'
import { listsBy } from '../support/lists-by.js'
import { referred } from './as-referred.js'
import { claimFormer, type Recognition } from './former.js'
import { type Claim, countUses, settleClaims } from './holders.js'
import { type FoundBinding, fills, nameBindings } from './identify-bindings.js'
import { unclear, whoseIs } from './whose.js'

/** What is ours of what was found, by stack. */
export interface Identified {
  readonly state: ObservedState
  /** Resources that have the tags of one of our stacks, but not all of them. */
  readonly findings: ReadonlyArray<Diagnostic>
}

/** By physical id: what we call the resource. */
type Names = ReadonlyMap<string, ResourceName>

type FoundLoadBalancer = Extract<FoundResource, { kind: 'LoadBalancer' }>
type FoundListener = Extract<FoundResource, { kind: 'Listener' }>
type FoundRule = Extract<FoundResource, { kind: 'ListenerRule' }>

/** A listener is its port; those of a load balancer beside the group's own one say whose they are, as the reference has it. */
const listenerId = ({ spec }: FoundListener, owner: ResourceName): string => {
  const port = spec.port ?? 0
  return owner.id === 'LoadBalancer' ? `${port}` : `${owner.id}-ls-${spec.protocol ?? 'TCP'}-${port}`
}

const ruleId = ({ spec }: FoundRule, owner: ResourceName): string => `${owner.id}:${spec.priority ?? 0}`

const isOwned = ({ kind }: FoundResource): boolean => aboutKind(kind).owner !== undefined

const usesOf = (
  found: ReadonlyArray<FoundResource>,
  bindings: ReadonlyArray<FoundBinding>,
  claims: ReadonlyArray<Claim>
): ReadonlyMap<string, number> => {
  const uses = new Map(found.map(({ physicalId }) => [physicalId, 0]))
  const names = new Map(claims.map(({ physicalId, name }) => [physicalId, name]))
  // What receives requests outranks what only has targets.
  for (const { kind, spec, owner } of found) countUses(uses, [...arnsIn(kind, spec), owner ?? ''], 2)
  for (const binding of bindings) if (fills(binding, names)) countUses(uses, [binding.spec.targetGroup], 1)
  return uses
}

/**
 * Load balancers, target groups and security groups by their tags, of today or of former controllers; listeners and rules by their owners,
 * with whom they are superseded.
 */
const nameResources = (
  found: ReadonlyArray<FoundResource>,
  bindings: ReadonlyArray<FoundBinding>,
  recognition: Recognition
): { readonly names: Names; readonly findings: ReadonlyArray<Diagnostic> } => {
  const findings: Array<Diagnostic> = []
  const claims: Array<Claim> = []
  const others: Array<FoundResource> = []
  const served = new Map<StackId, FoundLoadBalancer>()
  for (const resource of found) {
    if (isOwned(resource)) continue
    const owner = whoseIs(resource.tags, recognition.clusterName)
    if (owner.whose === 'unclear') findings.push(unclear(resource))
    if (owner.whose === 'unsaid') others.push(resource)
    if (owner.whose !== 'ours') continue
    const name = { stack: owner.stack, kind: resource.kind, id: owner.id }
    claims.push({ name, physicalId: resource.physicalId })
    if (resource.kind !== 'LoadBalancer' || owner.id !== 'LoadBalancer') continue
    // Of several the lower id, whichever was found first.
    const other = served.get(owner.stack)
    if (other === undefined || other.physicalId > resource.physicalId) served.set(owner.stack, resource)
  }
  const former = claimFormer(others, served, recognition)
  claims.push(...former.claims)
  findings.push(...former.findings)
  const uses = usesOf(found, bindings, claims)
  const names = new Map(settleClaims(claims, ({ physicalId }) => -(uses.get(physicalId) ?? 0)))
  const nameChild = (child: FoundResource, idOf: (owner: ResourceName) => string): void => {
    const owner = names.get(child.owner ?? '')
    if (owner !== undefined) names.set(child.physicalId, { ...owner, kind: child.kind, id: idOf(owner) })
  }
  for (const each of found) if (each.kind === 'Listener') nameChild(each, (owner) => listenerId(each, owner))
  for (const each of found) if (each.kind === 'ListenerRule') nameChild(each, (owner) => ruleId(each, owner))
  return { names, findings }
}

const observedResource = (
  found: FoundResource,
  name: ResourceName,
  refOf: (part: string | Ref) => string | Ref
): ObservedResource => {
  const { kind, physicalId, reported, tags } = found
  const field = ownerField(kind)
  const owner = field === undefined || found.owner === undefined ? {} : { [field]: refOf(found.owner) }
  const spec = { ...mapArns(kind, found.spec, refOf), ...owner, tags }
  // Name and spec come from one found resource.
  return { ...name, physicalId, spec, reported } as ObservedResource
}

const rank = new Map(kindNames.map((kind, i) => [kind, i]))

/** By kind, owners before what hangs on them, then by name: as a stack lists what it has. */
export const inOrder = (a: ObservedResource, b: ObservedResource): number =>
  (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) || byText(keyOf(a), keyOf(b)) || byText(a.physicalId, b.physicalId)

const stacksOf = (resources: ReadonlyArray<ObservedResource>): ReadonlyMap<StackId, ObservedStack> => {
  const stacks = [...listsBy(resources, ({ stack }) => stack)].sort(([a], [b]) => byText(a, b))
  return new Map(stacks.map(([id, members]) => [id, { id, resources: members.sort(inOrder) }]))
}

/**
 * The state with these bindings and no others, each stack's after its other resources, which are in their order. Of stacks that are not in the state the
 * bindings are all there is.
 */
export const withBindings = (state: ObservedState, bindings: ReadonlyArray<FoundBinding>): ObservedState => {
  const kept = new Map(
    [...state.stacks].map(([id, { resources }]) => [id, resources.filter(({ kind }) => kind !== 'TargetGroupBinding')])
  )
  if (bindings.length === 0) return { ...state, stacks: stacksWith(kept, new Map()) }
  const all = [...kept.values()].flat()
  const names = new Map(all.map((resource) => [resource.physicalId, nameOfResource(resource)]))
  const refs = referred(all)
  const refOf = (part: string | Ref): string | Ref => (typeof part === 'string' ? (refs.get(part) ?? part) : part)
  return {
    ...state,
    stacks: stacksWith(
      kept,
      listsBy(nameBindings(bindings, names, refOf), ({ stack }) => stack)
    )
  }
}

type Lists = ReadonlyMap<StackId, ReadonlyArray<ObservedResource>>

const stacksWith = (kept: Lists, bindings: Lists): ReadonlyMap<StackId, ObservedStack> => {
  const ids = [...new Set([...kept.keys(), ...bindings.keys()])].sort(byText)
  return new Map(
    ids.map((id) => [id, { id, resources: [...(kept.get(id) ?? []), ...[...(bindings.get(id) ?? [])].sort(inOrder)] }])
  )
}

/**
 * Says which stack and which resource of it each found thing is: by its ownership tags, by its owner, or by the target group that a
 * binding names. What has no tags of this cluster, of whichever generation, is not ours and is left out. ARNs and ids of what was
 * identified become references. The order in which things were found makes no difference. `formerNamePrefix`: what names began with that
 * the AWS ALB Ingress Controller gave. `rulesPerLoadBalancer`: the quota of the account, by default AWS's own.
 */
export const identify = (
  found: ReadonlyArray<FoundResource>,
  bindings: ReadonlyArray<FoundBinding>,
  clusterName: string,
  formerNamePrefix: string = defaultNamePrefix(clusterName),
  rulesPerLoadBalancer = 100
): Identified => {
  const recognition = { clusterName, namePrefix: formerNamePrefix }
  const { names, findings } = nameResources(found, bindings, recognition)
  const refOf = (part: string | Ref): string | Ref => {
    const name = typeof part === 'string' ? names.get(part) : undefined
    return name === undefined ? part : refTo(name, aboutKind(name.kind).identifiedBy)
  }
  const resources = found.flatMap((each): ReadonlyArray<ObservedResource> => {
    const name = names.get(each.physicalId)
    return name === undefined ? [] : [observedResource(each, name, refOf)]
  })
  resources.push(...nameBindings(bindings, names, refOf))
  return { state: { stacks: stacksOf(resources), rulesPerLoadBalancer }, findings }
}
