/** What an installation says of targets: flags of the same meaning as those of AWS Load Balancer Controller 3.5. */
export interface TargetSettings {
  /** Where nobody is ready, those whose node has not been heard of serve on (gate `EndpointsFailOpen`). */
  readonly failOpen: boolean
  /** `--max-targets-per-target-group`; 0 is no limit. */
  readonly maxTargets: number
  /** `--targetgroupbinding-requeue-duration`, in milliseconds: how soon to look again at Pods that wait to be healthy. */
  readonly lookAgain: number
  /** `--service-target-eni-security-group-tags`: which of several security groups of a network interface is the one to open. */
  readonly interfaceTags: Readonly<Record<string, string>>
  /** The share of our rules on nodes and Pods, from 0 to 1, that may be revoked in one plan. */
  readonly maxRevokedShare: number
  /** How many milliseconds a rule stays that nobody wants: targets that drain have requests under way. */
  readonly drain: number
}

export const usualTargetSettings: TargetSettings = {
  failOpen: true,
  maxTargets: 0,
  lookAgain: 15_000,
  interfaceTags: {},
  maxRevokedShare: 0.5,
  drain: 300_000
}
