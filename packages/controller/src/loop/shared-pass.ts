import { E, type GroupId, type Outlook, planOf, sharedStack } from '@alb-ingress/core'
import { sharedWork } from '../queue/work.js'
import { carry, nothingReported, partOf } from './carry.js'
import type { GroupParts } from './group-pass.js'
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

/**
 * A pass over what belongs to the cluster. `isSweep`: all that is known of the account is forgotten first, and read in bulk. What all groups
 * share goes only here, as only who looks at all of them can say that nobody needs it.
 */
export const sharedPass = async (parts: GroupParts, isSweep: boolean): Promise<Swept> => {
  const { eyes, options, tell, sharedWriter } = parts
  return sharedWriter(async () => {
    if (isSweep) eyes.forget()
    const seen = await eyes.look()
    if (E.isLeft(seen)) return { passed: couldNotLook(seen.left), toDo: [] }
    const outlook = seen.right
    const toDo = stacksWithSteps(outlook)
    const frozen = outlook.groups.filter(({ state }) => state === 'frozen').map(({ id }) => id)
    if (isSweep) tell({ tells: 'swept', groups: outlook.groups.length, drifted: toDo, frozen: frozen.length })
    const { plan } = planOf(outlook, options.policy)
    const shared = partOf(plan, ({ stack }) => stack === sharedStack)
    const report =
      shared.steps.length === 0 || options.isDryRun ? nothingReported : await carry(parts, sharedWork, shared, outlook)
    if (report.done.length > 0) eyes.forget([sharedStack])
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
}
