import { certificate } from './certificate.js'
import type { Field, Kind } from './kind.js'
import { listener } from './listener.js'
import { listenerRule } from './listener-rule.js'
import { loadBalancer } from './load-balancer.js'
import type { KindName } from './ref.js'
import { securityGroup } from './security-group.js'
import { targetGroup } from './target-group.js'
import { targetGroupBinding } from './target-group-binding.js'

/** Every resource kind, declared once: spec types, diff, predict, rendering and the IAM policy are read from here. */
export const kinds = {
  SecurityGroup: securityGroup,
  Certificate: certificate,
  LoadBalancer: loadBalancer,
  TargetGroup: targetGroup,
  Listener: listener,
  ListenerRule: listenerRule,
  TargetGroupBinding: targetGroupBinding
} as const satisfies Readonly<Record<KindName, unknown>>

type FieldsOf<K extends KindName> = (typeof kinds)[K]['fields']
type Value<F> = F extends Field<infer A, boolean> ? A : never
type OptionalNames<F> = { readonly [N in keyof F]: F[N] extends Field<infer _, true> ? N : never }[keyof F]
type Flat<T> = { readonly [N in keyof T]: T[N] }

/** What a resource of the kind should be, or is. Optional members are those that stay as they are when not declared. */
export type Spec<K extends KindName> = Flat<
  { readonly [N in Exclude<keyof FieldsOf<K>, OptionalNames<FieldsOf<K>>>]: Value<FieldsOf<K>[N]> } & {
    readonly [N in OptionalNames<FieldsOf<K>>]?: Value<FieldsOf<K>[N]>
  }
>

export const kindNames: ReadonlyArray<KindName> = [
  'SecurityGroup',
  'Certificate',
  'LoadBalancer',
  'TargetGroup',
  'Listener',
  'ListenerRule',
  'TargetGroupBinding'
]

type FieldList = ReadonlyArray<readonly [string, Field<unknown>]>

const fieldLists: ReadonlyMap<KindName, FieldList> = new Map(
  // Each field's own type is known only to its kind; code that treats all alike hands values back to the field they came from.
  kindNames.map((name) => [name, Object.entries(kinds[name].fields) as unknown as FieldList])
)

/** The fields of a kind in the order in which calls on one resource run, for code that treats all kinds alike. */
export const fieldsOf = (name: KindName): FieldList => fieldLists.get(name) ?? []

/** What a kind says of itself besides its fields. */
export const aboutKind = (name: KindName): Omit<Kind, 'fields'> => kinds[name]

/** The field that refers to the owner of a listener or a rule. */
export const ownerField = (name: KindName): string | undefined => {
  const owner = aboutKind(name).owner
  return owner === undefined ? undefined : `${owner.charAt(0).toLowerCase()}${owner.slice(1)}`
}
