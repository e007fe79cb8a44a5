import type { Aws } from './aws.js'
import type { Clock } from './clock.js'
import type { Kubernetes } from './kubernetes.js'

/** All that the core asks of the world; joined to adapters once, in `main`. */
export interface Ports {
  readonly aws: Aws
  readonly kubernetes: Kubernetes
  readonly clock: Clock
}
