import {
  type Binding,
  type BindingPass,
  type Cluster,
  carryOutBinding,
  E,
  fault,
  keyOfObject,
  type ObjectRef,
  slicesOfService,
  surveyBinding
} from '@alb-ingress/core'
import { bindingWork } from '../queue/work.js'
import { carryingOut, permitted } from './carry.js'
import { bindingEvents, unseenBinding } from './events.js'
import type { Held } from './held.js'
import { couldNotLook, nothingDone, type Passed } from './pass.js'

const topicOf = (key: string): string => `binding ${key}`

const statesOf = ({ memory }: Pick<BindingPass, 'memory'>): Readonly<Record<string, number>> => {
  const states: Record<string, number> = {}
  for (const { state } of memory.targets?.found ?? []) states[state] = (states[state] ?? 0) + 1
  return states
}

const vanished = ({ bindings, publisher, tell }: Held, key: string): Passed => {
  bindings.remember(key, undefined)
  publisher.forget(topicOf(key))
  tell({ tells: 'gone', work: bindingWork(key) })
  return nothingDone
}

const podsUnseen = fault(
  'unavailable',
  'PodsUnseen',
  'list Pods',
  'EndpointSlices name Pods, and none is known: give the controller the right to list and watch Pods'
)

/** Whether nobody would be seen of those who receive traffic, so that all of them would be taken out. */
const isBlind = (cluster: Cluster, { object, spec }: Binding): boolean => {
  if (spec.targetType !== 'ip' || cluster.objects.Pod.size > 0) return false
  const service = keyOfObject({ namespace: object.namespace ?? '', name: spec.serviceRef.name })
  return slicesOfService(cluster, service).some(({ endpoints }) => endpoints.some(({ pod }) => pod !== undefined))
}

const objectOf = ({ object, read }: Binding): ObjectRef | undefined => (read === undefined ? undefined : object)

/** One pass over one binding: who should receive its traffic is registered, and who should not any more goes. */
export const bindingPass = async (
  parts: Held,
  key: string,
  thorough: boolean,
  networkTouched: (why: string) => void
): Promise<Passed> => {
  const { bindings, ports, install, options, tell, timers, publisher } = parts
  const binding = bindings.all().get(key)
  if (binding === undefined) {
    networkTouched(`binding ${key} is gone`)
    return vanished(parts, key)
  }
  const work = bindingWork(key)
  const begun = timers.now()
  if (isBlind(parts.objects.cluster, binding)) {
    await publisher.publish(topicOf(key), unseenBinding(objectOf(binding), podsUnseen))
    return couldNotLook(podsUnseen)
  }
  const look = surveyBinding(parts.keptAws, install, options.targets)
  const seen = await look(parts.objects.cluster, binding, bindings.memoryOf(key), { thorough })()
  if (E.isLeft(seen)) {
    await publisher.publish(topicOf(key), unseenBinding(objectOf(binding), seen.left))
    return couldNotLook(seen.left)
  }
  const outlook = { ...seen.right, plan: permitted(parts, seen.right.plan) }
  tell({ tells: 'noticed', work, findings: outlook.findings })
  if (outlook.plan.steps.length > 0)
    tell({ tells: 'planned', work, plan: outlook.plan, withheld: [], milliseconds: timers.now() - begun })
  if (options.isDryRun) return nothingDone
  const pass = await carryOutBinding(ports, carryingOut(parts, work))(outlook)()
  bindings.remember(key, pass.memory)
  tell({ tells: 'targets', binding, states: statesOf(pass) })
  const { report, again } = pass
  if (report.done.length > 0) networkTouched(`targets of ${key}`)
  await publisher.publish(topicOf(key), bindingEvents(objectOf(binding), outlook.findings, report))
  const after = again ?? report.later
  return {
    ending:
      report.failed.length > 0 && again === undefined
        ? { end: 'failed' }
        : after === undefined
          ? { end: 'done' }
          : { end: 'later', after },
    done: report.done.length,
    failed: report.failed.map(({ fault }) => fault),
    left: report.skipped.length
  }
}
