import { type Json, listOf, recordOf } from '../api/json.js'
import type { ApiObject } from '../api/object.js'

/** The object without what nobody here reads. It is all that is kept of it, and most of a Pod is for its kubelet. */
export const trim = (object: ApiObject): ApiObject => {
  const { apiVersion, kind, metadata, ...rest } = object
  const trimmed = { apiVersion, kind, metadata: trimMetadata(metadata) }
  const keep = members[kind]
  // Members of the object beside its metadata; the compiler does not see that they are still those of an ApiObject.
  return { ...trimmed, ...(keep === undefined ? rest : keep(rest)) } as ApiObject
}

const metadataMembers = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'finalizers',
  'labels'
]

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

const trimMetadata = (metadata: ApiObject['metadata']): ApiObject['metadata'] => {
  const { [lastApplied]: _whole, ...annotations } = metadata.annotations ?? {}
  return {
    ...(pick(metadataMembers)(metadata) as ApiObject['metadata']),
    ...(Object.keys(annotations).length === 0 ? {} : { annotations })
  }
}

type Trim = (value: unknown) => Json

const pick =
  (names: ReadonlyArray<string>): Trim =>
  (value) => {
    const from = recordOf(value)
    return Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]))
  }

const part =
  (parts: Readonly<Record<string, (value: unknown) => unknown>>): Trim =>
  (value) => {
    const from = recordOf(value)
    return Object.fromEntries(
      Object.entries(parts)
        .filter(([name]) => from[name] !== undefined)
        .map(([name, of]) => [name, of(from[name])])
    )
  }

const whole = (value: unknown): unknown => value
const each =
  (of: Trim) =>
  (value: unknown): unknown =>
    listOf(value).map(of)

const condition = pick(['type', 'status', 'reason', 'message', 'lastTransitionTime'])
const containers = each(pick(['name', 'restartPolicy', 'ports']))

/** What is kept of a kind beside its metadata; of other kinds all. */
const members: Readonly<Record<string, Trim>> = {
  Pod: part({
    spec: part({
      nodeName: whole,
      hostNetwork: whole,
      readinessGates: whole,
      containers,
      initContainers: containers
    }),
    status: part({ phase: whole, podIP: whole, podIPs: whole, conditions: each(condition) })
  }),
  Node: part({
    spec: pick(['providerID', 'taints', 'unschedulable']),
    // The time of the heartbeat would make every one of them a change.
    status: part({ addresses: whole, conditions: each(pick(['type', 'status'])) })
  }),
  Namespace: () => ({}),
  Secret: pick(['type', 'data']),
  ConfigMap: pick(['data']),
  CustomResourceDefinition: part({
    spec: part({ group: whole, names: whole, versions: each(pick(['name', 'served'])) }),
    status: part({ conditions: each(condition) })
  })
}
