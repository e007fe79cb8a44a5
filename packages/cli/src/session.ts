import { locate, type Manifests } from '@alb-ingress/adapter-k8s/manifests'
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
import {
  type Clock,
  type Diagnostic,
  E,
  type Fault,
  type Installation,
  isError,
  type Ports,
  pipe,
  TE
} from '@alb-ingress/core'
import { type Account, installationOf, type Settled } from './account.js'
import { noAccount, withAssumed } from './assuming.js'
import { oneLine, type Trouble } from './exit.js'
import type { Io } from './io.js'
import { type Choice, chosen, needed } from './options/choice.js'
import { account, assumeMissing, config, manifests } from './options/declared.js'
import { type AccountSide, openAccount } from './world/account-side.js'
import { clusterAsked, objectsOf, openCluster, readAllManifests, withFiles } from './world/cluster-side.js'
import type { ReachedCluster } from './world/reach.js'

/** Everything a command works with: an account and a cluster, wherever they are. */
export interface Session {
  readonly install: Installation
  readonly ports: Ports
  /** What was noticed about manifests and account before anything was decided. */
  readonly noticed: ReadonlyArray<Diagnostic>
  /** Some document could not be read: what it asks for is not known, so nothing may be taken for unwanted. */
  readonly isIncomplete: boolean
  /** Whether the cluster has TargetGroupBindings. */
  readonly bindingsPublished: boolean
  /** Whether what is written to Kubernetes objects is kept: objects of files keep nothing. */
  readonly keepsWrites: boolean
  /** Adds file and line. */
  readonly located: (diagnostics: ReadonlyArray<Diagnostic>) => ReadonlyArray<Diagnostic>
  /** Writes an account file back. */
  readonly save: TE.TaskEither<Trouble, void>
}

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

const notRecorded = ({ message }: Fault): Trouble => [
  `The account file could not be written, so nothing of this run is recorded: ${oneLine(message)}`
]

/** Writes an account file back, if it is still as it was read; whoever else writes it has to wait until that is done. */
const written = (io: Io, account: Account, text: () => string): TE.TaskEither<Trouble, void> =>
  pipe(
    io.texts.alone(
      account.path,
      pipe(
        unchanged(io, account),
        TE.chain(() => pipe(io.texts.replace(account.path, text()), TE.mapLeft(notRecorded)))
      )
    ),
    TE.mapLeft((wrong) => ('code' in wrong ? notRecorded(wrong) : wrong))
  )

const clockOf = (io: Io): Clock => ({ now: io.now, sleep: (milliseconds) => () => io.sleep(milliseconds) })

const portsOf = (
  io: Io,
  { account: { file }, aws }: AccountSide,
  objects: ReadonlyArray<unknown>,
  live: ReachedCluster | undefined
): { readonly ports: Ports; readonly after: () => string } => {
  // In memory, waiting takes no time.
  const clock = aws === undefined && live === undefined ? memoryClock(io.now()) : clockOf(io)
  const world = worldFrom(file)
  const cluster = memoryCluster(objects, file.kubernetes)
  const kubernetes = live === undefined ? memoryKubernetes(cluster, clock) : withFiles(live.kubernetes, objects)
  return {
    ports: { aws: aws ?? memoryAws(world, clock), kubernetes, clock },
    after: () => accountFileText(toAccountFile(world, rememberedOf(cluster)))
  }
}

interface Parts {
  readonly side: AccountSide
  readonly manifests: Manifests
  readonly install: Installation
  readonly noticed: ReadonlyArray<Diagnostic>
  readonly live: ReachedCluster | undefined
}

const sessionFrom = (io: Io, { side, manifests, install, noticed, live }: Parts): Session => {
  const { documents, diagnostics } = manifests
  const { ports, after } = portsOf(io, side, objectsOf(documents), live)
  const isFile = side.aws === undefined
  const locateOne = locate(documents)
  return {
    ...{ install, ports },
    noticed: [...diagnostics, ...side.account.noticed, ...noticed],
    isIncomplete: diagnostics.some(isError),
    bindingsPublished: live?.bindingsPublished ?? isFile,
    keepsWrites: isFile || live !== undefined,
    located: (found) => found.map(locateOne),
    save: isFile ? written(io, side.account, after) : TE.right(undefined)
  }
}

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

/** How a session is opened otherwise than the options say. */
export interface SessionOptions {
  /** An account that was read already, or that no file of its own holds; it is never written back. */
  readonly known?: Account
  /** An installation that is known already; settings do not count then. */
  readonly install?: Installation
  /** Nothing has to be asked for: what is there is enough. */
  readonly needsNoManifests?: boolean
  /** Files are all there can be. */
  readonly readsNoCluster?: boolean
}

// Where there is a cluster, files are only laid over it.
const manifestsIn = (
  io: Io,
  choice: Choice,
  { needsNoManifests, readsNoCluster }: SessionOptions
): TE.TaskEither<Trouble, Manifests> => {
  if (needsNoManifests === true || clusterAsked(choice) !== undefined) return readAllManifests(io, choice)
  const named = needed(choice, manifests)
  if (E.isRight(named)) return readAllManifests(io, choice)
  const orElse = ' Or name a cluster, with --kubeconfig, --context or --in-cluster.'
  return TE.left(named.left.map((sentence) => `${sentence}${readsNoCluster === true ? '' : orElse}`))
}

const placeText = ({ clusterName, accountId, region, vpcId }: Installation): string =>
  `cluster ${clusterName}, account ${accountId}, ${region}, ${vpcId}`

// AWS does not say which clusters are in an account; a file does.
const inSamePlace = (install: Installation, here: Installation): E.Either<Trouble, Settled> =>
  placeText(install) === placeText(here)
    ? E.right({ install, noticed: [] })
    : E.left([oneLine(`This is for ${placeText(install)}, and at hand is ${placeText(here)}.`)])

const settled = (
  choice: Choice,
  { account, aws }: AccountSide,
  { install }: SessionOptions
): E.Either<Trouble, Settled> => {
  const read = installationOf(account, { ...choice, configName: chosen(choice, config) ?? 'The config file' })
  if (install === undefined) return read
  return pipe(
    read,
    E.chain(({ install: here }) =>
      inSamePlace(install, aws === undefined ? here : { ...here, clusterName: install.clusterName })
    )
  )
}

/** Reads what the options name and joins the ports to it. All that is wrong with the options themselves is told together. */
export const openSession = (io: Io, choice: Choice, options: SessionOptions = {}): TE.TaskEither<Trouble, Session> => {
  const isAssuming = chosen(choice, assumeMissing) === true
  const isAccountKnown = options.known !== undefined || !isAssuming || chosen(choice, account) !== undefined
  const held = isAccountKnown ? options.known : noAccount
  return pipe(
    sideBySide(
      held === undefined
        ? openAccount(io, choice, options.install?.clusterName)
        : TE.right<Trouble, AccountSide>({ account: held }),
      manifestsIn(io, choice, options)
    ),
    TE.chain(([side, manifests]) =>
      pipe(
        TE.fromEither(settled(choice, side, options)),
        TE.chain(({ install, noticed }) =>
          pipe(
            openCluster(io, choice, install),
            TE.map((live) => sessionFrom(io, { side, manifests, install, noticed, live }))
          )
        )
      )
    ),
    TE.chain((session) => (isAssuming ? withAssumed(session, isAccountKnown) : TE.right(session)))
  )
}
