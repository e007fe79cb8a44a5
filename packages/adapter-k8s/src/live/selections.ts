import { type Resource, resources } from '../api/resources.js'

/** Which objects are meant: all of a kind, those of a namespace, or a single one. */
export interface Selection {
  readonly resource: Resource
  readonly namespace?: string
  readonly name?: string
  /** `key=value`: only objects with this label. */
  readonly label?: string
}

/** Kinds that every cluster has. */
export const always: ReadonlyArray<Resource> = [
  resources.Namespace,
  resources.IngressClass,
  resources.Node,
  resources.Service,
  resources.EndpointSlice,
  resources.Ingress
]

/** Kinds that are there only where their definition was installed. */
export const defined: ReadonlyArray<Resource> = [resources.IngressClassParams, resources.TargetGroupBinding]

/** All objects of a kind: in these namespaces, or in all where none is named. Kinds of the whole cluster are read in either case. */
export const allOf = (resource: Resource, namespaces: ReadonlyArray<string> = []): ReadonlyArray<Selection> =>
  resource.namespaced && namespaces.length > 0
    ? namespaces.map((namespace) => ({ resource, namespace }))
    : [{ resource }]

/** Single objects, named as `namespace/name`. */
export const singles = (
  resource: Resource,
  keys: ReadonlySet<string> = new Set(),
  label?: string
): ReadonlyArray<Selection> =>
  [...keys].map((key) => {
    const [namespace = '', name = ''] = key.split('/')
    return { resource, namespace, name, ...(label === undefined ? {} : { label }) }
  })
