import { type Meta, metadata } from './object.js'
import { as, list, members, type Reader, text, whole, wholeOrText } from './reader.js'

export interface ServicePortSpec {
  /** Empty when the port has no name. */
  readonly name: string
  readonly port: number
  /** A number, or the name of a container port. Absent in the manifest: the port itself. */
  readonly targetPort: number | string
  /** 0 when none is allocated. */
  readonly nodePort: number
  readonly protocol: string
}

export interface Service extends Meta {
  readonly type: string
  readonly ports: ReadonlyArray<ServicePortSpec>
  readonly ipFamilies: ReadonlyArray<string>
}

const port: Reader<ServicePortSpec> = as(
  members({ name: text, port: whole, targetPort: wholeOrText, nodePort: whole, protocol: text }),
  // The API server fills these in; a manifest may leave them out.
  (each) => ({
    ...each,
    targetPort: each.targetPort === 0 || each.targetPort === '' ? each.port : each.targetPort,
    protocol: each.protocol || 'TCP'
  })
)

const spec = members({ type: text, ports: list(port), ipFamilies: list(text) })

export const service: Reader<Service> = as(members({ metadata, spec }), ({ metadata, spec }) => ({
  ...metadata,
  ...spec,
  type: spec.type || 'ClusterIP'
}))
