import type { Facts } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import type { Aws } from '../ports/aws.js'
import { O, pipe, TE } from '../prelude.js'
import { type Backend, backendOf } from '../targets/backend.js'
import { type Binding, bindingFinalizer } from '../targets/binding.js'
import { checkpointAnnotation, checkpointOf } from '../targets/checkpoint.js'
import { type FoundEndpoints, podsOf, type TargetEndpoint } from '../targets/endpoint.js'
import { noBackend, noTargetGroup, unfitNodes } from '../targets/findings.js'
import { isHeldBack } from '../targets/readiness.js'
import { type TargetSettings, usualTargetSettings } from '../targets/settings.js'
import { type Answered, askAws, askedFor, type Inquiry, targetGroupOf } from './binding-inquiry.js'
import type { BindingMemory } from './binding-memory.js'
import { type BindingOutlook, declined, outlookOf, resting } from './binding-outlook.js'
import { type Decided, type Situation, workOfLeaving, workOfServing, workOfUnserved } from './binding-work.js'

export interface BindingSurveyOptions {
  /** Believe neither the checkpoint nor the memory: look for what somebody else has changed. */
  readonly thorough?: boolean
}

const endpointsIn = (backend: Backend): ReadonlyArray<TargetEndpoint> =>
  backend.is === 'there' ? backend.endpoints : []

const isReadyFalse = ({ read }: Binding): boolean =>
  read?.conditions.some(({ type, status }) => type === 'Ready' && status === 'False') === true

/** All was done for exactly this, and no Pod waits: AWS need not be asked. */
const isSettled = ({ binding, thorough }: Inquiry, endpoints: ReadonlyArray<TargetEndpoint>): boolean => {
  const { read, spec, object } = binding
  if (thorough || read === undefined || isReadyFalse(binding)) return false
  if (!read.finalizers.includes(bindingFinalizer)) return false
  if (podsOf(endpoints).some((pod) => isHeldBack(pod, object.name))) return false
  return read.annotations[checkpointAnnotation] === checkpointOf(spec, endpoints)
}

/** How often somebody looks whether Pods have come before AWS is asked without them. */
const patience = 3

// Just after a start the cluster shows EndpointSlices before Pods.
const waitsForPods = ({ memory }: Inquiry, { endpoints, unseen }: FoundEndpoints): boolean =>
  endpoints.length === 0 && unseen.length > 0 && (memory.unseenTries ?? 0) < patience

/** What to do once AWS has said what there is. */
const decide = (situation: Situation, inquiry: Inquiry, backend: Backend): Decided => {
  if (inquiry.binding.read?.deleting === true) return workOfLeaving(situation)
  if (backend.is !== 'there') return workOfUnserved(situation, noBackend(inquiry.binding, backend))
  return workOfServing(situation, backend, checkpointOf(inquiry.binding.spec, backend.endpoints))
}

const work = (inquiry: Inquiry, backend: Backend): TE.TaskEither<Fault, BindingOutlook> => {
  const { binding, cluster, settings } = inquiry
  const isLeaving = binding.read?.deleting === true
  const found = backend.is === 'there' && !isLeaving ? backend : undefined
  const findings = found === undefined ? [] : unfitNodes(binding, found)
  const conclude = (targetGroup: string, answers: NonNullable<Answered>, facts: Facts): BindingOutlook => {
    const situation: Situation = { cluster, binding, targetGroup, settings, ...answers }
    const decided = decide(situation, inquiry, backend)
    return outlookOf(inquiry, { found, facts, decided, findings, memory: answers.memory })
  }
  const missing = (facts: Facts): BindingOutlook =>
    isLeaving
      ? conclude('', { targets: [], vpc: undefined, memory: inquiry.memory, now: facts.now }, facts)
      : declined(inquiry, facts, 'TargetGroupNotFound', noTargetGroup(binding))
  return pipe(
    targetGroupOf(inquiry),
    TE.chain(([arn, facts]) => {
      // Whoever may not fill a target group takes nothing out of it either.
      if (O.isNone(arn) || binding.refusal !== undefined) return TE.right(missing(facts))
      return pipe(
        askAws(inquiry, arn.value, askedFor(inquiry, endpointsIn(backend), facts.now)),
        TE.map(([answers, told]) => (answers === undefined ? missing(told) : conclude(arn.value, answers, told)))
      )
    })
  )
}

/**
 * Looks at one binding, and plans what its targets need. Where its checkpoint says that all was done, AWS is not asked; nor is it asked for
 * targets that are remembered, or for the health of targets for which nobody waits. A fault means that AWS could not say what the plan needs.
 */
export const surveyBinding =
  (aws: Aws, install: Installation, settings: TargetSettings = usualTargetSettings) =>
  (
    cluster: Cluster,
    binding: Binding,
    memory: BindingMemory,
    { thorough = false }: BindingSurveyOptions = {}
  ): TE.TaskEither<Fault, BindingOutlook> => {
    const inquiry: Inquiry = { aws, install, settings, cluster, binding, memory, thorough }
    const backend = backendOf(cluster, binding.object.namespace ?? '', binding.spec, settings.failOpen)
    const { read, refusal } = binding
    const rest = (how: (facts: Facts) => BindingOutlook) => pipe(aws.answer([]), TE.map(how))
    if (read?.deleting === true) {
      const isHeld = read.finalizers.includes(bindingFinalizer)
      return isHeld ? work(inquiry, backend) : rest((facts) => resting(inquiry, facts, []))
    }
    if (refusal !== undefined) return rest((facts) => declined(inquiry, facts, 'Refused', refusal))
    if (backend.is === 'unfit')
      return rest((facts) => declined(inquiry, facts, 'BackendUnfit', noBackend(binding, backend)))
    if (backend.is === 'there' && (waitsForPods(inquiry, backend) || isSettled(inquiry, backend.endpoints)))
      return rest((facts) => resting(inquiry, facts, unfitNodes(binding, backend), backend))
    return work(inquiry, backend)
  }
