import { prefix } from '../annotations/annotation.js'
import type { Ingress, IngressBackend } from '../kubernetes/ingress.js'
import { keyOfObject, type ObjectKey } from '../kubernetes/object.js'

type Annotated = Pick<Ingress, 'namespace' | 'annotations'>

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// With a stack of its own: text of users may nest deeper than ours reaches.
const textsUnder = (member: string, json: unknown): ReadonlyArray<string> => {
  const found: Array<string> = []
  const pending: Array<unknown> = [json]
  while (pending.length > 0) {
    const value = pending.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && name.toLowerCase() === member) found.push(inner)
      else pending.push(inner)
    }
  }
  return found
}

const actions = `${prefix}actions.`
const oidc = `${prefix}auth-idp-oidc`

/** The port name by which a backend says that its name is that of an `actions.` annotation, and no Service. */
export const useAnnotation = 'use-annotation'

const inBackend = (backend: IngressBackend): ReadonlyArray<string> =>
  'service' in backend && backend.service.port !== useAnnotation ? [backend.service.name] : []

const inActions = (annotations: Ingress['annotations']): ReadonlyArray<string> => {
  const names: Array<string> = []
  for (const key of Object.keys(annotations)) {
    if (key.startsWith(actions)) names.push(...textsUnder('servicename', parsed(annotations[key] ?? '')))
  }
  return names
}

const keysIn = (namespace: string, names: Iterable<string>): ReadonlyArray<ObjectKey> =>
  [...new Set(names)].map((name) => keyOfObject({ namespace, name }))

/**
 * The Services that an Ingress names, in backends and in the text of its `actions.` annotations, whether a rule uses these or not. All are of
 * its own namespace. JSON that does not parse names nothing, and hides no other.
 */
export const servicesNamed = (ingress: Ingress): ReadonlyArray<ObjectKey> => {
  const names = inActions(ingress.annotations).slice()
  if (ingress.defaultBackend !== undefined) names.push(...inBackend(ingress.defaultBackend))
  for (const { paths = [] } of ingress.rules) for (const { backend } of paths) names.push(...inBackend(backend))
  return keysIn(ingress.namespace, names)
}

/** The Secrets that an Ingress or a Service names for the clients of its identity provider. */
export const secretsNamed = ({ namespace, annotations }: Annotated): ReadonlyArray<ObjectKey> => {
  const text = annotations[oidc]
  return text === undefined ? [] : keysIn(namespace, textsUnder('secretname', parsed(text)))
}
