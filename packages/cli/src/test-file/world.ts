import { dirname, isAbsolute, join } from 'node:path'
import { anAccount, decodeAccountInShort } from '@alb-ingress/adapter-memory'
import {
  answerTo,
  type Certificate,
  Checked,
  type Diagnostic,
  E,
  type Facts,
  type Front,
  faultText,
  frontOf,
  O,
  pathText,
  pipe,
  question,
  TE
} from '@alb-ingress/core'
import type { Account } from '../account.js'
import { type Looked, lookAgain } from '../commands/look.js'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen } from '../options/choice.js'
import { account, assumeMissing, manifests } from '../options/declared.js'
import { findingsIn } from '../output/findings.js'
import { openSession } from '../session.js'
import type { ReadTests } from './read.js'

/** What a test file is about: where the manifests and the account come from, the strongest first. */
export interface Source {
  readonly choice: Choice
  /** An account that no file holds: written in short in the test file, or the usual one. */
  readonly account: Account | undefined
  /** Equal for test files that are about the same manifests and the same account. */
  readonly key: string
}

const fromFolder = (path: string, each: string): string =>
  each === '-' || isAbsolute(each) ? each : join(dirname(path), each)

const sentence = (name: string, { at, message, hint }: Diagnostic): string =>
  oneLine(`${name}${at.path.length === 0 ? '' : ` ${pathText(at.path)}`}: ${message} ${hint}`)

const inShort = (path: string, written: unknown): E.Either<Trouble, Account> => {
  const name = `${path} account`
  const decoded = decodeAccountInShort(written, name)
  if (decoded._tag === 'Left') return E.left(decoded.left.map((each) => sentence(name, each)))
  return E.right({ path: name, text: '', file: decoded.right, noticed: Checked.findings(decoded) })
}

const usual: Account = { path: 'the usual account', text: '', file: anAccount(), noticed: [] }

/** Flag over test file over config file; without an account anywhere, the usual one. */
export const sourceOf = (choice: Choice, { path, tests }: ReadTests): E.Either<Trouble, Source> => {
  const config = new Map(choice.config)
  const given = tests.manifests
  if (given !== undefined) {
    config.set(
      manifests.name,
      [given].flat().map((each) => fromFolder(path, each))
    )
  }
  if (typeof tests.account === 'string') config.set(account.name, fromFolder(path, tests.account))
  const flagged = choice.flags.has(account.name)
  // What is assumed takes the place of the usual account.
  const isSaid = flagged || config.has(account.name) || chosen(choice, assumeMissing) === true
  const isWritten = typeof tests.account === 'object' && !flagged
  const source = { choice: { ...choice, config } }
  const key = JSON.stringify([
    choice.flags.get(manifests.name) ?? config.get(manifests.name),
    choice.flags.get(account.name) ?? (isWritten ? tests.account : config.get(account.name))
  ])
  if (isWritten)
    return pipe(
      inShort(path, tests.account),
      E.map((written) => ({ ...source, account: written, key }))
    )
  return E.right({ ...source, account: isSaid ? undefined : usual, key })
}

const certificatesIn = (facts: Facts): ReadonlyArray<Certificate> => {
  const answer = answerTo(facts, question('certificates'))
  return E.isRight(answer) ? (O.toUndefined(answer.right) ?? []) : []
}

const frontFor = ({ session, outlook }: Looked, facts: Facts): Front => {
  const findings = findingsIn(session, outlook)
  const located = (found: Diagnostic): Diagnostic => session.located([found])[0] ?? found
  return frontOf({ groups: outlook.groups, findings, certificates: certificatesIn(facts), located })
}

const frontFrom = (looked: Looked): TE.TaskEither<Trouble, Front> =>
  pipe(
    looked.session.ports.aws.answer([question('certificates')]),
    TE.bimap(
      (fault): Trouble => [oneLine(faultText(fault))],
      (facts) => frontFor(looked, facts)
    )
  )

/** The load balancers that the manifests of a test file ask for. */
export const openFront = (io: Io, { choice, account: written }: Source): TE.TaskEither<Trouble, Front> =>
  pipe(
    openSession(io, choice, { readsNoCluster: true, ...(written === undefined ? {} : { known: written }) }),
    TE.chain((session) => lookAgain(session)),
    TE.chain(frontFrom)
  )
