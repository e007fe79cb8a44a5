import { annotationAt } from '../annotations/read.js'
import { annotations, families } from '../annotations/registry.js'
import { settleFamily } from '../annotations/settle.js'
import { valueIn } from '../checked/checked.js'
import type { At } from '../checked/diagnostic.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { keyOfObject, type ObjectKey, refToObject } from '../kubernetes/object.js'
import { recordIn } from '../kubernetes/remains.js'
import type { Written } from '../kubernetes/written.js'
import { O } from '../prelude.js'
import { actionNames, backendsOf } from '../translate/backends.js'
import { type Assumptions, madeUp } from './assumptions.js'

/** A Service that somebody forwards to: the ports by which it, and its health, are asked for, and where. */
export interface WantedService {
  readonly ports: Set<number | string>
  readonly places: Array<At>
}

interface Use {
  readonly name: string
  readonly port: number | string
  readonly at: At
}

const inBackends = (ingress: Ingress): ReadonlyArray<Use> => {
  const object = refToObject('Ingress', ingress)
  return backendsOf(ingress).flatMap(({ backend, path }) =>
    'service' in backend && backend.service.port !== 'use-annotation'
      ? [{ ...backend.service, at: { object, path } }]
      : []
  )
}

const inActions = (ingress: Ingress): ReadonlyArray<Use> =>
  [...actionNames(ingress)].flatMap((action) => {
    const setting = valueIn(settleFamily(families.actions, ingress, action))
    if (setting === undefined || O.isNone(setting) || setting.value.value.type !== 'forward') return []
    const at = annotationAt(refToObject('Ingress', ingress), families.actions.fullKey(action))
    return setting.value.value.targetGroups.flatMap((each) =>
      'serviceName' in each ? [{ name: each.serviceName, port: each.servicePort, at }] : []
    )
  })

const isPortName = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && text !== 'traffic-port' && !/^[0-9]+$/.test(text)

/** The Services that Ingresses forward to, in backends and in the actions that these name. */
export const servicesWanted = (ingresses: Iterable<Ingress>): ReadonlyMap<ObjectKey, WantedService> => {
  const wanted = new Map<ObjectKey, WantedService>()
  for (const ingress of ingresses) {
    const health = ingress.annotations[annotations.healthcheckPort.fullKey]
    for (const { name, port, at } of [...inBackends(ingress), ...inActions(ingress)]) {
      const key = keyOfObject({ namespace: ingress.namespace, name })
      const known = wanted.get(key) ?? { ports: new Set(), places: [] }
      known.ports.add(port)
      if (isPortName(health)) known.ports.add(health)
      known.places.push(at)
      wanted.set(key, known)
    }
  }
  return wanted
}

// Node ports are the API server's to give: these are in the range that it gives by default.
const nodePort = (index: number): number => 30000 + (index % 2768)

/** A Service that has every port it is asked for, with node ports, so that nodes and pods can be its targets. */
export const assumedService = (key: ObjectKey, { ports, places }: WantedService, { note }: Assumptions): unknown => {
  const [namespace, name] = key.split('/')
  const list = [...ports].join(', ')
  const what = `Service ${key} is in no manifest: assumed with ${ports.size === 1 ? 'port' : 'ports'} ${list}`
  for (const at of places) note('assumed/service', what, at)
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: madeUp({ namespace, name }),
    spec: {
      type: 'NodePort',
      ports: [...ports].map((port, i) => ({
        ...(typeof port === 'number' ? { port } : { name: port, port: 60000 + i }),
        targetPort: 8080,
        nodePort: nodePort(i)
      }))
    }
  }
}

const lacksNodePort = (port: unknown): boolean => (recordIn(port).nodePort ?? undefined) === undefined

/** A Service as the API server stores it: with the node ports that it gives where the manifest asks for none. */
export const withNodePorts = ({ json, object }: Written, { note }: Assumptions): Written['json'] => {
  const spec = recordIn(json.spec)
  if (!Array.isArray(spec.ports) || (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer')) return json
  if (!spec.ports.some(lacksNodePort)) return json
  const ports = spec.ports.map((port: unknown, i) =>
    lacksNodePort(port) ? { ...recordIn(port), nodePort: nodePort(i) } : port
  )
  const at = { object, path: ['spec', 'ports'] }
  note('assumed/node-port', `Node ports that the API server gives are assumed to be ${nodePort(0)} and upwards`, at)
  return { ...json, spec: { ...spec, ports } }
}
