import { answerTo, type Facts, type Question, question } from '../facts/facts.js'
import { type Fault, fault } from '../facts/fault.js'
import type { FoundTarget } from '../facts/found-target.js'
import type { Vpc } from '../facts/network.js'
import type { Cluster } from '../groups/cluster.js'
import type { Installation } from '../install.js'
import type { Aws } from '../ports/aws.js'
import { E, O, pipe, TE } from '../prelude.js'
import { type Binding, roleOf } from '../targets/binding.js'
import { targetDifference } from '../targets/difference.js'
import { podsOf, type TargetEndpoint } from '../targets/endpoint.js'
import { isGated, isOpen } from '../targets/readiness.js'
import type { TargetSettings } from '../targets/settings.js'
import { type BindingMemory, rememberedTargets } from './binding-memory.js'
import type { Situation } from './binding-work.js'

/** What is to be found out of a binding, and with what. */
export interface Inquiry {
  readonly aws: Aws
  readonly install: Installation
  readonly settings: TargetSettings
  readonly cluster: Cluster
  readonly binding: Binding
  readonly memory: BindingMemory
  readonly thorough: boolean
}

/** The ARN of its target group, and what time it is. */
export const targetGroupOf = ({ aws, binding }: Inquiry): TE.TaskEither<Fault, readonly [O.Option<string>, Facts]> => {
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

/** Which questions are asked of AWS. */
export interface Asked {
  readonly targets: boolean
  readonly vpc: boolean
}

/** Which questions must be asked: none about targets that are remembered, unless a Pod waits for the health of one. */
export const askedFor = (
  { binding, thorough, memory }: Inquiry,
  endpoints: ReadonlyArray<TargetEndpoint>,
  now: number
): Asked => {
  const isIp = binding.spec.targetType === 'ip'
  const remembered = thorough ? undefined : rememberedTargets(memory, now)
  if (remembered === undefined) return { targets: true, vpc: isIp && endpoints.length > 0 }
  const { paired, register } = targetDifference(endpoints, remembered)
  // Another Pod at the address of one that was healthy is not healthy yet.
  const { name } = binding.object
  const waits = paired.some(({ endpoint, target }) =>
    podsOf([endpoint]).some((pod) => isGated(pod, name) && (target.state !== 'healthy' || !isOpen(pod, name)))
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
export type Answered = Pick<Situation, 'targets' | 'vpc' | 'memory' | 'now'> | undefined

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

/** Asks them, and keeps what was told of targets. */
export const askAws = (
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
