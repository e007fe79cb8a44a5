import { valueIn } from '../checked/checked.js'
import { type At, nameOf } from '../checked/diagnostic.js'
import { refToObject } from '../kubernetes/object.js'
import type { Stack } from '../resources/stack.js'
import { type Limit, remedyOf } from './data/limits.js'
import { type Finding, finding, type LintCode } from './finding.js'
import { counted } from './places.js'
import type { LintedGroup, LintView } from './view.js'

interface Quota {
  readonly code: LintCode
  readonly limit: Limit
  readonly noun: string
  readonly count: (stack: Stack) => number
  readonly remedy: string
}

/** Where a group is pointed at: its first member. */
const placeOf = ({ configured }: LintedGroup): At | undefined => {
  const first = configured?.group.members[0]
  return first && { object: refToObject('Ingress', first.ingress), path: ['spec'] }
}

/** What the load balancer of a group has too many of. */
export const overQuota =
  ({ code, limit, noun, count, remedy }: Quota) =>
  ({ groups }: LintView): ReadonlyArray<Finding> =>
    groups.flatMap((group) => {
      const stack = valueIn(group.stack)
      const at = placeOf(group)
      const number = stack === undefined ? 0 : count(stack)
      if (at === undefined || number <= limit.most) return []
      const members = group.configured?.group.members.length ?? 1
      const who = members === 1 ? nameOf(at.object) : `group ${group.id} (${counted(members, 'Ingress', 'Ingresses')})`
      const message = `The load balancer of ${who} would have ${counted(number, noun)}, and AWS allows ${limit.most}.`
      return [finding(code, at, message, remedyOf(limit, remedy))]
    })
