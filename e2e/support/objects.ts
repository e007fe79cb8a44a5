import type { Manifest } from '@alb-ingress/core/testing'
import type { Seed } from '../../testbed/network.mjs'
import { base, ingress, service } from '../../testbed/workloads.mjs'

/** The words in which tests say what is in the cluster. */
export interface IngressSaid {
  /** Without their prefix. `undefined` takes an annotation away that the testbed's Ingresses have. */
  readonly annotations?: Readonly<Record<string, string | undefined>>
  /** Pairs of a path and the Service it leads to. */
  readonly paths?: ReadonlyArray<readonly [path: string, service: string]>
  readonly host?: string
  /** Where requests go that no path matches: a Service, or an action. */
  readonly otherwise?: string
  readonly finalizers?: ReadonlyArray<string>
  readonly deleting?: boolean
}

const prefix = 'alb.ingress.kubernetes.io/'

/** An Ingress of class `alb`: host www.example.com, path / to Service `web` where nothing else is said. Names of actions lead to them. */
export const anIngress = (name: string, said: IngressSaid = {}): Manifest => {
  const { annotations: more = {}, paths = [['/', 'web']], otherwise } = said
  const made = ingress(name, said.host ?? 'www.example.com', {}, [])
  const annotations: Record<string, string> = { ...made.metadata.annotations }
  for (const [key, text] of Object.entries(more)) {
    if (text === undefined) delete annotations[prefix + key]
    else annotations[prefix + key] = text
  }
  const backendOf = (service: string) => {
    const port = more[`actions.${service}`] === undefined ? { number: 80 } : { name: 'use-annotation' }
    return { service: { name: service, port } }
  }
  const [rule] = made.spec.rules
  const http = { paths: paths.map(([path, to]) => ({ path, pathType: 'Prefix', backend: backendOf(to) })) }
  return {
    ...made,
    metadata: {
      ...{ ...made.metadata, annotations },
      ...(said.finalizers === undefined ? {} : { finalizers: said.finalizers }),
      ...(said.deleting ? { deletionTimestamp: '2026-02-11T08:15:30Z' } : {})
    },
    spec: {
      ...{ ...made.spec, rules: [{ ...rule, http }] },
      ...(otherwise === undefined ? {} : { defaultBackend: backendOf(otherwise) })
    }
  }
}

// Pods are reached by their address and nodes by a port of theirs, so that either can be a target.
const withNodePort = (object: Manifest, nodePort: number): Manifest => {
  const ports = [{ name: 'http', port: 80, targetPort: 8080, nodePort }]
  return object.kind === 'Service' ? { ...object, spec: { ...object.spec, type: 'NodePort', ports } } : object
}

/** Nodes, pods and the Services `web`, `cart` and `search`, around the given objects. */
export const clusterWith = (seed: Seed, ...objects: ReadonlyArray<Manifest>): ReadonlyArray<Manifest> => [
  ...base(seed),
  ...['web', 'cart', 'search'].flatMap((name, i) =>
    service(seed, name, i).map((each) => withNodePort(each, 30080 + i))
  ),
  ...objects
]
