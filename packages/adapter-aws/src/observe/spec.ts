import { type AwsKind, fieldsOf, type Spec } from '@alb-ingress/core'
import { understood } from '../shapes/understood.js'

/** What AWS shows of a resource, as far as its kind knows it: a field without a value, or with one that the kind does not have, is left out. */
export const shownSpec = <K extends AwsKind>(
  kind: K,
  shown: { readonly [N in keyof Spec<K>]?: unknown }
): Partial<Spec<K>> => {
  const spec: Record<string, unknown> = {}
  // Its members are the fields that were just named.
  const values = shown as Readonly<Record<string, unknown>>
  for (const [name, { codec }] of fieldsOf(kind)) {
    const value = values[name] === undefined ? undefined : understood(codec, values[name])
    if (value !== undefined) spec[name] = value
  }
  // Each value was decoded by the codec of its field.
  return spec as Partial<Spec<K>>
}
