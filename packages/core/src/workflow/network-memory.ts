import { answerTo, type Facts, type Question, question, questionKey } from '../facts/facts.js'
import type { GrantedPermission } from '../facts/network.js'
import { type ElementsCall, subjectsOf } from '../plan/call.js'
import { E, O } from '../prelude.js'
import { permissionKey } from '../resources/security-group.js'
import type { Contribution } from '../targets/network.js'
import type { Report } from './carry-out.js'
import type { NetworkOutlook } from './network.js'

/** What is remembered of the rules on nodes and Pods between looks. */
export interface NetworkMemory {
  /** What a binding wanted when that was last known, by its key. */
  readonly contributions: ReadonlyMap<string, Contribution>
  readonly unwantedSince: ReadonlyMap<string, number>
  /** Security groups in which rules were wanted once. */
  readonly groups: ReadonlySet<string>
  readonly full: ReadonlySet<string>
  /** What each group holds, since AWS told it at that time. */
  readonly granted: ReadonlyMap<string, Told<ReadonlyArray<GrantedPermission>>>
  /** Groups that are marked for the cluster. */
  readonly marked?: Told<ReadonlyArray<string>>
}

/** Something that AWS told, in milliseconds since 1970. */
interface Told<A> {
  readonly at: number
  readonly value: A
}

export const noNetworkMemory: NetworkMemory = {
  contributions: new Map(),
  unwantedSince: new Map(),
  groups: new Set(),
  full: new Set(),
  granted: new Map()
}

/** How long told rules and marks are believed. */
const lifetime = 10 * 60_000

/** What was told, unless that was too long ago. */
export const believed = <A>(told: Told<A> | undefined, now: number): A | undefined =>
  told !== undefined && now < told.at + lifetime ? told.value : undefined

/** Groups that are marked for the cluster. */
export type Marked = Told<ReadonlyArray<string>>

/** Which groups AWS says are marked. */
export const markedIn = (facts: Facts, asked: Question<'securityGroupsOfCluster'>): Marked | undefined => {
  const answer = answerTo(facts, asked)
  return E.isRight(answer) && O.isSome(answer.right)
    ? { at: facts.now, value: answer.right.value.map(({ id }) => id) }
    : undefined
}

/** What each group holds: as it was told just now, or as it is remembered. A group that is gone holds no rules; one that cannot be read is left alone. */
export const grantedIn = (
  facts: Facts,
  groups: ReadonlyArray<string>,
  memory: NetworkMemory
): NetworkMemory['granted'] => {
  const found = new Map<string, Told<ReadonlyArray<GrantedPermission>>>()
  for (const group of groups) {
    const asked = question('securityGroupRules', group)
    const answer = facts.answers.has(questionKey(asked)) ? answerTo(facts, asked) : undefined
    const remembered = memory.granted.get(group)
    if (answer === undefined && remembered !== undefined) found.set(group, remembered)
    else if (answer !== undefined && E.isRight(answer) && O.isSome(answer.right))
      found.set(group, { at: facts.now, value: answer.right.value })
  }
  return found
}

const changed = (rules: ReadonlyArray<GrantedPermission>, call: ElementsCall): ReadonlyArray<GrantedPermission> => {
  const keys = new Set(call.elements.map(permissionKey))
  const others = rules.filter((each) => !keys.has(permissionKey(each)))
  // The steps of a network plan have no other elements.
  return call.do === 'add' ? [...others, ...(call.elements as ReadonlyArray<GrantedPermission>)] : others
}

/**
 * What is to be remembered once the plan was carried out: what was done is so, a group in which something failed is read again, and one that took
 * no more rules gives some back first, next time.
 */
export const afterNetwork = ({ plan, memory }: NetworkOutlook, report: Report): NetworkMemory => {
  const granted = new Map(memory.granted)
  const done = new Set(report.done)
  const full = new Set<string>()
  for (const { id, ...step } of plan.steps) {
    if (step.on !== 'aws' || (step.call.do !== 'add' && step.call.do !== 'remove')) continue
    const group = step.call.subject.physicalId ?? ''
    const before = granted.get(group)
    if (done.has(id) && before !== undefined)
      granted.set(group, { at: before.at, value: changed(before.value, step.call) })
  }
  for (const { fault, step } of report.failed) {
    if (step.on !== 'aws' || step.call.do !== 'add') continue
    if (fault.code === 'RulesPerSecurityGroupLimitExceeded') full.add(step.call.subject.physicalId ?? '')
  }
  for (const { step } of report.failed)
    if (step.on === 'aws') for (const { physicalId = '' } of subjectsOf(step.call)) granted.delete(physicalId)
  return { ...memory, granted, full }
}
