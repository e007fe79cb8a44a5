import { E, type Fault, type GroupId, type Outlook, planOf, sharedStack } from '@alb-ingress/core'
import { sharedWork } from '../queue/work.js'
import { carryOutlook, nothingReported, partOf } from './carry.js'
import type { Held } from './held.js'
import { couldNotLook, type Passed } from './pass.js'

const stacksWithSteps = (outlook: Outlook): ReadonlyArray<GroupId> => {
  const { plan, withheld } = planOf(outlook)
  return [...new Set([...plan.steps, ...withheld].map(({ stack }) => stack))].filter((stack) => stack !== sharedStack)
}

/** All groups looked at afresh, and those in which something is not as it should be. */
export interface Swept {
  readonly passed: Passed
  readonly toDo: ReadonlyArray<GroupId>
}

/** `look`: what is known counts · `first`: the same, when nothing was known before · `sweep`: the account is read afresh, in bulk. */
export type Look = 'look' | 'first' | 'sweep'

/**
 * A pass over what belongs to the cluster; in a sweep, what others changed is told. What all groups share goes only here, as only who looks at
 * all of them can say that nobody needs it.
 */
export const sharedPass = (parts: Held, how: Look): Promise<Swept> =>
  parts.sharedWriter(async () => {
    const { eyes, options, tell } = parts
    const swept = how === 'sweep' ? await eyes.sweep() : undefined
    if (swept !== undefined && E.isLeft(swept)) return unseen(swept.left)
    const seen = await eyes.look()
    if (E.isLeft(seen)) return unseen(seen.left)
    const outlook = seen.right
    const toDo = stacksWithSteps(outlook)
    const frozen = outlook.groups.filter(({ state }) => state === 'frozen').map(({ id }) => id)
    const drift = swept?.right.drift ?? []
    if (how !== 'look') tell({ tells: 'swept', groups: outlook.groups.length, toDo, frozen: frozen.length, drift })
    const shared = partOf(planOf(outlook, options.policy).plan, ({ stack }) => stack === sharedStack)
    const hasToAct = shared.steps.length > 0 && !options.isDryRun
    const report = hasToAct ? await carryOutlook(parts, sharedWork, shared, outlook) : nothingReported
    return {
      passed: {
        ending: { end: report.failed.length > 0 ? 'failed' : 'done' },
        done: report.done.length,
        failed: report.failed.map(({ fault }) => fault),
        left: report.skipped.length
      },
      toDo: [...new Set([...toDo, ...frozen])]
    }
  })

const unseen = (fault: Fault): Swept => ({ passed: couldNotLook(fault), toDo: [] })
