import { t } from '@alb-ingress/core'

/** How many of a thing AWS allows; most can be raised for an account, and an account file may say other numbers. */
export const defaultLimits = {
  loadBalancers: 50,
  listenersPerLoadBalancer: 50,
  /** Default rules are not counted. */
  rulesPerLoadBalancer: 100,
  /** Default certificates are not counted. */
  certificatesPerLoadBalancer: 25,
  targetGroups: 3000,
  targetGroupsPerLoadBalancer: 100,
  targetGroupsPerAction: 5,
  targetsPerTargetGroup: 1000,
  conditionValuesPerRule: 5,
  wildcardsPerRule: 5,
  tagsPerResource: 50,
  /** Counted apart for IPv4 and IPv6. */
  permissionsPerSecurityGroup: 60,
  securityGroupsPerLoadBalancer: 5
} as const satisfies Readonly<Record<string, number>>

type LimitName = keyof typeof defaultLimits
export type Limits = Readonly<Record<LimitName, number>>

// Object.keys forgets which keys a record has.
const limitNames = Object.keys(defaultLimits) as ReadonlyArray<LimitName>

/** Limits by name, each optional. */
export const GivenLimits: t.Type<Partial<Limits>, unknown> = t.readonly(
  // One optional number for each name; `fromEntries` forgets the names, which the type above says again.
  t.partial(Object.fromEntries(limitNames.map((name) => [name, t.number])) as Record<LimitName, t.NumberC>)
)
