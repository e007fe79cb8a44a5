import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import { answerTo, type Facts, type Question, question } from '../facts/facts.js'
import { type Fault, fault } from '../facts/fault.js'
import type { FoundTarget } from '../facts/found-target.js'
import type { Vpc } from '../facts/network.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import { emptyPlan, type Plan } from '../plan/step.js'
import type { Aws } from '../ports/aws.js'
import { E, O, pipe, TE } from '../prelude.js'
import { type Backend, backendOf } from '../targets/backend.js'
import { type Binding, bindingFinalizer, roleOf } from '../targets/binding.js'
import { checkpointAnnotation, checkpointOf } from '../targets/checkpoint.js'
import { targetDifference } from '../targets/difference.js'
import { type FoundEndpoints, podsOf, type TargetEndpoint } from '../targets/endpoint.js'
import { isGated, isHeldBack } from '../targets/readiness.js'
import { type TargetSettings, usualTargetSettings } from '../targets/settings.js'
import { type BindingMemory, rememberedTargets } from './binding-memory.js'
import { planOfBinding } from './binding-plan.js'
import {
  type Decided,
  idleWork,
  type Situation,
  statusOf,
  workOfLeaving,
  workOfServing,
  workOfUnserved
} from './binding-work.js'

/** What was found of one binding, and what is to be done for it. */
export interface BindingOutlook {
  readonly binding: Binding
  /** It is being deleted. */
  readonly leaving: boolean
  readonly plan: Plan
  readonly findings: ReadonlyArray<Diagnostic>
  /** Who should receive traffic. */
  readonly endpoints: ReadonlyArray<TargetEndpoint>
  /** As of this look; `afterBinding` adds what the plan did. */
  readonly memory: BindingMemory
  /** Look again after so many milliseconds. */
  readonly again: number | undefined
  /** When AWS was asked, in milliseconds since 1970. */
  readonly now: number
}

export interface BindingSurveyOptions {
  /** Believe neither the checkpoint nor the memory: look for what somebody else has changed. */
  readonly thorough?: boolean
}

