import type { Binding, GroupId } from '@alb-ingress/core'
import { bindingWork, groupWork, networkWork, sharedWork, type Work } from '../queue/work.js'
import { bindingPass } from './binding-pass.js'
import { groupPass } from './group-pass.js'
import type { Held, Touch } from './held.js'
import type { Listings } from './listings.js'
import { networkFor } from './network-pass.js'
import type { Passed } from './pass.js'
import { type Look, sharedPass } from './shared-pass.js'

/** A pass for each kind of work, and what follows from it for others. */
export interface Passes {
  readonly over: (work: Work) => Promise<Passed>
  /** Nothing that was known of the account counts any more. */
  readonly forget: () => void
}

/** Bindings follow from what AWS has: those that are new, or of another target group, are worked on. */
const renewed = ({ bindings }: Held): ReadonlyArray<Work> => {
  const before = bindings.all()
  bindings.renew()
  const isOther = ({ key, targetGroup, refusal }: Binding): boolean => {
    const known = before.get(key)
    if (known === undefined || known.targetGroup !== targetGroup) return true
    return (known.refusal === undefined) !== (refusal === undefined)
  }
  return [...bindings.all().values()].filter(isOther).map(({ key }) => bindingWork(key))
}

/** A pass over a group; whoever leaves may have been the last to need what all share. */
const groups =
  (held: Held, listings: Listings, touch: Touch) =>
  async (id: GroupId): Promise<Passed> => {
    await listings.secrets()
    const passed = await groupPass(held, id)
    if (passed.done === 0) return passed
    touch(renewed(held), 'change', 'its target group')
    if (passed.state === 'leaving') touch([sharedWork], 'sweep', `${id} has left`)
    return passed
  }

/** What belongs to the cluster, and from time to time everything: bindings are then looked at without trust in what is remembered. */
const shared = (held: Held, touch: Touch, thorough: Set<string>) => {
  const { timers, options, bindings } = held
  let nextSweep = 0
  const pass = async (): Promise<Passed> => {
    const isDue = timers.now() >= nextSweep
    const how: Look = nextSweep === 0 ? 'first' : isDue ? 'sweep' : 'look'
    const { passed, toDo } = await sharedPass(held, how)
    touch(toDo.map(groupWork), 'sweep', how === 'look' ? 'what all share' : 'the sweep')
    touch(renewed(held), 'change', 'its target group')
    if (passed.ending.end === 'failed') return passed
    // At the first look bindings say by themselves whether all was done for them.
    const keys = how === 'sweep' ? [...bindings.all().keys()] : []
    for (const key of keys) thorough.add(key)
    if (keys.length > 0) touch([networkWork, ...keys.map(bindingWork)], 'sweep', 'the sweep')
    if (isDue) nextSweep = timers.now() + options.driftInterval
    return { ...passed, ending: { end: 'later', after: nextSweep - timers.now() } }
  }
  const forget = (): void => {
    nextSweep = 0
  }
  return { pass, forget }
}

export const passesFor = (held: Held, listings: Listings, touch: Touch): Passes => {
  const thorough = new Set<string>()
  const group = groups(held, listings, touch)
  const cluster = shared(held, touch, thorough)
  const network = networkFor(held)
  const networkTouched = (why: string): void => touch([networkWork], 'change', why)
  return {
    over: async ({ kind, name }) => {
      if (kind === 'group') return group(name)
      if (kind === 'shared' && name === sharedWork.name) return cluster.pass()
      await listings.targets()
      return kind === 'shared' ? network.pass() : bindingPass(held, name, thorough.delete(name), networkTouched)
    },
    forget: () => {
      held.eyes.forget()
      held.bindings.forget()
      network.forget()
      cluster.forget()
    }
  }
}
