import {
  decodePlanFile,
  E,
  faultText,
  isError,
  lookForPlan,
  type Plan,
  type PlanFile,
  pipe,
  planOf,
  printable,
  resourceWords,
  stalenessOf,
  stepsInNeedOfSecrets,
  TE,
  unlawful,
  unmaskedBy
} from '@alb-ingress/core'
import { oneLine, sentence, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import type { Choice } from '../options/choice.js'
import { openSession, type Session } from '../session.js'
import type { Task } from './carrying-out.js'
import { lookAgain } from './look.js'

const readPlan = (io: Io, path: string): TE.TaskEither<Trouble, PlanFile> =>
  pipe(
    io.texts.read(path),
    TE.mapLeft(({ message }): Trouble => [`--plan: ${oneLine(message)}`]),
    TE.chainEitherK((text) =>
      E.tryCatch(
        (): unknown => JSON.parse(text),
        (): Trouble => [`${path} is not valid JSON, so it is no saved plan.`]
      )
    ),
    TE.chainEitherK((json) => {
      const decoded = decodePlanFile(json, path)
      if (decoded._tag !== 'Left') return E.right(decoded.right)
      return E.left(decoded.left.filter(isError).map((each) => sentence(path, each)))
    })
  )

/** What holds a plan up that was fine when it was made: that AWS is another now, or that it asks for what is not ours. */
const refusals = (path: string, file: PlanFile, { observed }: Task): Trouble => {
  const { isStale, differences } = stalenessOf(file.basis, observed)
  const told = differences.map(({ resource, is }) => `${resourceWords(resource)} is ${is}`).join(', ')
  if (isStale)
    return [
      oneLine(
        `${path} does not hold any more${told === '' ? '' : `: ${told}`}. Make the plan again with plan --out FILE.`
      )
    ]
  return unlawful(file, observed, path).map((each) => sentence(path, each))
}

const objectKey = (kind: unknown, namespace: unknown, name: unknown): string =>
  `${String(kind)} ${String(namespace ?? 'default')}/${String(name)}`

const keysOf = (objects: ReadonlyArray<unknown>): ReadonlySet<string> =>
  new Set(
    objects.map((object) => {
      // Objects as they are read: members that are not there are told as missing below.
      const { kind, metadata = {} } = object as { kind?: unknown; metadata?: Readonly<Record<string, unknown>> }
      return objectKey(kind, metadata.namespace, metadata.name)
    })
  )

/** Objects that the plan writes to, and that nobody has given. */
const missingObjects = (session: Session, { steps }: Plan): TE.TaskEither<Trouble, ReadonlyArray<string>> =>
  pipe(
    session.ports.kubernetes.read,
    TE.bimap(
      (fault): Trouble => [oneLine(faultText(fault))],
      (objects) => {
        const there = keysOf(objects)
        const written = steps.flatMap((step) =>
          step.on === 'kubernetes' && 'object' in step.write && !('subject' in step.write) ? [step.write.object] : []
        )
        const keys = new Set(written.map(({ kind, namespace, name }) => objectKey(kind, namespace, name)))
        return [...keys].filter((key) => !there.has(key))
      }
    )
  )

const withObjects = (path: string, task: Task): TE.TaskEither<Trouble, Task> =>
  pipe(
    missingObjects(task.session, task.plan),
    TE.filterOrElse(
      (missing) => missing.length === 0,
      (missing): Trouble => [
        `${path} writes to ${printable(missing.join(', '))}, which is not among the objects at hand: name them with --manifests, or their cluster.`
      ]
    ),
    TE.map(() => task)
  )

/** Secrets are in no file: steps that need one are taken from a plan that is made anew. */
const withSecrets = (path: string, task: Task): TE.TaskEither<Trouble, Task> => {
  if (stepsInNeedOfSecrets(task.plan).size === 0) return TE.right(task)
  return pipe(
    lookAgain(task.session),
    TE.chain(({ outlook }) => {
      const { plan, missing } = unmaskedBy(task.plan, planOf(outlook).plan)
      if (missing.length === 0) return TE.right({ ...task, plan })
      return TE.left([
        `${path} keeps no secrets, and what is at hand does not make these steps again: ${missing.map(printable).join(', ')}. Name the manifests, or the cluster, with the Secrets that the plan was made from.`
      ])
    })
  )
}

/** The task that a saved plan is, if it still holds. */
export const openSaved = (io: Io, choice: Choice, path: string): TE.TaskEither<Trouble, Task> =>
  pipe(
    readPlan(io, path),
    TE.chain((file) =>
      pipe(
        openSession(io, choice, { install: file.install, needsNoManifests: true }),
        TE.chain((session) =>
          pipe(
            lookForPlan(session.ports, file.install, file.basis),
            TE.bimap(
              (fault): Trouble => [`The account could not be read: ${oneLine(faultText(fault))}`],
              ({ observed }): Task => ({ session, observed, plan: file.plan })
            )
          )
        ),
        TE.filterOrElse(
          (task) => refusals(path, file, task).length === 0,
          (task) => refusals(path, file, task)
        )
      )
    ),
    TE.chain((task) => withObjects(path, task)),
    TE.chain((task) => withSecrets(path, task))
  )
