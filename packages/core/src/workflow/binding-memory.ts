import { type Fault, faultText } from '../facts/fault.js'
import type { FoundTarget } from '../facts/found-target.js'
import type { KubernetesWrite } from '../plan/write.js'
import type { Target } from '../resources/target-group.js'
import { targetKey } from '../targets/endpoint.js'
import { recorded } from '../targets/multi-cluster.js'
import type { BindingOutlook } from './binding-outlook.js'
import type { Report } from './carry-out.js'
import { type DeclinedTargets, newlyDeclined, stillDeclined } from './declined-targets.js'

/** What is remembered of one binding between looks. Times are milliseconds since 1970. */
export interface BindingMemory {
  /** Its targets, since AWS told them all at that time. */
  readonly targets?: { readonly at: number; readonly found: ReadonlyArray<FoundTarget> }
  /** Keys of what this cluster has put into a target group with targets of several clusters. */
  readonly record?: ReadonlySet<string>
  /** So long AWS is told the zone of each Pod outside of the VPC: it has refused `all`. */
  readonly zonesUntil?: number
  /** Targets that AWS has declined: others are registered without them. */
  readonly declined?: DeclinedTargets
  /** How often in a row Pods were missing that an EndpointSlice names. */
  readonly unseenTries?: number
}

export const nothingRemembered: BindingMemory = {}

/** What is known of a target group that was just made: nobody is registered in it. */
export const emptyTargetGroup = (now: number): BindingMemory => ({ targets: { at: now, found: [] } })

/** How long told targets are believed, counted from when AWS told all of them. */
const lifetime = 5 * 60_000

const zoneLifetime = 60 * 60_000

/** The targets that are remembered, unless that was too long ago. */
export const rememberedTargets = ({ targets }: BindingMemory, now: number): ReadonlyArray<FoundTarget> | undefined =>
  targets !== undefined && now < targets.at + lifetime ? targets.found : undefined

/** Those there, with these added as if AWS had shown them. Their health is what it is right after RegisterTargets. */
const withRegistered = (
  found: ReadonlyArray<FoundTarget>,
  targets: ReadonlyArray<Target>
): ReadonlyArray<FoundTarget> => {
  const keys = new Set(targets.map(targetKey))
  return [
    ...found.filter((target) => !keys.has(targetKey(target))),
    ...targets.map((target): FoundTarget => ({ ...target, state: 'initial', reason: 'Elb.RegistrationInProgress' }))
  ]
}

const withDeregistered = (
  found: ReadonlyArray<FoundTarget>,
  targets: ReadonlyArray<Target>
): ReadonlyArray<FoundTarget> => {
  const keys = new Set(targets.map(targetKey))
  return found.map((target): FoundTarget => (keys.has(targetKey(target)) ? { ...target, state: 'draining' } : target))
}

const wantsZones = ({ code, message, call }: Fault): boolean =>
  call === 'RegisterTargets' && code === 'ValidationError' && /must specify an Availability Zone/i.test(message)

/** What is to be remembered once a plan was carried out, and what is to be told of it. */
export interface AfterBinding {
  readonly memory: BindingMemory
  /** Look again after so many milliseconds, whatever the outlook said. */
  readonly again: number | undefined
  /** Writes that tell what went wrong. */
  readonly complaints: ReadonlyArray<KubernetesWrite>
}

const complaintsOf = ({ binding, leaving }: BindingOutlook, { failed }: Report): ReadonlyArray<KubernetesWrite> => {
  const [failure] = failed
  const { read, object } = binding
  if (failure === undefined || read === undefined) return []
  const reason = leaving ? 'FailedCleanup' : 'FailedReconcile'
  const message = faultText(failure.fault)
  const isSaid = read.conditions.some(
    (each) => each.type === 'Ready' && each.status === 'False' && each.reason === reason && each.message === message
  )
  if (isSaid) return []
  const { observedGeneration } = read
  return [{ write: 'bindingStatus', object, observedGeneration, ready: { status: 'False', reason, message } }]
}

/** Results outrank older reads: what was done is remembered as done, and after a failure AWS is asked anew. */
export const afterBinding = (outlook: BindingOutlook, report: Report): AfterBinding => {
  const { plan, memory, again, now } = outlook
  const done = new Set(report.done)
  let found = memory.targets?.found
  let record = memory.record
  for (const step of plan.steps) {
    if (!done.has(step.id)) continue
    if (step.on === 'kubernetes' && step.write.write === 'configMap') record = recorded(step.write.data)
    if (step.on !== 'aws' || found === undefined) continue
    if (step.call.do !== 'add' && step.call.do !== 'remove') continue
    // The steps of a binding have no other elements.
    const targets = step.call.elements as ReadonlyArray<Target>
    found = step.call.do === 'add' ? withRegistered(found, targets) : withDeregistered(found, targets)
  }
  const faults = report.failed.map(({ fault }) => fault)
  const zonesWanted = memory.zonesUntil === undefined && faults.some(wantsZones)
  const declined = newlyDeclined(report.failed, now)
  const allDeclined = new Map([...stillDeclined(memory.declined ?? new Map(), now), ...declined])
  const isOnceMore = zonesWanted || declined.size > 0
  const isKnown = found !== undefined && memory.targets !== undefined && faults.every(({ call }) => !isOfTargets(call))
  return {
    memory: {
      ...(isKnown && memory.targets !== undefined && found !== undefined
        ? { targets: { at: memory.targets.at, found } }
        : {}),
      ...(record === undefined ? {} : { record }),
      ...(memory.unseenTries === undefined ? {} : { unseenTries: memory.unseenTries }),
      ...(allDeclined.size === 0 ? {} : { declined: allDeclined }),
      ...(zonesWanted ? { zonesUntil: now + zoneLifetime } : zonesOf(memory, now))
    },
    again: isOnceMore ? 0 : again,
    complaints: isOnceMore ? [] : complaintsOf(outlook, report)
  }
}

const isOfTargets = (call: string): boolean => call === 'RegisterTargets' || call === 'DeregisterTargets'

const zonesOf = ({ zonesUntil }: BindingMemory, now: number): Pick<BindingMemory, 'zonesUntil'> =>
  zonesUntil === undefined || zonesUntil <= now ? {} : { zonesUntil }
