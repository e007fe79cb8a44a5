import { families } from '../../annotations/registry.js'
import { settleFamily } from '../../annotations/settle.js'
import { valueIn } from '../../checked/checked.js'
import type { Ingress } from '../../kubernetes/ingress.js'
import { keyOfObject, type ObjectKey } from '../../kubernetes/object.js'
import { O } from '../../prelude.js'
import { actionNames, backendsOf } from '../../translate/backends.js'

/** Ports by which a Service is asked for, and by which its health is. */
type Wanted = Map<ObjectKey, Set<number | string>>

const want = (wanted: Wanted, namespace: string, name: string, port: number | string): void => {
  const key = keyOfObject({ namespace, name })
  const ports = wanted.get(key) ?? new Set()
  wanted.set(key, ports.add(port))
}

const inActions = (ingress: Ingress): ReadonlyArray<{ readonly name: string; readonly port: number | string }> =>
  [...actionNames(ingress)].flatMap((name) => {
    const setting = valueIn(settleFamily(families.actions, ingress, name))
    if (setting === undefined || O.isNone(setting) || setting.value.value.type !== 'forward') return []
    return setting.value.value.targetGroups.flatMap((each) =>
      'serviceName' in each ? [{ name: each.serviceName, port: each.servicePort }] : []
    )
  })

const healthPort = 'alb.ingress.kubernetes.io/healthcheck-port'

const isPortName = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && text !== 'traffic-port' && !/^[0-9]+$/.test(text)

/** The Services that Ingresses forward to, with the ports that they are asked for. */
export const servicesWanted = (ingresses: Iterable<Ingress>): ReadonlyMap<ObjectKey, ReadonlySet<number | string>> => {
  const wanted: Wanted = new Map()
  for (const ingress of ingresses) {
    const { namespace } = ingress
    const health = ingress.annotations[healthPort]
    const backends = backendsOf(ingress).flatMap(({ backend }) =>
      'service' in backend && backend.service.port !== 'use-annotation' ? [backend.service] : []
    )
    for (const { name, port } of [...backends, ...inActions(ingress)]) {
      want(wanted, namespace, name, port)
      if (isPortName(health)) want(wanted, namespace, name, health)
    }
  }
  return wanted
}

// Node ports are the API server's to give.
const nodePort = (index: number): number => 30000 + (index % 2768)

/** A Service that has every port it is asked for. */
export const assumedService = (key: ObjectKey, ports: ReadonlySet<number | string>): unknown => {
  const [namespace, name] = key.split('/')
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A Service as the API server stores it: with the node ports that it gives where the manifest asks for none. */
export const withNodePorts = (service: Readonly<Record<string, unknown>>): unknown => {
  const { spec } = service
  if (!isRecord(spec) || !Array.isArray(spec.ports)) return service
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return service
  const ports = spec.ports.map((port: unknown, i) =>
    isRecord(port) && (port.nodePort ?? undefined) === undefined ? { ...port, nodePort: nodePort(i) } : port
  )
  return { ...service, spec: { ...spec, ports } }
}
