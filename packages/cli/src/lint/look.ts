import { locate, type Manifests, readManifests } from '@alb-ingress/adapter-k8s/manifests'
import { memoryAws, memoryClock, worldFrom } from '@alb-ingress/adapter-memory'
import {
  type Diagnostic,
  type Finding,
  faultText,
  type Installation,
  type LintReport,
  type LintSource,
  lint,
  lintWith,
  offline,
  pipe,
  TE
} from '@alb-ingress/core'
import { type Account, installationOf, readAccount } from '../account.js'
import { noAccount } from '../assuming.js'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen } from '../options/choice.js'
import { account, config } from '../options/declared.js'

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

const sourceOf = (
  io: Io,
  from: Account,
  install: Installation,
  objects: ReadonlyArray<unknown>
): TE.TaskEither<Trouble, LintSource> => {
  if (from === noAccount) return TE.right(offline(install, objects))
  return pipe(
    lintWith(memoryAws(worldFrom(from.file), memoryClock(io.now())), install)(objects),
    TE.mapLeft((fault): Trouble => [`The account could not be read: ${oneLine(faultText(fault))}`])
  )
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
    TE.bind('source', ({ manifests, from, settled }) =>
      sourceOf(
        io,
        from,
        settled.install,
        manifests.documents.map(({ object }) => object)
      )
    ),
    TE.map(({ manifests, from, settled, source }): Linted => {
      const noticed: ReadonlyArray<Diagnostic> = [...manifests.diagnostics, ...from.noticed, ...settled.noticed]
      return { report: located(manifests, lint(source, noticed)), files: filesOf(manifests) }
    })
  )
