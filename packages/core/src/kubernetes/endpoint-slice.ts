import { keyOfObject, type Meta, metadata, type ObjectKey } from './object.js'
import { as, flag, list, maybe, members, type Reader, text, whole } from './reader.js'

/** One receiver of a Service's traffic. */
export interface Endpoint {
  readonly addresses: ReadonlyArray<string>
  /** Kubernetes says to read an unset `ready` as true. */
  readonly ready: boolean
  readonly terminating: boolean
  /** Of the Pod behind it, where there is one. */
  readonly pod: ObjectKey | undefined
  readonly nodeName: string | undefined
  readonly zone: string | undefined
}

/** A part of the endpoints of one Service, of one address family. */
export interface EndpointSlice extends Meta {
  /** From the label `kubernetes.io/service-name`; a slice without it belongs to no Service. */
  readonly serviceName: string | undefined
  readonly addressType: string
  readonly endpoints: ReadonlyArray<Endpoint>
  /** A port without a number stands for all ports. */
  readonly ports: ReadonlyArray<{ readonly name: string; readonly port: number | undefined; readonly protocol: string }>
}

const endpoint = members({
  addresses: list(text),
  conditions: members({ ready: maybe(flag), terminating: flag }),
  targetRef: maybe(members({ kind: text, namespace: text, name: text })),
  nodeName: maybe(text),
  zone: maybe(text)
})

const port = as(members({ name: text, port: maybe(whole), protocol: text }), (each) => ({
  ...each,
  protocol: each.protocol || 'TCP'
}))

/** A port without a protocol is TCP, as for the API server. */
export const endpointSlice: Reader<EndpointSlice> = as(
  members({ metadata, addressType: text, endpoints: list(endpoint), ports: list(port) }),
  ({ metadata, addressType, endpoints, ports }) => ({
    ...metadata,
    serviceName: metadata.labels['kubernetes.io/service-name'],
    addressType,
    endpoints: endpoints.map(({ addresses, conditions, targetRef, nodeName, zone }) => ({
      addresses,
      ready: conditions.ready ?? true,
      terminating: conditions.terminating,
      pod:
        targetRef?.kind === 'Pod'
          ? keyOfObject({ namespace: targetRef.namespace || metadata.namespace, name: targetRef.name })
          : undefined,
      nodeName,
      zone
    })),
    ports
  })
)
