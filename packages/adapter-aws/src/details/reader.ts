import type { Clients } from '../clients.js'

/** How one field of one resource is read. */
export interface Reader {
  readonly action: string
  /** The value where AWS says that there is no such thing. Without it that is a fault: the resource itself is gone. */
  readonly ifMissing?: unknown
  readonly read: (clients: Clients, physicalId: string) => Promise<unknown>
}

/** By kind and field. */
export type Readers = Readonly<Record<string, Reader>>