/** What is to be found out. */
interface Inquiry {
  readonly aws: Aws
  readonly install: Installation
  readonly settings: TargetSettings
  readonly cluster: Cluster
  readonly binding: Binding
  readonly memory: BindingMemory
  readonly thorough: boolean
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

const mostPatience = 60_000

// A Pod that an EndpointSlice names comes a moment later, or never.
const unseenAgain = (tries: number): number => Math.min(mostPatience, 1000 * 2 ** tries)

const withUnseen = (memory: BindingMemory, unseen: number): BindingMemory => {
  const { unseenTries = 0, ...others } = memory
  return unseen === 0 ? others : { ...others, unseenTries: unseenTries + 1 }
}

const findingsOfNodes = ({ binding: { object } }: Inquiry, { unfit }: FoundEndpoints): ReadonlyArray<Diagnostic> =>
  unfit.map(({ node, because }) =>
    diagnostic(
      'binding/node-unfit',
      { object, path: ['spec', 'targetType'] },
      `The node ${node} is left out: ${because}, which ends in no instance id.`,
      'See why the cloud provider has not named the machine, or give the node the label node.kubernetes.io/exclude-from-external-load-balancers.'
    )
  )

const sooner = (...times: ReadonlyArray<number | undefined>): number | undefined => {
  const known = times.filter((each) => each !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

interface Told {
  readonly found: FoundEndpoints | undefined
  readonly facts: Facts
  readonly decided: Decided | undefined
  readonly findings: ReadonlyArray<Diagnostic>
  readonly memory: BindingMemory
}

const outlookOf = (
  { binding, settings }: Inquiry,
  { found, facts, decided, findings, memory }: Told
): BindingOutlook => {
  const unseen = found?.unseen.length ?? 0
  return {
    binding,
    leaving: binding.read?.deleting === true,
    plan: decided === undefined ? emptyPlan : planOfBinding(decided.work),
    findings: [...findings, ...(decided?.findings ?? [])],
    endpoints: found?.endpoints ?? [],
    memory: withUnseen(memory, unseen),
    again: sooner(
      unseen > 0 ? unseenAgain(memory.unseenTries ?? 0) : undefined,
      decided?.waits === true ? settings.lookAgain : undefined
    ),
    now: facts.now
  }
}

/** Nothing is done to its target group. */
const resting = (
  inquiry: Inquiry,
  facts: Facts,
  findings: ReadonlyArray<Diagnostic>,
  found?: FoundEndpoints
): BindingOutlook => outlookOf(inquiry, { found, facts, decided: undefined, findings, memory: inquiry.memory })

/** The same, and its status says why. */
const declined = (inquiry: Inquiry, facts: Facts, reason: string, finding: Diagnostic): BindingOutlook => {
  const { binding, memory } = inquiry
  const closing = statusOf(binding, { status: 'False', reason, message: finding.message })
  const work = { ...idleWork(binding, ''), closing }
  return outlookOf(inquiry, {
    ...{ found: undefined, facts, memory },
    decided: { work, findings: [finding], waits: false },
    findings: []
  })
}

/** The ARN of its target group, and what time it is. */
const targetGroupOf = ({ aws, binding }: Inquiry): TE.TaskEither<Fault, readonly [O.Option<string>, Facts]> => {
  const { targetGroup, spec } = binding
  const byName = { ...question('targetGroupNamed', spec.targetGroupName ?? ''), ...asOf(binding) }
  return pipe(
    aws.answer(targetGroup === undefined ? [byName] : []),
    TE.chainEitherK((facts) =>
      targetGroup === undefined
        ? pipe(
            answerTo(facts, byName),
            E.map((arn) => [arn, facts] as const)
          )
        : E.right([O.some(targetGroup), facts] as const)
    )
  )
}

const asOf = ({ spec }: Binding): Pick<Question, 'as'> => {
  const role = roleOf(spec)
  return role === undefined ? {} : { as: role }
}

interface Asked {
  readonly targets: boolean
  readonly vpc: boolean
}

/** Which questions must be asked: none about targets that are remembered, unless a Pod waits for the health of one. */
const askedFor = (
  { binding, thorough, memory }: Inquiry,
  endpoints: ReadonlyArray<TargetEndpoint>,
  now: number
): Asked => {
  const isIp = binding.spec.targetType === 'ip'
  const remembered = thorough ? undefined : rememberedTargets(memory, now)
  if (remembered === undefined) return { targets: true, vpc: isIp && endpoints.length > 0 }
  const { paired, register } = targetDifference(endpoints, remembered)
  const waits = paired.some(
    ({ endpoint, target }) =>
      target.state !== 'healthy' && podsOf([endpoint]).some((pod) => isGated(pod, binding.object.name))
  )
  return { targets: waits, vpc: isIp && register.length > 0 }
}

/** A VPC that cannot be seen is that of another account, where a role is assumed; otherwise it is a fault. */
const vpcIn = (facts: Facts, asked: Question<'vpc'>, { spec }: Binding): E.Either<Fault, Vpc | undefined> => {
  const answer = answerTo(facts, asked)
  const isOfOthers = spec.iamRoleArnToAssume !== undefined
  if (E.isLeft(answer)) return isOfOthers && answer.left.kind === 'missing' ? E.right(undefined) : answer
  if (O.isSome(answer.right)) return E.right(answer.right.value)
  const message = `the VPC ${asked.about} does not exist`
  return isOfOthers ? E.right(undefined) : E.left(fault('missing', 'InvalidVpcID.NotFound', 'DescribeVpcs', message))
}

/** What AWS says; `undefined`: there is no such target group. */
type Answered = Pick<Situation, 'targets' | 'vpc' | 'memory' | 'now'> | undefined

interface Questions {
  readonly targets: Question<'targets'>
  readonly vpc: Question<'vpc'>
}

const answered = (
  { binding, memory }: Inquiry,
  facts: Facts,
  asked: Asked,
  questions: Questions
): E.Either<Fault, Answered> => {
  const vpc = asked.vpc ? vpcIn(facts, questions.vpc, binding) : E.right(undefined)
  const targets: E.Either<Fault, O.Option<ReadonlyArray<FoundTarget>>> = asked.targets
    ? answerTo(facts, questions.targets)
    : E.right(O.some(memory.targets?.found ?? []))
  if (E.isLeft(targets)) return targets.left.kind === 'missing' ? E.right(undefined) : targets
  if (E.isLeft(vpc)) return vpc
  if (O.isNone(targets.right)) return E.right(undefined)
  const found = targets.right.value
  const { now } = facts
  return E.right({
    ...{ targets: found, vpc: vpc.right, now },
    memory: asked.targets ? { ...memory, targets: { at: now, found } } : memory
  })
}

const askAws = (
  inquiry: Inquiry,
  targetGroup: string,
  asked: Asked
): TE.TaskEither<Fault, readonly [Answered, Facts]> => {
  const { aws, binding, install } = inquiry
  const questions = {
    targets: { ...question('targets', targetGroup), ...asOf(binding) },
    vpc: question('vpc', binding.spec.vpcID ?? install.vpcId)
  }
  return pipe(
    aws.answer([...(asked.targets ? [questions.targets] : []), ...(asked.vpc ? [questions.vpc] : [])]),
    TE.chainEitherK((facts) =>
      pipe(
        answered(inquiry, facts, asked, questions),
        E.map((situation) => [situation, facts] as const)
      )
    )
  )
}

const noTargetGroup = ({ object, spec, targetGroup }: Binding): Diagnostic =>
  diagnostic(
    'binding/target-group-missing',
    { object, path: ['spec', targetGroup === undefined ? 'targetGroupName' : 'targetGroupARN'] },
    `There is no target group ${targetGroup ?? spec.targetGroupName ?? 'that it names'}.`,
    'Create the target group, or name one that is there.'
  )

const noBackend = (binding: Binding, backend: Exclude<Backend, { is: 'there' }>): Diagnostic =>
  diagnostic(
    backend.is === 'gone' ? 'binding/backend-not-found' : 'binding/backend-unfit',
    { object: binding.object, path: ['spec', 'serviceRef'] },
    `Nobody receives the traffic of the target group: ${backend.because}.`,
    backend.hint
  )

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
  const findings = found === undefined ? [] : findingsOfNodes(inquiry, found)
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
    if (backend.is === 'there' && isSettled(inquiry, backend.endpoints))
      return rest((facts) => resting(inquiry, facts, findingsOfNodes(inquiry, backend), backend))
    return work(inquiry, backend)
  }
