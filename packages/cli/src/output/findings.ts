import { type Code, type Diagnostic, diagnosticsText, distinct, isError, type Outlook } from '@alb-ingress/core'
import type { ExitStatus } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen } from '../options/choice.js'
import { assumeMissing } from '../options/declared.js'
import type { Session } from '../session.js'
import { paperOf } from './terminal.js'

/** Everything that was noticed, from the files to the last group, each thing once and with its place. */
export const findingsIn = (session: Session, outlook: Outlook): ReadonlyArray<Diagnostic> =>
  session.located(distinct([...session.noticed, ...outlook.findings]))

/** Findings go to standard error, so that what is asked for can be piped on. */
export const tellFindings = (io: Io, findings: ReadonlyArray<Diagnostic>): void => {
  const paper = paperOf(io, 'stderr')
  paper.write(diagnosticsText(findings, paper.style))
}

// What a lone manifest lacks: a whole cluster, or a whole account, would have it.
const assumable: ReadonlySet<Code> = new Set([
  'class/missing',
  'service/missing',
  'subnets/unknown',
  'subnets/none',
  'subnets/too-few',
  'certificates/none-for-host'
])

/** Says how to go on where something is missing that may well be there elsewhere. */
export const tellAssumable = (io: Io, choice: Choice, findings: ReadonlyArray<Diagnostic>): void => {
  const isMissing = findings.some((each) => isError(each) && assumable.has(each.code))
  if (!isMissing || chosen(choice, assumeMissing) === true) return
  const { style, write } = paperOf(io, 'stderr')
  write(style.paint('quiet', 'With --assume-missing, what neither manifests nor account have is taken to be there.'))
}

/** 1 whenever something was refused, whatever became of the rest. */
export const statusAfter = (findings: ReadonlyArray<Diagnostic>, otherwise: ExitStatus): ExitStatus =>
  findings.some(isError) ? 1 : otherwise

/** A value as JSON for people and programs, in which nothing hides. Ends with a line break. */
export { plainJson as json } from '@alb-ingress/core'
