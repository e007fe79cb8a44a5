/** Limits of AWS. `adjustable`: the usual one, which AWS raises on request. */
export interface Limit {
  readonly most: number
  readonly adjustable: boolean
}

const fixed = (most: number): Limit => ({ most, adjustable: false })
const usual = (most: number): Limit => ({ most, adjustable: true })

/** What one Application Load Balancer, rule or action may have. */
export const limits = {
  listeners: usual(50),
  /** Without the default rules of listeners. */
  rules: usual(100),
  /** Without the default certificates. */
  certificates: usual(25),
  targetGroups: fixed(100),
  targetGroupsOfAction: fixed(5),
  valuesOfRule: fixed(5),
  wildcardsOfRule: fixed(5),
  fixedResponseBody: fixed(1024),
  tags: fixed(50)
} as const

export const remedyOf = ({ adjustable }: Limit, other: string): string =>
  adjustable ? `${other} AWS raises this quota on request.` : other
