import { type Condition, condition } from './condition.js'
import { history, type Meta, metadata } from './object.js'
import { as, both, list, members, type Reader, text, whole } from './reader.js'
import { recordIn } from './remains.js'

/** A port that a container names; Services refer to it by its name. */
export interface ContainerPort {
  readonly name: string
  readonly port: number
  readonly protocol: string
}

/** A network interface of its own that a Pod was given, as its annotation tells. */
export interface PodInterface {
  readonly id: string
  readonly privateIp: string
  readonly ipv6Address: string
}

export interface Pod extends Pick<Meta, 'namespace' | 'name' | 'labels' | 'uid' | 'deleting'> {
  /** Milliseconds since 1970; 0 in manifests. */
  readonly created: number
  /** Empty until the Pod has an address. */
  readonly ip: string
  /** All its addresses: of one family, or of both. */
  readonly ips: ReadonlyArray<string>
  readonly ownInterfaces: ReadonlyArray<PodInterface>
  readonly nodeName: string
  /** Condition types that must be true before the Pod counts as ready. */
  readonly readinessGates: ReadonlyArray<string>
  readonly conditions: ReadonlyArray<Condition>
  /** Of its containers, and of init containers that go on running beside them. */
  readonly containerPorts: ReadonlyArray<ContainerPort>
}

const containerPort = as(
  members({ name: text, containerPort: whole, protocol: text }),
  (each): ContainerPort => ({
    name: each.name,
    port: each.containerPort,
    protocol: each.protocol || 'TCP'
  })
)
const container = members({ restartPolicy: text, ports: list(containerPort) })

// An init container that is always restarted runs beside the others.
const goesOn = ({ restartPolicy }: { readonly restartPolicy: string }): boolean => restartPolicy === 'Always'

const spec = members({
  nodeName: text,
  readinessGates: list(members({ conditionType: text })),
  containers: list(container),
  initContainers: list(container)
})

/** Written by the controller that gives Pods security groups of their own; unreadable text counts as none. */
const interfacesIn = (annotation: string | undefined): ReadonlyArray<PodInterface> => {
  if (annotation === undefined) return []
  try {
    const listed: unknown = JSON.parse(annotation)
    if (!Array.isArray(listed)) return []
    return listed.map((each) => {
      const { eniId, privateIp, ipv6Addr } = recordIn(each)
      return { id: String(eniId ?? ''), privateIp: String(privateIp ?? ''), ipv6Address: String(ipv6Addr ?? '') }
    })
  } catch {
    return []
  }
}

// Thousands of Pods are kept in memory: what nobody asks of them is dropped.
const asked = (gates: ReadonlyArray<string>, { type }: Condition): boolean =>
  type === 'ContainersReady' || gates.includes(type)

export const pod: Reader<Pod> = as(
  members({
    metadata: both(metadata, history),
    spec,
    status: members({ podIP: text, podIPs: list(members({ ip: text })), conditions: list(condition) })
  }),
  ({ metadata: { namespace, name, labels, uid, deleting, created, annotations }, spec, status }) => {
    const readinessGates = spec.readinessGates.map(({ conditionType }) => conditionType)
    const containers = [...spec.containers, ...spec.initContainers.filter(goesOn)]
    return {
      ...{ namespace, name, labels, uid, deleting, created },
      ip: status.podIP,
      ips: status.podIPs.length === 0 && status.podIP !== '' ? [status.podIP] : status.podIPs.map(({ ip }) => ip),
      ownInterfaces: interfacesIn(annotations['vpc.amazonaws.com/pod-eni']),
      nodeName: spec.nodeName,
      readinessGates,
      conditions: status.conditions.filter((each) => asked(readinessGates, each)),
      containerPorts: containers.flatMap(({ ports }) => ports)
    }
  }
)
