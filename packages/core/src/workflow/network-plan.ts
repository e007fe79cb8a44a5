import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import type { GrantedPermission } from '../facts/network.js'
import type { Plan, Step, StepId } from '../plan/step.js'
import { type Permission, permissionKey } from '../resources/security-group.js'
import { sharedStack } from '../resources/stack.js'
import { byText } from '../support/canonical.js'
import { isOurs, revokesTooMany, ruleChange } from '../targets/network-rules.js'

/** What is known of the rules on nodes and Pods. Times are milliseconds since 1970. */
export interface NetworkRules {
  /** By security group. */
  readonly wanted: ReadonlyMap<string, ReadonlyArray<Permission>>
  readonly granted: ReadonlyMap<string, ReadonlyArray<GrantedPermission>>
  /** Whether it is known what every binding wants: otherwise nothing is taken back. */
  readonly complete: boolean
  /** Since when a rule is wanted by nobody, by `ruleId`. */
  readonly unwantedSince: ReadonlyMap<string, number>
  /** Security groups that a binding names as a source: targets behind their load balancers may be draining. */
  readonly sources: ReadonlySet<string>
  /** Groups that hold as many rules as they may: there others go before new ones come. */
  readonly full: ReadonlySet<string>
  readonly now: number
}

/** What bounds the taking back of rules. */
export interface NetworkBounds {
  readonly maxRevokedShare: number
  /** A rule that nobody wants stays so many milliseconds: targets that drain have requests under way. */
  readonly drain: number
}

export interface NetworkPlan {
  readonly plan: Plan
  /** Too much would be taken back, so that nothing is. */
  readonly refused: Diagnostic | undefined
  /** As given, brought up to date. */
  readonly unwantedSince: ReadonlyMap<string, number>
  /** Something is to be taken back in so many milliseconds. */
  readonly again: number | undefined
}

/** A rule of a security group, told apart from all others. */
const ruleId = (group: string, permission: Permission): string => `${group} ${permissionKey(permission)}`

interface GroupChange {
  readonly group: string
  readonly grant: ReadonlyArray<GrantedPermission>
  /** What nobody wants, and of it what may go now. */
  readonly unwanted: ReadonlyArray<GrantedPermission>
  readonly revoke: ReadonlyArray<GrantedPermission>
}

const mayDrain = ({ source }: Permission, sources: NetworkRules['sources']): boolean =>
  !('securityGroup' in source) || sources.has(String(source.securityGroup))

const changesIn = (rules: NetworkRules, { drain }: NetworkBounds): ReadonlyArray<GroupChange> => {
  const { wanted, granted, unwantedSince, sources, now } = rules
  const groups = [...new Set([...wanted.keys(), ...granted.keys()])].filter((group) => granted.has(group)).sort(byText)
  return groups.map((group) => {
    const { grant, revoke } = ruleChange(wanted.get(group) ?? [], granted.get(group) ?? [])
    const isDue = (rule: GrantedPermission): boolean =>
      !mayDrain(rule, sources) || (unwantedSince.get(ruleId(group, rule)) ?? now) + drain <= now
    return { group, grant, unwanted: revoke, revoke: revoke.filter(isDue) }
  })
}

const ruleStep = (group: string, way: 'add' | 'remove', elements: ReadonlyArray<GrantedPermission>): Step => {
  const action = way === 'add' ? 'AuthorizeSecurityGroupIngress' : 'RevokeSecurityGroupIngress'
  return {
    id: `${action} ${group}`,
    stack: sharedStack,
    causes: [
      way === 'add'
        ? { because: 'changed', field: 'ingress', desired: elements }
        : { because: 'surplus', field: 'ingress', observed: elements }
    ],
    on: 'aws',
    call: {
      do: way,
      kind: 'SecurityGroup',
      action,
      subject: { stack: sharedStack, kind: 'SecurityGroup', id: group, physicalId: group },
      field: 'ingress',
      elements
    }
  }
}

const planOf = (changes: ReadonlyArray<GroupChange>, revokes: boolean, full: NetworkRules['full']): Plan => {
  const steps: Array<Step> = []
  const after = new Map<StepId, ReadonlyArray<StepId>>()
  for (const { group, grant, revoke } of changes) {
    const grants = grant.length === 0 ? [] : [ruleStep(group, 'add', grant)]
    const takes = !revokes || revoke.length === 0 ? [] : [ruleStep(group, 'remove', revoke)]
    const [first, second] = full.has(group) ? [...takes, ...grants] : [...grants, ...takes]
    if (first !== undefined) steps.push(first)
    if (first === undefined || second === undefined) continue
    steps.push(second)
    after.set(second.id, [first.id])
  }
  return { steps, after }
}

const tooMany = (revoked: number, ours: number, [first]: ReadonlyArray<string>): Diagnostic =>
  diagnostic(
    'network/revokes-too-many',
    { object: { kind: 'SecurityGroup', name: first ?? '' }, path: ['ingress'] },
    `${revoked} of ${ours} rules on nodes and Pods would be revoked at once, so that none is.`,
    'See whether endpoints or bindings are missing. If it is meant, raise --max-revoked-share for one pass.'
  )

/**
 * The plan for the rules on nodes and Pods. Rules are granted before others are taken back; nothing is taken back as long as it is not known
 * what every binding wants, while targets may still drain, or where it would be so much that somebody should look first.
 */
export const networkPlan = (rules: NetworkRules, bounds: NetworkBounds): NetworkPlan => {
  const { granted, complete, now, full } = rules
  const changes = changesIn(rules, bounds)
  const ours = [...granted.values()].flat().filter(isOurs).length
  const due = changes.filter(({ revoke }) => revoke.length > 0)
  const revoked = due.reduce((sum, { revoke }) => sum + revoke.length, 0)
  const isRefused = complete && revokesTooMany(revoked, ours, bounds.maxRevokedShare)
  const unwantedSince = new Map<string, number>()
  let next: number | undefined
  for (const { group, unwanted, revoke } of changes) {
    for (const rule of unwanted) {
      const since = rules.unwantedSince.get(ruleId(group, rule)) ?? now
      unwantedSince.set(ruleId(group, rule), since)
      if (!revoke.includes(rule)) next = Math.min(next ?? Number.POSITIVE_INFINITY, since + bounds.drain - now)
    }
  }
  return {
    plan: planOf(changes, complete && !isRefused, full),
    refused: isRefused
      ? tooMany(
          revoked,
          ours,
          due.map(({ group }) => group)
        )
      : undefined,
    unwantedSince,
    again: complete ? next : undefined
  }
}
