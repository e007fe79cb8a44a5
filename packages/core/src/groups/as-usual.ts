import { withUsualPrefix } from '../annotations/prefix.js'
import { usualAnnotationsPrefix } from '../install.js'
import type { Unreadable } from '../kubernetes/decode.js'
import type { KubernetesObject } from '../kubernetes/kinds.js'

/** What is known of one object: read, unreadable, or gone. */
export type Known = { readonly read: KubernetesObject } | { readonly unreadable: Unreadable } | undefined

const readAsUsual = (read: KubernetesObject, prefix: string): KubernetesObject => {
  const of = <A extends { readonly annotations: Readonly<Record<string, string>> }>(value: A): A => ({
    ...value,
    annotations: withUsualPrefix(value.annotations, prefix)
  })
  switch (read.kind) {
    case 'Ingress':
      return { kind: read.kind, value: of(read.value) }
    case 'Service':
      return { kind: read.kind, value: of(read.value) }
    default:
      return read
  }
}

/** The object with annotations as if the installation had the usual prefix. */
export const asUsual = (known: Known, prefix: string): Known => {
  if (known === undefined || prefix === usualAnnotationsPrefix) return known
  if ('read' in known) return { read: readAsUsual(known.read, prefix) }
  const { remains } = known.unreadable
  if (remains === undefined) return known
  const annotations = withUsualPrefix(remains.annotations, prefix)
  return { unreadable: { ...known.unreadable, remains: { ...remains, annotations } } }
}
