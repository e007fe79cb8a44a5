import type { Fault } from '../facts/fault.js'
import type { KubernetesWrite } from '../plan/write.js'
import type { TE } from '../prelude.js'

/** What the core asks of Kubernetes. Objects are given as they are read, not yet decoded. */
export interface Kubernetes {
  readonly read: TE.TaskEither<Fault, ReadonlyArray<unknown>>
  /** One write; references in it are literal by now. */
  readonly perform: (write: KubernetesWrite) => TE.TaskEither<Fault, void>
}
