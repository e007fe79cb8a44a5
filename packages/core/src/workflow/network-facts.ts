import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import {
  type Answers,
  answerTo,
  distinctQuestions,
  type Facts,
  type FactsNeeded,
  noFacts,
  type Question,
  question,
  questionKey
} from '../facts/facts.js'
import { type Fault, faultText } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import type { Aws } from '../ports/aws.js'
import { E, O, pipe, TE } from '../prelude.js'
import { backendOf } from '../targets/backend.js'
import type { Binding } from '../targets/binding.js'
import type { GuardFacts } from '../targets/contribution.js'
import type { TargetEndpoint } from '../targets/endpoint.js'
import { furtherQuestions, guardedBy, interfaceQuestions } from '../targets/interfaces.js'
import type { TargetSettings } from '../targets/settings.js'

/** A binding that has something to say about rules on nodes and Pods, and whom it speaks for. */
export interface Party {
  readonly binding: Binding
  /** `undefined`: its Service cannot have such targets, so that what it has stays. */
  readonly endpoints: ReadonlyArray<TargetEndpoint> | undefined
  /** Whether there may be more of them, which the cluster has not shown yet. */
  readonly isPartial: boolean
}

/** The bindings that open something: those that may, and are not being deleted. */
export const partiesIn = (
  cluster: Cluster,
  bindings: Iterable<Binding>,
  { failOpen }: TargetSettings
): ReadonlyArray<Party> =>
  [...bindings].flatMap((binding): ReadonlyArray<Party> => {
    if (binding.spec.networking === undefined || binding.refusal !== undefined) return []
    if (binding.read?.deleting === true) return []
    const backend = backendOf(cluster, binding.object.namespace ?? '', binding.spec, failOpen)
    if (backend.is === 'unfit') return [{ binding, endpoints: undefined, isPartial: false }]
    const [endpoints, unseen] = backend.is === 'there' ? [backend.endpoints, backend.unseen] : [[], []]
    return [{ binding, endpoints, isPartial: unseen.length > 0 }]
  })

const endpointsIn = (parties: ReadonlyArray<Party>): ReadonlyArray<TargetEndpoint> =>
  parties.flatMap(({ endpoints }) => endpoints ?? [])

/** What was answered so far; a fault, and what is not there, are no answer. */
export const lookups = (facts: Facts): GuardFacts => {
  const find = <K extends keyof Answers>(asked: Question<K>): Answers[K] | undefined => {
    if (!facts.answers.has(questionKey(asked))) return undefined
    const answer = answerTo(facts, asked)
    return E.isRight(answer) && O.isSome(answer.right) ? answer.right.value : undefined
  }
  return {
    instance: (id) => find(question('instance', id)),
    networkInterface: (id) => find(question('networkInterface', id)),
    withAddress: (address) => find(question('networkInterfaceWithAddress', address)),
    securityGroup: (id) => find(question('securityGroup', id))
  }
}

/** Adds the answers to further questions to what is known. */
const asking =
  (aws: Aws, needed: (facts: Facts) => FactsNeeded) =>
  (facts: Facts): TE.TaskEither<Fault, Facts> => {
    const questions = distinctQuestions(needed(facts)).filter((each) => !facts.answers.has(questionKey(each)))
    return questions.length === 0
      ? TE.right(facts)
      : pipe(
          aws.answer(questions),
          TE.map(({ now, answers }) => ({ now, answers: new Map([...facts.answers, ...answers]) }))
        )
  }

const unresolved = (cluster: Cluster, parties: ReadonlyArray<Party>, facts: Facts): FactsNeeded =>
  endpointsIn(parties)
    .filter((endpoint) => guardedBy(cluster, endpoint, lookups(facts)) === undefined)
    .flatMap((endpoint) => furtherQuestions(cluster, endpoint))

const severalGroups = (cluster: Cluster, parties: ReadonlyArray<Party>, facts: Facts): FactsNeeded =>
  endpointsIn(parties).flatMap((endpoint) => {
    const found = guardedBy(cluster, endpoint, lookups(facts))
    if (found === undefined || found === 'outside' || found.groups.length < 2) return []
    return found.groups.map((id) => question('securityGroup', id))
  })

/** Faults of the questions about interfaces: whoever hears of a missing interface should hear why. */
export const faultsIn = (facts: Facts): ReadonlyArray<Diagnostic> =>
  [...facts.answers].flatMap(([asked, answer]) =>
    E.isLeft(answer)
      ? [
          diagnostic(
            'binding/fact-unavailable',
            { object: { kind: 'SecurityGroup', name: 'of nodes and Pods' }, path: [] },
            `The account could not say "${asked}": ${faultText(answer.left)}`,
            'It is asked again. If it goes on, see the rights of the role that this runs as.'
          )
        ]
      : []
  )

/**
 * Asks in as few rounds as there can be: the machines, and the interfaces of Pods that have their own; then the interfaces that are still missing; then
 * the marks on groups, where an interface has several.
 */
export const askForGuards = (
  aws: Aws,
  cluster: Cluster,
  parties: ReadonlyArray<Party>,
  also: FactsNeeded
): TE.TaskEither<Fault, Facts> =>
  pipe(
    TE.right<Fault, Facts>(noFacts),
    TE.chain(
      asking(aws, () => [...also, ...endpointsIn(parties).flatMap((each) => interfaceQuestions(cluster, each))])
    ),
    TE.chain(asking(aws, (facts) => unresolved(cluster, parties, facts))),
    TE.chain(asking(aws, (facts) => severalGroups(cluster, parties, facts)))
  )
