import { t } from '../prelude.js'
import { isRedacted } from '../support/redacted.js'

/** Every kind of resource a stack can hold, spelt as in AWS and Kubernetes. */
export type KindName =
  | 'LoadBalancer'
  | 'Listener'
  | 'ListenerRule'
  | 'TargetGroup'
  | 'SecurityGroup'
  | 'Certificate'
  | 'TargetGroupBinding'

/** Kinds that AWS keeps; bindings are Kubernetes objects. */
export type AwsKind = Exclude<KindName, 'TargetGroupBinding'>

/** The value of the ownership tag `ingress.k8s.aws/stack`: a group name, or `namespace/name`; `sharedStack` for what belongs to the cluster. */
export type StackId = string

/** What AWS tells of a resource once it exists, and others need to name it. */
export type Output = 'arn' | 'dnsName' | 'groupId'

/** The logical name of a resource: unique among the current ones of its stack. `superseded` numbers what was replaced or left over. */
export interface ResourceName<K extends KindName = KindName> {
  readonly stack: StackId
  readonly kind: K
  readonly id: string
  readonly superseded?: number
}

/** An output of a resource, known by the resource's logical name: the value itself may not exist yet. */
export interface Ref<K extends KindName = KindName> extends ResourceName<K> {
  /** Tags and labels are records too, and hold whatever a user writes; but all their members are texts. */
  readonly ref: true
  readonly output: Output
}

/** A literal ARN, id or host name, or the output of a resource that we manage. */
export type Arn = string | Ref

/** The reference to an output of a resource. */
export const refTo = <K extends KindName>({ stack, kind, id, superseded }: ResourceName<K>, output: Output): Ref<K> =>
  superseded === undefined ? { ref: true, stack, kind, id, output } : { ref: true, stack, kind, id, superseded, output }

/** The name of the resource that a reference is to. */
export const namedBy = <K extends KindName>({ stack, kind, id, superseded }: Ref<K>): ResourceName<K> =>
  superseded === undefined ? { stack, kind, id } : { stack, kind, id, superseded }

/** Whether a value is a reference. A tag of a user may be called `ref`, but is never true. */
export const isRef = (value: unknown): value is Ref =>
  typeof value === 'object' && value !== null && 'ref' in value && value.ref === true

/** Text that is equal for equal names and different for different ones; a space is in no stack id, kind or logical id. */
export const keyOf = (name: ResourceName): string =>
  name.superseded === undefined
    ? `${name.kind} ${name.stack} ${name.id}`
    : `${name.kind} ${name.stack} ${name.id} superseded ${name.superseded}`

/** All references inside a value, however deep. */
export const refsIn = (value: unknown): ReadonlyArray<Ref> => {
  const found: Array<Ref> = []
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if (isRef(part)) found.push(part)
    else for (const member of Object.values(part)) visit(member)
  }
  visit(value)
  return found
}

/** The value with every reference, or literal text where `leaf` wants it, replaced by what `leaf` makes of it. Secrets stay what they are. */
export const mapLeaves = (value: unknown, leaf: (part: string | Ref) => unknown): unknown => {
  if (typeof value === 'string' || isRef(value)) return leaf(value)
  if (Array.isArray(value)) return value.map((member) => mapLeaves(member, leaf))
  if (typeof value !== 'object' || value === null || isRedacted(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapLeaves(member, leaf)]))
}

const refCodec: t.Type<Ref, unknown> = new t.Type(
  'Ref',
  isRef,
  (value, context) => (isRef(value) ? t.success(value) : t.failure(value, context)),
  (ref) => ref
)

export const Arn: t.Type<Arn, unknown> = t.union([t.string, refCodec])
