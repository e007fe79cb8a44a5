import type { Meta } from './object.js'

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
