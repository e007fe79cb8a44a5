import {
  type Aws,
  assumeAnswers,
  assumedAccount,
  assumeObjects,
  clusterFrom,
  type Diagnostic,
  type Fault,
  faultText,
  type Installation,
  nothingKnown,
  pipe,
  prospects,
  questionsOf,
  TE,
  type Written,
  writtenOf
} from '@alb-ingress/core'
import type { Account } from './account.js'
import { oneLine, type Trouble } from './exit.js'
import type { Session } from './session.js'

/** What stands for an account that nobody gives. */
export const noAccount: Account = { path: 'no account', text: '', file: {}, noticed: [] }

/** A world in which nothing is missing. */
export interface Completed {
  readonly objects: ReadonlyArray<Written>
  readonly aws: Aws
  /** A hint for each thing that was assumed. */
  readonly assumed: ReadonlyArray<Diagnostic>
}

/** An account of which nothing is known. */
export const unknownAws = (aws: Aws, now: () => number): Aws => ({
  ...aws,
  answer: (needed) => TE.fromIO(() => nothingKnown(now(), needed))
})

/** Completes what is written and what an account has by what is asked for; what is there is believed. */
export const completed = (
  install: Installation,
  aws: Aws,
  written: ReadonlyArray<Written>
): TE.TaskEither<Fault, Completed> => {
  const { objects, assumed } = assumeObjects(install, written)
  const cluster = clusterFrom(
    install,
    objects.map(({ decoded }) => decoded)
  )
  const groups = prospects(cluster, install)
  const configured = groups.flatMap((group) => group.configured ?? [])
  const answer: Aws['answer'] = (needed) =>
    pipe(
      aws.answer(needed),
      TE.map((facts) => assumeAnswers(install, configured, facts).facts)
    )
  return pipe(
    aws.answer(questionsOf(groups)),
    TE.map((facts) => ({
      objects,
      aws: { ...aws, answer },
      assumed: [...assumed, ...assumeAnswers(install, configured, facts).assumed]
    }))
  )
}

/** The same session over a world in which nothing is missing; each thing that was assumed is among what was noticed. */
export const withAssumed = (session: Session, isAccountKnown: boolean): TE.TaskEither<Trouble, Session> => {
  const { install, ports, noticed } = session
  const aws = isAccountKnown ? ports.aws : unknownAws(ports.aws, ports.clock.now)
  const ofAccount = isAccountKnown ? [] : [assumedAccount(install)]
  const read = pipe(
    ports.kubernetes.read,
    TE.map((objects) => assumeObjects(install, objects.map(writtenOf)).objects.map(({ json }) => json))
  )
  return pipe(
    ports.kubernetes.read,
    TE.chain((objects) => completed(install, aws, objects.map(writtenOf))),
    TE.bimap(
      (fault): Trouble => [oneLine(faultText(fault))],
      (world): Session => ({
        ...session,
        ports: { ...ports, aws: world.aws, kubernetes: { ...ports.kubernetes, read } },
        noticed: [...noticed, ...ofAccount, ...world.assumed]
      })
    )
  )
}
