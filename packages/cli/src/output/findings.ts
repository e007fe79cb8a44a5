import { type Diagnostic, diagnosticsText, distinct, isError, type Outlook } from '@alb-ingress/core'
import type { ExitStatus } from '../exit.js'
import type { Io } from '../io.js'
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

/** 1 whenever something was refused, whatever became of the rest. */
export const statusAfter = (findings: ReadonlyArray<Diagnostic>, otherwise: ExitStatus): ExitStatus =>
  findings.some(isError) ? 1 : otherwise

export const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`
