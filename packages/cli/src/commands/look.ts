import {
  E,
  faultText,
  type GroupId,
  type Outlook,
  type Policy,
  pipe,
  plainJson,
  planOf,
  recordingJson,
  survey,
  TE,
  withoutWrites
} from '@alb-ingress/core'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen } from '../options/choice.js'
import { account, manifests, only, prune } from '../options/declared.js'
import { context, inCluster, kubeconfig, record, replay } from '../options/world.js'
import { findingsIn } from '../output/findings.js'
import { openSession, type Session } from '../session.js'
import { type Recorder, recorderOf } from '../world/recorder.js'
import { openRecording } from '../world/replayed.js'

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

const noneNamed = ({ groups, observed }: Outlook, named: ReadonlySet<GroupId>): Trouble => {
  const known = new Set([...groups.map(({ id }) => id), ...observed.stacks.keys()])
  return [...named]
    .filter((id) => !known.has(id))
    .map((id) => `No group is called ${JSON.stringify(id)}. alb-ingress model lists them.`)
}

/** What --only and --prune say together. */
const lookOptionsOf = (choice: Choice): E.Either<Trouble, LookOptions> => {
  const named = chosen(choice, only)
  const isPruning = chosen(choice, prune) ?? false
  if (named === undefined) return E.right({ prune: isPruning })
  if (!isPruning) return E.right({ only: new Set(named) })
  return E.left(['--prune looks at all groups, and --only at some. To delete what one group has, use destroy GROUP.'])
}

/** Looks at the groups that the options name; one that nobody knows is told. */
export const lookAsAsked = (io: Io, choice: Choice): TE.TaskEither<Trouble, Looked> =>
  pipe(
    TE.fromEither(lookOptionsOf(choice)),
    TE.chain((options) => look(io, choice, options)),
    TE.filterOrElse(
      ({ outlook }) => noneNamed(outlook, new Set(chosen(choice, only))).length === 0,
      ({ outlook }) => noneNamed(outlook, new Set(chosen(choice, only)))
    )
  )

const recorded = (
  io: Io,
  file: string,
  recorder: Recorder,
  { session, outlook }: Looked
): TE.TaskEither<Trouble, void> => {
  const { install, isIncomplete, bindingsPublished, keepsWrites } = session
  const recording = { ...recorder.seen(), install, isIncomplete, bindingsPublished, keepsWrites }
  return pipe(
    io.texts.keep(file, plainJson(recordingJson(recording, findingsIn(session, outlook)))),
    TE.mapLeft(({ message }): Trouble => [`--record: ${oneLine(message)}`])
  )
}

// What is recorded stands for all of them.
const worlds = [manifests, account, kubeconfig, context, inCluster]

const opened = (io: Io, choice: Choice): TE.TaskEither<Trouble, Session> => {
  const file = chosen(choice, replay)
  if (file === undefined) return openSession(io, choice)
  const others = worlds.filter(({ name }) => choice.flags.has(name)).map(({ name }) => `--${name}`)
  return others.length === 0
    ? openRecording(io, file)
    : TE.left([`--replay brings objects and account along: leave out ${others.join(' and ')}.`])
}

/** How every command begins: read what the options name, and see what should be. */
export const look = (io: Io, choice: Choice, options: LookOptions = {}): TE.TaskEither<Trouble, Looked> => {
  const file = chosen(choice, record)
  return pipe(
    opened(io, choice),
    TE.chain((session) => {
      if (file === undefined) return lookAgain(session, options)
      const recorder = recorderOf(session.ports)
      return pipe(
        lookAgain({ ...session, ports: recorder.ports }, options),
        TE.chainFirst((looked) => recorded(io, file, recorder, looked))
      )
    })
  )
}
