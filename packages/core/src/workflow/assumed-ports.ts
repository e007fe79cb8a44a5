import { assumeAnswers, nothingKnown } from '../assume/answers.js'
import { assumedAccount } from '../assume/assumptions.js'
import { assumeObjects } from '../assume/objects.js'
import type { Diagnostic } from '../checked/diagnostic.js'
import type { Facts, FactsNeeded } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import { clusterFrom } from '../groups/apply-change.js'
import type { Installation } from '../install.js'
import { writtenOf } from '../kubernetes/written.js'
import type { Ports } from '../ports/ports.js'
import { pipe, TE } from '../prelude.js'
import { prospects, questionsOf } from './outlook.js'

/** A world in which nothing is missing. */
export interface AssumedPorts {
  readonly ports: Ports
  /** A hint for each thing that was taken to be there. */
  readonly assumed: ReadonlyArray<Diagnostic>
}

type Answering = Ports['aws']['answer']

// Answers that were filled in stand before those of the account, for as long as these ports last.
const filledFirst =
  (filled: Facts, answer: Answering): Answering =>
  (needed) =>
    pipe(
      answer(needed),
      TE.map((facts) => ({
        ...facts,
        answers: new Map([...facts.answers].map(([key, said]) => [key, filled.answers.get(key) ?? said]))
      }))
    )

/**
 * Ports over the same world, with all that its Ingresses need and that neither cluster nor account have. Without an account that is known,
 * none is asked: everything that would be asked of it is assumed.
 */
export const assumedPorts = (
  ports: Ports,
  install: Installation,
  isAccountKnown: boolean
): TE.TaskEither<Fault, AssumedPorts> => {
  const known: Answering = (needed: FactsNeeded) =>
    isAccountKnown ? ports.aws.answer(needed) : TE.of(nothingKnown(ports.clock.now(), needed))
  const complete = pipe(
    ports.kubernetes.read,
    TE.map((objects) => assumeObjects(install, objects.map(writtenOf)))
  )
  return pipe(
    complete,
    TE.bindTo('cluster'),
    TE.bind('account', ({ cluster }) => {
      const decoded = cluster.objects.map((each) => each.decoded)
      const groups = prospects(clusterFrom(install, decoded), install)
      const configured = groups.flatMap((group) => group.configured ?? [])
      return pipe(
        known(questionsOf(groups)),
        TE.map((facts) => assumeAnswers(install, configured, facts))
      )
    }),
    TE.map(({ cluster, account }) => {
      const read = pipe(
        complete,
        TE.map(({ objects }) => objects.map(({ json }) => json))
      )
      const aws = { ...ports.aws, answer: filledFirst(account.facts, known) }
      const ofAccount = isAccountKnown ? [] : [assumedAccount(install)]
      return {
        ports: { ...ports, aws, kubernetes: { ...ports.kubernetes, read } },
        assumed: [...ofAccount, ...cluster.assumed, ...account.assumed]
      }
    })
  )
}
