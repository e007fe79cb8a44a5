import { locate, type Manifests, readManifests } from '@alb-ingress/adapter-k8s/manifests'
import { memoryAws, memoryClock, worldFrom } from '@alb-ingress/adapter-memory'
import {
  type Aws,
  type Diagnostic,
  type Fault,
  type Finding,
  faultText,
  type Installation,
  type LintReport,
  type LintSource,
  lint,
  lintWith,
  offline,
  pipe,
  TE,
  writtenOf
} from '@alb-ingress/core'
import { type Account, installationOf, readAccount } from '../account.js'
import { completed, noAccount, unknownAws } from '../assuming.js'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen } from '../options/choice.js'
import { account, assumeMissing, config } from '../options/declared.js'

/** A report with its places, and the files that it is about. */
export interface Linted {
  readonly report: LintReport
  readonly files: ReadonlyArray<string>
}

const manifestsAt = (io: Io, paths: ReadonlyArray<string>): TE.TaskEither<Trouble, Manifests> =>
  pipe(
    readManifests(paths, io.manifests),
    TE.mapLeft((faults): Trouble => faults.map(({ message }) => oneLine(message)))
  )

const accountOf = (io: Io, choice: Choice): TE.TaskEither<Trouble, Account> => {
  const path = chosen(choice, account)
  return path === undefined ? TE.right(noAccount) : readAccount(io, path)
}

const unreadable = (fault: Fault): Trouble => [`The account could not be read: ${oneLine(faultText(fault))}`]

/** What lint looks at, and what had to be assumed for it, where somebody asked to be told. */
interface Sight {
  readonly source: LintSource
  readonly assumed: ReadonlyArray<Diagnostic>
}

const sightOf = (
  io: Io,
  choice: Choice,
  from: Account,
  install: Installation,
  objects: ReadonlyArray<unknown>
): TE.TaskEither<Trouble, Sight> => {
  const account = memoryAws(worldFrom(from.file), memoryClock(io.now()))
  const isKnown = from !== noAccount
  const seen = (aws: Aws): TE.TaskEither<Fault, LintSource> =>
    isKnown ? lintWith(aws, install)(objects) : TE.right(offline(install, objects))
  const sight =
    chosen(choice, assumeMissing) === true
      ? pipe(
          completed(install, isKnown ? account : unknownAws(account, io.now), objects.map(writtenOf)),
          TE.chain(({ aws, assumed }) =>
            pipe(
              seen(aws),
              TE.map((source) => ({ source, assumed }))
            )
          )
        )
      : pipe(
          seen(account),
          TE.map((source) => ({ source, assumed: [] }))
        )
  return pipe(sight, TE.mapLeft(unreadable))
}

const located = ({ documents }: Manifests, { findings, suppressed }: LintReport): LintReport => {
  const place = locate(documents)
  return {
    findings: findings.map((each): Finding => place(each)),
    suppressed: suppressed.map(({ finding, reason }) => ({ finding: place(finding), reason }))
  }
}

const filesOf = ({ documents, diagnostics }: Manifests): ReadonlyArray<string> => [
  ...new Set([
    ...documents.map(({ source }) => source.file),
    ...diagnostics.flatMap(({ position }) => (position === undefined ? [] : [position.file]))
  ])
]

/** Reads manifests, and the account where one is named, and says what somebody probably did not mean. */
export const lintFiles = (io: Io, choice: Choice, paths: ReadonlyArray<string>): TE.TaskEither<Trouble, Linted> =>
  pipe(
    TE.Do,
    TE.apS('manifests', manifestsAt(io, paths)),
    TE.apS('from', accountOf(io, choice)),
    TE.bind('settled', ({ from }) =>
      TE.fromEither(installationOf(from, { ...choice, configName: chosen(choice, config) ?? 'The config file' }))
    ),
    TE.bind('sight', ({ manifests, from, settled }) =>
      sightOf(
        io,
        choice,
        from,
        settled.install,
        manifests.documents.map(({ object }) => object)
      )
    ),
    TE.map(({ manifests, from, settled, sight: { source, assumed } }): Linted => {
      const noticed: ReadonlyArray<Diagnostic> = [
        ...manifests.diagnostics,
        ...from.noticed,
        ...settled.noticed,
        ...assumed
      ]
      return { report: located(manifests, lint(source, noticed)), files: filesOf(manifests) }
    })
  )
