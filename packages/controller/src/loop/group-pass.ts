import {
  E,
  findingsOf,
  type GroupId,
  type GroupOutlook,
  type ObjectKey,
  type Outlook,
  type Plan,
  planOf,
  type Report,
  type Step,
  sharedStack
} from '@alb-ingress/core'
import { groupWork } from '../queue/work.js'
import { carryOutlook, nothingReported, partOf } from './carry.js'
import { failureEvents, findingEvents, frozenEvents, type ObjectEvent, successEvents, unseenEvents } from './events.js'
import type { Held } from './held.js'
import { couldNotLook, nothingDone, type Passed } from './pass.js'

/** A plan, and what it was made from. */
interface Planned {
  readonly outlook: Outlook
  readonly plan: Plan
  readonly withheld: ReadonlyArray<Step>
}

const isShared = ({ stack }: { readonly stack: string }): boolean => stack === sharedStack

const topicOf = (id: GroupId): string => `group ${id}`

// The account could not say something, and may the next time.
const isUnanswered = (group: GroupOutlook): boolean =>
  findingsOf([group]).some(({ code }) => code === 'fact/unavailable' || code === 'fact/unread')

const endingOf = (parts: Held, group: GroupOutlook | undefined, report: Report): Passed['ending'] => {
  if (report.failed.length > 0) return { end: 'failed' }
  if (group !== undefined && isUnanswered(group)) return { end: 'failed' }
  if (report.later !== undefined) return { end: 'later', after: report.later }
  // The answer of the account may thaw it, with no object of the cluster changing.
  return group?.state === 'frozen' ? { end: 'later', after: parts.options.waitForAccount } : { end: 'done' }
}

const isWhole = ({ failed, skipped, postponed = [] }: Report): boolean =>
  failed.length + skipped.length + postponed.length === 0

const eventsOf = (
  members: ReadonlyArray<ObjectKey>,
  group: GroupOutlook | undefined,
  report: Report
): ReadonlyArray<ObjectEvent> => {
  const findings = group === undefined ? [] : findingsOf([group])
  return [
    ...findingEvents(findings),
    ...(group?.state === 'frozen' ? frozenEvents(members, findings) : []),
    ...failureEvents(members, report.failed),
    ...(report.failed.length === 0 && report.done.length > 0 && group?.state !== 'frozen' ? successEvents(members) : [])
  ]
}

/** The plan without what all share, where that goes: whether nobody needs it any more is not for one group to say. */
const ownOf = (whole: Planned): Planned => ({ ...whole, plan: partOf(whole.plan, (step) => !isShared(step)) })

const planned = (parts: Held, id: GroupId, seen: Outlook): Planned => {
  const outlook = parts.secrets.apply(seen, id)
  const { plan, withheld } = planOf(outlook, parts.options.policy)
  const whole: Planned = { plan, withheld, outlook }
  return outlook.desired.stacks.get(sharedStack)?.goal === 'wanted' ? whole : ownOf(whole)
}

// The account could not be looked at in the middle of a pass: the rest is for the next one, in so many milliseconds.
const soon = 1000

/** Makes what all groups share before anything refers to it; the plan of the group alone is what remains. */
const withoutShared = async (parts: Held, id: GroupId, before: Planned): Promise<E.Either<Report, Planned>> => {
  if (!before.plan.steps.some(isShared)) return E.right(before)
  return parts.sharedWriter(async () => {
    // Somebody else may have made it meanwhile.
    const again = await parts.eyes.look(id)
    if (E.isLeft(again)) return E.left({ ...nothingReported, later: soon })
    const now = planned(parts, id, again.right)
    const shared = partOf(now.plan, isShared)
    if (shared.steps.length === 0) return E.right(now)
    const report = await carryOutlook(parts, groupWork(id), shared, again.right)
    if (report.failed.length > 0 || report.skipped.length > 0) return E.left(report)
    const after = await parts.eyes.look(id)
    return E.isLeft(after) ? E.left({ ...report, later: soon }) : E.right(ownOf(planned(parts, id, after.right)))
  })
}

const deployed = async (parts: Held, id: GroupId, whole: Planned): Promise<Report> => {
  if (whole.plan.steps.length === 0 || parts.options.isDryRun) return nothingReported
  const own = await withoutShared(parts, id, whole)
  if (E.isLeft(own)) return own.left
  return carryOutlook(parts, groupWork(id), own.right.plan, own.right.outlook)
}

/**
 * One pass over one group: look, plan, carry out, tell. A group that is as it should be costs no call, and one that does not check is left
 * as it is; everybody it concerns hears why.
 */
export const groupPass = async (parts: Held, id: GroupId): Promise<Passed> => {
  const { eyes, publisher, tell, timers, bindings } = parts
  const members = parts.membersOf(id)
  const begun = timers.now()
  const seen = await eyes.look(id)
  if (E.isLeft(seen)) {
    await publisher.publish(topicOf(id), unseenEvents(members, seen.left))
    return couldNotLook(seen.left)
  }
  const outlook = seen.right
  const group = outlook.groups.find((each) => each.id === id)
  tell({ tells: 'noticed', work: groupWork(id), findings: group === undefined ? [] : findingsOf([group]) })
  bindings.note(id, group)
  const whole = planned(parts, id, outlook)
  const { plan, withheld } = whole
  if (plan.steps.length + withheld.length > 0)
    tell({ tells: 'planned', work: groupWork(id), plan, withheld, milliseconds: timers.now() - begun })
  const report = await deployed(parts, id, whole)
  if (isWhole(report)) await parts.secrets.note(id, group)
  await publisher.publish(topicOf(id), eventsOf(members, group, report))
  if (group === undefined) {
    publisher.forget(topicOf(id))
    tell({ tells: 'gone', work: groupWork(id) })
    return nothingDone
  }
  return {
    ending: endingOf(parts, group, report),
    done: report.done.length,
    failed: report.failed.map(({ fault }) => fault),
    left: report.skipped.length + (report.postponed?.length ?? 0),
    state: group.state
  }
}
