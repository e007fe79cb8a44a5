import { type Condition, condition } from './node.js'
import { type Meta, metadata } from './object.js'
import { as, list, members, type Reader, text, whole } from './reader.js'

/** A port that a container names; Services refer to it by its name. */
export interface ContainerPort {
  readonly name: string
  readonly port: number
  readonly protocol: string
}

export interface Pod extends Meta {
  /** Empty until the Pod has an address. */
  readonly ip: string
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

const spec = members({
  nodeName: text,
  readinessGates: list(members({ conditionType: text })),
  containers: list(container),
  initContainers: list(container)
})

export const pod: Reader<Pod> = as(
  members({ metadata, spec, status: members({ podIP: text, conditions: list(condition) }) }),
  ({ metadata, spec, status }) => ({
    ...metadata,
    ip: status.podIP,
    nodeName: spec.nodeName,
    readinessGates: spec.readinessGates.map(({ conditionType }) => conditionType),
    conditions: status.conditions,
    containerPorts: [
      ...spec.containers,
      ...spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')
    ].flatMap(({ ports }) => ports)
  })
)
