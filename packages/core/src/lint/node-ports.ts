import { annotations } from '../annotations/registry.js'
import { keyOfObject, type ObjectKey } from '../kubernetes/object.js'
import { recordIn } from '../kubernetes/remains.js'
import { backendsOf } from '../translate/backends.js'
import { type Written, writtenOf } from './written.js'

const { fullKey } = annotations.targetType

/** Services behind an Ingress that says what its targets are, as `namespace/name`. */
const decided = (objects: ReadonlyArray<Written>): ReadonlySet<ObjectKey> => {
  const keys = new Set<ObjectKey>()
  for (const { decoded } of objects) {
    if (!('read' in decoded) || decoded.read.kind !== 'Ingress') continue
    const { namespace, annotations: texts } = decoded.read.value
    if (texts[fullKey] === undefined) continue
    for (const { backend } of backendsOf(decoded.read.value))
      if ('service' in backend) keys.add(keyOfObject({ namespace, name: backend.service.name }))
  }
  return keys
}

const asNodePort = ({ json }: Written): Written =>
  writtenOf({ ...json, spec: { ...recordIn(json.spec), type: 'NodePort' } })

/**
 * Whether requests go to node ports or to pods is, where nobody says so, a setting of the controller. Until it is known, a ClusterIP is taken
 * to be reachable either way.
 */
export const withOpenNodePorts = (objects: ReadonlyArray<Written>): ReadonlyArray<Written> => {
  const known = decided(objects)
  return objects.map((each) => {
    const { object, annotations: own, json } = each
    const { type = 'ClusterIP' } = recordIn(json.spec)
    const isOpen =
      object.kind === 'Service' &&
      type === 'ClusterIP' &&
      own[fullKey] === undefined &&
      !known.has(keyOfObject({ namespace: object.namespace ?? '', name: object.name }))
    return isOpen ? asNodePort(each) : each
  })
}
