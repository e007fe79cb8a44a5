import {
  type Binding,
  type Cluster,
  equal,
  type GroupId,
  invalid,
  keepingAnswers,
  keyOfObject,
  secretsOfMembers
} from '@alb-ingress/core'
import type { Queue } from '../queue/queue.js'
import { bindingWork, groupWork, networkWork, sharedWork, type Work } from '../queue/work.js'
import type { ObjectChange } from '../source.js'
import { type BindingParts, bindingPass } from './binding-pass.js'
import { bindingsIn } from './bindings.js'
import { groupUnknown } from './events.js'
import { eyesOn } from './eyes.js'
import { type GroupParts, groupPass } from './group-pass.js'
import { networkFor } from './network-pass.js'
import { objectsOf } from './objects.js'
import { oneAtATime } from './one-at-a-time.js'
import type { Parts } from './parts.js'
import type { Passed } from './pass.js'
import { publisherFor } from './publish.js'
import { secretDigestsIn } from './secret-digests.js'
import { sharedPass } from './shared-pass.js'
import { tellingOfTargetGroups } from './watched-aws.js'
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

/** Watches the cluster, and brings the account to where its objects want it: for each group a pass when something about it changed. */
export const controllerLoop = (given: Parts): Loop => {
  let isLeading = false
  let isStopping = false
  let nextSweep = 0
  // A Secret that was not listed yet looks like one that is not there.
  let secretsListed: Promise<void> = Promise.resolve()
  const aws = tellingOfTargetGroups(given.ports.aws, (arn) => bindings.noteEmpty(arn))
  const parts: Parts = {
    ...given,
    ports: { ...given.ports, aws },
    mayAct: () => isLeading && !isStopping && given.mayAct()
  }
  const { source, timers, options, tell } = parts
  const objects = objectsOf(parts.install)
  const publisher = publisherFor(parts)
  const eyes = eyesOn(parts, () => ({ cluster: objects.cluster, noticed: objects.noticed() }))
  const bindings = bindingsIn(() => objects.cluster, eyes.observed, source.hasBindings, timers.now)
  const secrets = secretDigestsIn(parts)
  const thorough = new Set<string>()

  const groupParts: GroupParts = {
    ...{ ...parts, publisher, eyes, secrets, wanted: bindings, sharedWriter: oneAtATime() },
    membersOf: (group) => [...(objects.cluster.byGroup.get(group) ?? [])].sort()
  }
  const bindingParts: BindingParts = {
    ...{ ...parts, publisher, bindings, cluster: () => objects.cluster },
    keptAws: keepingAnswers(parts.ports.aws, timers),
    networkTouched: (why) => workers.touch([networkWork], 'change', why)
  }
  const network = networkFor(bindingParts)

  /** ConfigMaps that nobody but us writes. */
  const readRecords = (): Promise<void> => {
    const { namespace, name } = parts.digests.object
    return source.readConfigMaps(new Set([`${namespace}/${name}`, ...bindings.records()]))
  }
  /** Bindings follow from what AWS has: those that are new are worked on. */
  const renewBindings = async (): Promise<void> => {
    const before = bindings.all()
    bindings.renew()
    const after = bindings.all()
    const isOther = ({ key, targetGroup, refusal }: Binding): boolean => {
      const known = before.get(key)
      return (
        known === undefined ||
        known.targetGroup !== targetGroup ||
        (known.refusal === undefined) !== (refusal === undefined)
      )
    }
    const found = [...after.values()].filter(isOther)
    workers.touch(
      found.map(({ key }) => bindingWork(key)),
      'change',
      'its target group'
    )
    await readRecords()
  }
  const sweepBindings = (): void => {
    const keys = [...bindings.all().keys()]
    for (const key of keys) thorough.add(key)
    workers.touch([networkWork, ...keys.map(bindingWork)], 'sweep', 'the sweep')
  }
  const shared = async (): Promise<Passed> => {
    const isDue = timers.now() >= nextSweep
    const how = nextSweep === 0 ? 'first' : isDue ? 'sweep' : 'look'
    const { passed, toDo } = await sharedPass(groupParts, how)
    workers.touch(toDo.map(groupWork), 'sweep', how === 'look' ? 'what all share' : 'the sweep')
    await renewBindings()
    if (passed.ending.end === 'failed') return passed
    // At the first look bindings say by themselves whether all was done for them.
    if (how === 'sweep') sweepBindings()
    if (isDue) nextSweep = timers.now() + options.driftInterval
    return { ...passed, ending: { end: 'later', after: nextSweep - timers.now() } }
  }
  const group = async (id: GroupId): Promise<Passed> => {
    await secretsListed
    const passed = await groupPass(groupParts, id)
    if (passed.done > 0) await renewBindings()
    // Whoever leaves may have been the last to need what all share.
    if (passed.done > 0 && passed.state === 'leaving') workers.touch([sharedWork], 'sweep', `${id} has left`)
    return passed
  }
  const binding = async (key: string): Promise<Passed> => {
    // While Pods are not listed they look like Pods that are gone, whose targets would be taken out.
    await Promise.all([source.watchPods(bindings.needPods()), readRecords()])
    const isThorough = thorough.delete(key)
    return bindingPass(bindingParts, key, isThorough)
  }
  const rules = async (): Promise<Passed> => {
    await source.watchPods(bindings.needPods())
    return network.pass()
  }
  const pass = ({ kind, name }: Work): Promise<Passed> => {
    if (kind === 'group') return group(name)
    if (kind === 'binding') return binding(name)
    return name === networkWork.name ? rules() : shared()
  }
  const workers = workersFor(parts, pass)

  const tellUnplaced = async (): Promise<void> => {
    for (const { object, problems } of invalid(objects.cluster)) {
      if (object.kind !== 'Ingress') continue
      const key = keyOfObject({ namespace: object.namespace ?? '', name: object.name })
      await publisher.publish(`object ${key}`, groupUnknown(object, problems))
    }
  }
  let named: ReadonlySet<string> = new Set()
  const watchSecrets = (): void => {
    const now = secretsOfMembers(objects.cluster)
    if (equal([...now].sort(), [...named].sort())) return
    named = now
    secretsListed = source.watchSecrets(now)
  }
  const changed = (change: ObjectChange): void => {
    if (secrets.take(change)) return
    const taken = objects.take(change, bindings.touchedBy)
    if (taken === undefined) return
    watchSecrets()
    workers.touch([...taken.groups].map(groupWork), 'change', taken.name)
    workers.touch([...taken.bindings].map(bindingWork), 'change', taken.name)
    if (taken.bindings.size > 0) workers.touch([networkWork], 'change', taken.name)
  }
  return {
    start: () => source.start(changed),
    lead: async (isLeader) => {
      isLeading = isLeader
      tell({ tells: 'leading', isLeader })
      if (!isLeader) return workers.rest()
      eyes.forget()
      bindings.forget()
      network.forget()
      nextSweep = 0
      await readRecords()
      workers.touch([sharedWork, networkWork], 'change', 'leadership began')
      workers.begin()
      await tellUnplaced()
    },
    stop: async () => {
      isStopping = true
      await workers.rest()
      await source.stop()
    },
    queue: workers.queue,
    cluster: () => objects.cluster
  }
}
