import type { ObjectRef } from '../checked/diagnostic.js'
import type { Ingress } from './ingress.js'
import { defaultNamespace } from './object.js'

/** What of an Ingress says whose it is, which group it names and which it holds back. Also known when the rest cannot be read. */
export type Remains = Pick<
  Ingress,
  'namespace' | 'name' | 'annotations' | 'finalizers' | 'deleting' | 'ingressClassName'
>

type Json = Readonly<Record<string, unknown>>

/** The members of an object of JSON; of anything else, none. */
export const recordIn = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? // An object that is no list can be asked for any member.
      (value as Json)
    : {}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

// A number or a truth value was meant as the text that it looks like.
const meantText = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === 'string') return [value]
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []
}

// Names go into log lines and keys: whatever Kubernetes would not take is shown as one replacement character.
const printable = (name: string): string => name.replace(/[^\x21-\x7e]/g, '�').slice(0, 253)

/** Names an object as far as it says its name. */
export const nameIn = (value: unknown, kind: string, ofCluster: boolean): ObjectRef => {
  const { name, namespace } = recordIn(recordIn(value).metadata)
  const named = { kind: printable(kind), name: printable(textIn(name)) || '(without a name)' }
  return ofCluster ? named : { ...named, namespace: printable(textIn(namespace)) || defaultNamespace }
}

/** What can be said of an Ingress that cannot be read. The reference is to itself, as far as it says its name. */
export const remainsOf = (value: unknown, { namespace = defaultNamespace, name }: ObjectRef): Remains => {
  const metadata = recordIn(recordIn(value).metadata)
  const { annotations, finalizers, deletionTimestamp } = metadata
  const { ingressClassName } = recordIn(recordIn(value).spec)
  return {
    namespace,
    name,
    annotations: Object.fromEntries(
      Object.entries(recordIn(annotations)).flatMap(([key, text]) => meantText(text).map((meant) => [key, meant]))
    ),
    finalizers: Array.isArray(finalizers) ? finalizers.flatMap(meantText) : [],
    deleting: deletionTimestamp !== undefined && deletionTimestamp !== null,
    ingressClassName: meantText(ingressClassName)[0]
  }
}
