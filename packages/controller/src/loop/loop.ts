import { type GroupId, invalid, keyOfObject, type ObjectKey } from '@alb-ingress/core'
import type { Queue } from '../queue/queue.js'
import { groupWork, sharedWork, type Work } from '../queue/work.js'
import type { ObjectChange } from '../source.js'
import { groupUnknown } from './events.js'
import { eyesOn } from './eyes.js'
import { type GroupParts, groupPass } from './group-pass.js'
import { objectsOf } from './objects.js'
import { oneAtATime } from './one-at-a-time.js'
import type { Parts } from './parts.js'
import type { Passed } from './pass.js'
import { publisherFor } from './publish.js'
import { secretsOfMembers } from './secrets.js'
import { sharedPass } from './shared-pass.js'
import { workersFor } from './workers.js'

export interface Loop {
  /** Resolves when everything was listed. Until somebody leads, changes only gather. */
  readonly start: () => Promise<void>
  /** This process is the one that acts now, or is not any more. Nothing that was known of the account before counts then. */
  readonly lead: (isLeader: boolean) => Promise<void>
  /** Resolves when what runs has ended. Nothing new begins. */
  readonly stop: () => Promise<void>
  readonly queue: () => Queue
}

/** Watches the cluster, and brings the account to where its objects want it: for each group a pass when something about it changed. */
export const controllerLoop = (given: Parts): Loop => {
  let isLeading = false
  let isStopping = false
  let nextSweep = 0
  const parts: Parts = { ...given, mayAct: () => isLeading && !isStopping && given.mayAct() }
  const objects = objectsOf(parts.install)
  const publisher = publisherFor(parts)

  const membersOf = (group: GroupId): ReadonlyArray<ObjectKey> => [...(objects.cluster.byGroup.get(group) ?? [])].sort()
  const groupParts: GroupParts = {
    ...parts,
    publisher,
    membersOf,
    eyes: eyesOn(parts, () => ({ cluster: objects.cluster, noticed: objects.noticed() })),
    sharedWriter: oneAtATime()
  }

  const shared = async (): Promise<Passed> => {
    const { now } = parts.timers
    const isSweep = now() >= nextSweep
    const { passed, toDo } = await sharedPass(groupParts, isSweep)
    workers.touch(toDo.map(groupWork), 'sweep', isSweep ? 'the sweep' : 'what all share')
    if (passed.ending.end === 'failed') return passed
    if (isSweep) nextSweep = now() + parts.options.driftInterval
    return { ...passed, ending: { end: 'later', after: nextSweep - now() } }
  }
  const group = async (id: GroupId): Promise<Passed> => {
    const passed = await groupPass(groupParts, id)
    // Whoever leaves may have been the last to need what all share.
    if (passed.done > 0 && passed.state === 'leaving') workers.touch([sharedWork], 'sweep', `${id} has left`)
    return passed
  }
  const workers = workersFor(parts, (work: Work) => (work.kind === 'group' ? group(work.name) : shared()))

  const tellUnplaced = async (): Promise<void> => {
    for (const { object, problems } of invalid(objects.cluster)) {
      if (object.kind !== 'Ingress') continue
      const key = keyOfObject({ namespace: object.namespace ?? '', name: object.name })
      await publisher.publish(`object ${key}`, groupUnknown(object, problems))
    }
  }
  const changed = (change: ObjectChange): void => {
    const taken = objects.take(change)
    if (taken === undefined) return
    parts.source.watchSecrets(secretsOfMembers(objects.cluster))
    workers.touch([...taken.groups].map(groupWork), 'change', taken.name)
  }
  return {
    start: () => parts.source.start(changed),
    lead: async (isLeader) => {
      isLeading = isLeader
      parts.tell({ tells: 'leading', isLeader })
      if (!isLeader) return workers.rest()
      groupParts.eyes.forget()
      nextSweep = 0
      workers.touch([sharedWork], 'change', 'leadership began')
      workers.begin()
      await tellUnplaced()
    },
    stop: async () => {
      isStopping = true
      await workers.rest()
      await parts.source.stop()
    },
    queue: workers.queue
  }
}
