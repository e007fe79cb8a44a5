import type { Cluster } from '@alb-ingress/core'
import type { Queue } from '../queue/queue.js'
import { bindingWork, groupWork, networkWork, sharedWork } from '../queue/work.js'
import type { ObjectChange } from '../source.js'
import { type Held, heldBy, type Touch } from './held.js'
import { type Listings, listingsOf } from './listings.js'
import type { Parts } from './parts.js'
import { passesFor } from './passes.js'
import { unplacedTeller } from './unplaced.js'
import { workersFor } from './workers.js'

export interface Loop {
  /** Resolves when everything was listed. Until somebody leads, changes only gather. */
  readonly start: () => Promise<void>
  /** This process is the one that acts now, or is not any more. Nothing that was known of the account before counts then. */
  readonly lead: (isLeader: boolean) => Promise<void>
  /** Resolves when what runs has ended. Nothing new begins. */
  readonly stop: () => Promise<void>
  readonly queue: () => Queue
  readonly cluster: () => Cluster
}

const isDefinition = (change: ObjectChange): boolean => {
  const named: unknown = change.type === 'removed' ? change : change.object
  return typeof named === 'object' && named !== null && Reflect.get(named, 'kind') === 'CustomResourceDefinition'
}

/** Takes changes of objects in, and says which works they touch. `placed` hears when Ingresses may belong elsewhere now. */
const intake =
  (held: Held, listings: Listings, touch: Touch, placed: () => void) =>
  (change: ObjectChange): void => {
    const { secrets, objects, bindings } = held
    if (secrets.take(change)) return
    if (isDefinition(change)) {
      // Whether bindings are objects is another matter for every group.
      bindings.renew()
      touch([...objects.cluster.byGroup.keys()].map(groupWork), 'change', 'the kinds that the cluster knows')
    }
    const taken = objects.take(change, bindings.touchedBy)
    if (taken === undefined) return
    listings.watchSecrets()
    touch([...taken.groups].map(groupWork), 'change', taken.name)
    if (taken.bindings.size > 0) touch([networkWork, ...[...taken.bindings].map(bindingWork)], 'change', taken.name)
    // IngressClasses and their parameters decide about it too.
    if (taken.name.startsWith('Ingress')) placed()
  }

/** Watches the cluster, and brings the account to where its objects want it: for each group a pass when something about it changed. */
export const controllerLoop = (given: Parts): Loop => {
  let isLeading = false
  let isStopping = false
  const held = heldBy({ ...given, mayAct: () => isLeading && !isStopping && given.mayAct() })
  const listings = listingsOf(held)
  const touch: Touch = (works, urgency, why) => workers.touch(works, urgency, why)
  const passes = passesFor(held, listings, touch)
  const workers = workersFor(held, passes.over)
  const tellUnplaced = unplacedTeller(held)
  const placed = (): void => {
    if (isLeading) void tellUnplaced()
  }
  // Also while whoever begins to lead waits for the first lists.
  const isOver = (): boolean => isStopping || !isLeading
  return {
    start: () => held.source.start(intake(held, listings, touch, placed)),
    lead: async (isLeader) => {
      if (isLeader === isLeading) return
      isLeading = isLeader
      held.tell({ tells: 'leading', isLeader })
      if (!isLeader) return workers.rest()
      passes.forget()
      await listings.targets()
      if (isOver()) return
      touch([sharedWork, networkWork], 'change', 'leadership began')
      workers.begin()
      await tellUnplaced()
    },
    stop: async () => {
      isStopping = true
      await workers.rest()
      await held.source.stop()
    },
    queue: workers.queue,
    cluster: () => held.objects.cluster
  }
}
