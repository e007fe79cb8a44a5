import { type Document, locate, type Manifests, readManifests } from '@alb-ingress/adapter-k8s/manifests'
import {
  accountFileText,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  rememberedOf,
  toAccountFile,
  worldFrom
} from '@alb-ingress/adapter-memory'
import { type Diagnostic, E, type Installation, isError, type Ports, pipe, TE } from '@alb-ingress/core'
import { type Account, installationOf, readAccount } from './account.js'
import { noAccount, withAssumed } from './assuming.js'
import { oneLine, type Trouble } from './exit.js'
import type { Io } from './io.js'
import { type Choice, chosen, needed } from './options/choice.js'
import { account, assumeMissing, config, manifests } from './options/declared.js'

/** Everything a command works with: the world in memory, and how it gets back into the account file. */
export interface Session {
  readonly install: Installation
  readonly ports: Ports
  /** What was noticed about manifests and account before anything was decided. */
  readonly noticed: ReadonlyArray<Diagnostic>
  /** Some document could not be read: what it asks for is not known, so nothing may be taken for unwanted. */
  readonly isIncomplete: boolean
  /** Adds file and line. */
  readonly located: (diagnostics: ReadonlyArray<Diagnostic>) => ReadonlyArray<Diagnostic>
  readonly save: TE.TaskEither<Trouble, void>
}

const readAllManifests = (io: Io, paths: ReadonlyArray<string>): TE.TaskEither<Trouble, Manifests> =>
  pipe(
    readManifests(paths, io.manifests),
    TE.mapLeft((faults): Trouble => faults.map(({ message }) => `--manifests: ${oneLine(message)}`))
  )

// Two runs at once would each write what only they have done; the later one stops instead.
const unchanged = (io: Io, { path, text }: Account): TE.TaskEither<Trouble, void> =>
  pipe(
    io.texts.read(path),
    TE.mapLeft(({ message }): Trouble => [oneLine(message)]),
    TE.filterOrElse(
      (now) => now === text,
      (): Trouble => [
        `${path} was changed by somebody else during this run, so nothing was written to it. Run the command again.`
      ]
    ),
    TE.map(() => undefined)
  )

const written = (io: Io, path: string, text: string): TE.TaskEither<Trouble, void> =>
  pipe(
    io.texts.replace(path, text),
    TE.mapLeft(
      ({ message }): Trouble => [
        `The account file could not be written, so nothing of this run is recorded: ${oneLine(message)}`
      ]
    )
  )

const sessionFrom = (io: Io, from: Account, { documents, diagnostics }: Manifests, install: Installation): Session => {
  const clock = memoryClock(io.now())
  const world = worldFrom(from.file)
  const cluster = memoryCluster(objectsOf(documents), from.file.kubernetes)
  const locateOne = locate(documents)
  return {
    install,
    ports: { aws: memoryAws(world, clock), kubernetes: memoryKubernetes(cluster, clock), clock },
    noticed: [...diagnostics, ...from.noticed],
    isIncomplete: diagnostics.some(isError),
    located: (found) => found.map(locateOne),
    save: pipe(
      unchanged(io, from),
      TE.chain(() => written(io, from.path, accountFileText(toAccountFile(world, rememberedOf(cluster)))))
    )
  }
}

const objectsOf = (documents: ReadonlyArray<Document>): ReadonlyArray<unknown> => documents.map(({ object }) => object)

/** Both, or the trouble of both. */
const both = <A, B>(one: E.Either<Trouble, A>, other: E.Either<Trouble, B>): E.Either<Trouble, readonly [A, B]> => {
  if (E.isRight(one) && E.isRight(other)) return E.right([one.right, other.right])
  return E.left([one, other].flatMap((each) => (E.isLeft(each) ? each.left : [])))
}

const sideBySide =
  <A, B>(one: TE.TaskEither<Trouble, A>, other: TE.TaskEither<Trouble, B>): TE.TaskEither<Trouble, readonly [A, B]> =>
  async () => {
    const [a, b] = await Promise.all([one(), other()])
    return both(a, b)
  }

/**
 * Reads what the options name and joins the ports to it. All that is wrong with the options themselves is told together. `known` is an account
 * that was read already, or that no file of its own holds; it is never written back.
 */
export const openSession = (io: Io, choice: Choice, known?: Account): TE.TaskEither<Trouble, Session> => {
  const isAssuming = chosen(choice, assumeMissing) === true
  const isAccountKnown = known !== undefined || !isAssuming || chosen(choice, account) !== undefined
  const held = isAccountKnown ? known : noAccount
  const file = held === undefined ? needed(choice, account) : E.right(held.path)
  const sources = { ...choice, configName: chosen(choice, config) ?? 'The config file' }
  return pipe(
    TE.fromEither(both(needed(choice, manifests), file)),
    TE.chain(([paths, file]) =>
      sideBySide(held === undefined ? readAccount(io, file) : TE.right(held), readAllManifests(io, paths))
    ),
    TE.chainEitherK(([account, manifests]) =>
      pipe(
        installationOf(account, sources),
        E.map(({ install, noticed }) =>
          sessionFrom(io, { ...account, noticed: [...account.noticed, ...noticed] }, manifests, install)
        )
      )
    ),
    TE.chain((session) => (isAssuming ? withAssumed(session, isAccountKnown) : TE.right(session)))
  )
}
