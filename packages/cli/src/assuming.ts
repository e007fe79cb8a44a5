import {
  assumeAnswers,
  assumedAccount,
  assumeObjects,
  clusterFrom,
  type Facts,
  type FactsNeeded,
  type Fault,
  faultText,
  nothingKnown,
  type Ports,
  pipe,
  prospects,
  questionsOf,
  TE,
  writtenOf
} from '@alb-ingress/core'
import type { Account } from './account.js'
import { oneLine, type Trouble } from './exit.js'
import type { Session } from './session.js'

/** What stands for an account that nobody gives. */
export const noAccount: Account = { path: 'no account', text: '', file: {}, noticed: [] }

type Answering = Ports['aws']['answer']

// Answers that were filled in stand before those of the account, for as long as the session lasts.
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

const assumed = (session: Session, isAccountKnown: boolean): TE.TaskEither<Fault, Session> => {
  const { install, ports, noticed } = session
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
    TE.map(({ cluster, account }): Session => {
      const read = pipe(
        complete,
        TE.map(({ objects }) => objects.map(({ json }) => json))
      )
      const aws = { ...ports.aws, answer: filledFirst(account.facts, known) }
      const ofAccount = isAccountKnown ? [] : [assumedAccount(install)]
      return {
        ...session,
        ports: { ...ports, aws, kubernetes: { ...ports.kubernetes, read } },
        noticed: [...noticed, ...ofAccount, ...cluster.assumed, ...account.assumed]
      }
    })
  )
}

/** The same session over a world in which nothing is missing; each thing that was assumed is among what was noticed. */
export const withAssumed = (session: Session, isAccountKnown: boolean): TE.TaskEither<Trouble, Session> =>
  pipe(
    assumed(session, isAccountKnown),
    TE.mapLeft((fault): Trouble => [oneLine(faultText(fault))])
  )
