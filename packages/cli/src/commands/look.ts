import {
  faultText,
  type GroupId,
  type Outlook,
  type Policy,
  pipe,
  planOf,
  survey,
  TE,
  withoutWrites
} from '@alb-ingress/core'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import type { Choice } from '../options/choice.js'
import { openSession, type Session } from '../session.js'

/** A session, and what its groups should be. */
export interface Looked {
  readonly session: Session
  readonly outlook: Outlook
}

export interface LookOptions {
  readonly only?: GroupId | ReadonlySet<GroupId>
  readonly prune?: boolean
}

/** Surveys anew: after steps were carried out the world is another. */
export const lookAgain = (session: Session, options: LookOptions = {}): TE.TaskEither<Trouble, Looked> =>
  pipe(
    survey(session.ports, session.install)({ ...options, bindingsPublished: session.bindingsPublished }),
    TE.bimap(
      (fault): Trouble => [`The account could not be read: ${oneLine(faultText(fault))}`],
      (outlook) => ({ session, outlook: session.keepsWrites ? outlook : withoutWrites(outlook) })
    )
  )

/**
 * How far a plan may go. While a document cannot be read nothing is taken away: what that document asks for would look like something that
 * nobody wants any more.
 */
const farthest = ({ isIncomplete }: Session, asked: Policy): Policy =>
  isIncomplete && asked === 'sync' ? 'upsert-only' : asked

/** The plan of an outlook, as far as both the policy that is asked for and the manifests allow. */
export const planFor = ({ session, outlook }: Looked, policy: Policy): ReturnType<typeof planOf> =>
  planOf(outlook, farthest(session, policy))

/** How every command begins: read what the options name, and see what should be. */
export const look = (io: Io, choice: Choice, options: LookOptions = {}): TE.TaskEither<Trouble, Looked> =>
  pipe(
    openSession(io, choice),
    TE.chain((session) => lookAgain(session, options))
  )
