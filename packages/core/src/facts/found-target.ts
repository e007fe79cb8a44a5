/** What AWS says of the health of a target. */
export type TargetState =
  | 'initial'
  | 'healthy'
  | 'unhealthy'
  | 'unhealthy.draining'
  | 'unused'
  | 'draining'
  | 'unavailable'

/** A target as its target group shows it. */
export interface FoundTarget {
  /** An instance id or an address. */
  readonly id: string
  readonly port: number
  /** Where it was registered with one: `all`, or the name of a zone. */
  readonly availabilityZone?: string
  readonly state: TargetState
  /** AWS's code for the state, such as `Elb.InitialHealthChecking`; none of a healthy target. */
  readonly reason?: string
  readonly description?: string
}
