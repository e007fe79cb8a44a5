import { type Diagnostic, nameOf, type ObjectRef, pathText } from '../checked/diagnostic.js'
import type { Installation } from '../install.js'
import type { ObjectKey } from '../kubernetes/object.js'
import { kinds } from '../resources/kinds.js'
import { isRef, type KindName, type Ref, type StackId } from '../resources/ref.js'
import { type Resource, type Stack, sharedStack } from '../resources/stack.js'
import { backendSecurityGroupName } from '../support/backend-security-group-name.js'
import { byText } from '../support/canonical.js'
import { push } from '../support/lists-by.js'
import { isRedacted, mask } from '../support/redacted.js'
import { sha256Hex } from '../support/sha256.js'
import { addOnDocuments } from './add-on-documents.js'
import { specMembers } from './spec-members.js'

export interface StackDocument {
  readonly id: StackId
  /** By type, then by logical id. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, { readonly spec: unknown }>>>>
}

/** A group as far as a document shows it. `refused` may stand beside a stack: what is served meanwhile. */
export interface ModelledGroup {
  readonly id: StackId
  readonly members: ReadonlyArray<ObjectKey>
  readonly leaving: ReadonlyArray<ObjectKey>
  readonly stack: Stack | undefined
  readonly refused: ReadonlyArray<Diagnostic>
}

export interface Model {
  readonly groups: ReadonlyArray<ModelledGroup>
  readonly unmanaged: ReadonlyArray<ObjectKey>
  /** Objects that cannot be read, or whose class or group is not valid, and why. */
  readonly invalid: ReadonlyArray<{ readonly object: ObjectRef; readonly why: ReadonlyArray<Diagnostic> }>
}

export interface GroupDocument {
  readonly members: ReadonlyArray<ObjectKey>
  readonly leaving: ReadonlyArray<ObjectKey>
  readonly stack?: StackDocument
  readonly refused?: ReadonlyArray<string>
}

export interface ModelDocument {
  readonly groups: Readonly<Record<StackId, GroupDocument>>
  readonly unmanaged: ReadonlyArray<ObjectKey>
  readonly invalid: Readonly<Record<string, ReadonlyArray<string>>>
}

const outputMembers: Readonly<Record<KindName, string>> = {
  SecurityGroup: 'groupID',
  Certificate: 'certificateARN',
  LoadBalancer: 'loadBalancerARN',
  TargetGroup: 'targetGroupARN',
  Listener: 'listenerARN',
  ListenerRule: 'ruleARN',
  TargetGroupBinding: 'name'
}

// Nobody knows the id of the shared group before it exists, so the document shows one that is made from its name.
const sharedGroupId = (clusterName: string): string =>
  `sg-${sha256Hex(backendSecurityGroupName(clusterName)).slice(0, 17)}`

const refMember = (ref: Ref, sharedGroup: string): unknown => {
  if (ref.stack === sharedStack) return sharedGroup
  const member = ref.output === 'dnsName' ? 'dnsName' : outputMembers[ref.kind]
  return { $ref: `#/resources/${kinds[ref.kind].type}/${ref.id}/status/${member}` }
}

const sorted = <A>(entries: Iterable<readonly [string, A]>): Readonly<Record<string, A>> =>
  Object.fromEntries([...entries].sort(([a], [b]) => byText(a, b)))

const isEmpty = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return value === undefined
  for (const _ in value) return false
  return true
}

/** JSON as the reference writes it: references by path, secrets masked, members sorted, empty lists and objects left out. */
const written = (value: unknown, sharedGroup: string): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => written(item, sharedGroup))
  if (isRef(value)) return refMember(value, sharedGroup)
  if (isRedacted(value)) return mask
  const members: Record<string, unknown> = {}
  const given: Readonly<Record<string, unknown>> = { ...value }
  for (const name of Object.keys(given).sort(byText)) {
    const member = written(given[name], sharedGroup)
    if (isEmpty(member)) continue
    // Assigning to `__proto__`, as a user may call a tag, would make no member.
    if (name === '__proto__') Object.defineProperty(members, name, { value: member, enumerable: true })
    else members[name] = member
  }
  return members
}

const specDocument = (resource: Resource, sharedGroup: string): unknown =>
  // Kind and spec come from one resource, which the compiler cannot see across the union.
  written(specMembers(resource.kind, resource.spec as never), sharedGroup)

/**
 * The serialised stack, with the types, logical ids and member names of the reference. Ownership tags and labels are not in it:
 * they are added when a plan is made. Equal stacks give equal documents, in whatever order their resources come.
 */
export const stackDocument = (stack: Stack, install: Pick<Installation, 'clusterName'>): StackDocument => {
  const sharedGroup = sharedGroupId(install.clusterName)
  const byType = new Map<string, Array<readonly [string, { readonly spec: unknown }]>>()
  const add = (type: string, id: string, spec: unknown): void => push(byType, type, [id, { spec }] as const)
  for (const resource of stack.resources) {
    add(kinds[resource.kind].type, resource.id, specDocument(resource, sharedGroup))
    if (resource.kind !== 'LoadBalancer') continue
    for (const { type, id, members } of addOnDocuments(resource)) add(type, id, written(members, sharedGroup))
  }
  return { id: stack.id, resources: sorted([...byType].map(([type, ofType]) => [type, sorted(ofType)] as const)) }
}

const reason = ({ at, code, message }: Diagnostic): string =>
  at.path.length === 0
    ? `${code}: ${nameOf(at.object)}: ${message}`
    : `${code}: ${nameOf(at.object)} ${pathText(at.path)}: ${message}`

const groupDocument = (group: ModelledGroup, install: Pick<Installation, 'clusterName'>): GroupDocument => ({
  members: group.members,
  leaving: group.leaving,
  ...(group.stack === undefined ? {} : { stack: stackDocument(group.stack, install) }),
  ...(group.refused.length === 0 ? {} : { refused: group.refused.map(reason) })
})

const reasonsByObject = (invalid: Model['invalid']): ReadonlyMap<string, ReadonlyArray<string>> => {
  const reasons = new Map<string, Array<string>>()
  for (const { object, why } of invalid) {
    const known = reasons.get(nameOf(object)) ?? []
    known.push(...why.map(reason))
    reasons.set(nameOf(object), known)
  }
  return reasons
}

/** What `model --format document` writes: every group with its stack, or with the reasons why it is refused. */
export const modelDocument = (model: Model, install: Pick<Installation, 'clusterName'>): ModelDocument => ({
  groups: sorted(model.groups.map((group) => [group.id, groupDocument(group, install)] as const)),
  unmanaged: [...model.unmanaged].sort(byText),
  invalid: sorted(reasonsByObject(model.invalid))
})
