import type { Diagnostic, Severity } from '../checked/diagnostic.js'
import { printable } from '../support/wording.js'
import { sortDiagnostics } from './diagnostics-text.js'

/** What workflow commands of GitHub Actions call our severities. */
const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'notice' }

// A command ends with its line, and percent signs escape: text of users must not begin another command.
const data = (text: string): string => printable(text).replaceAll('%', '%25')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

const lineOf = ({ severity, code, position, message, hint }: Diagnostic): string => {
  const place =
    position === undefined
      ? []
      : [
          ['file', position.file],
          ['line', position.line],
          ['col', position.column]
        ]
  const properties = [...place, ['title', code]].map(([name, value]) => `${name}=${property(String(value))}`)
  return `::${commands[severity]} ${properties.join(',')}::${data(hint === '' ? message : `${message} ${hint}`)}`
}

/** Findings as workflow commands of GitHub Actions: each becomes an annotation in the changes that are reviewed. Ends without a line break. */
export const githubCommands = (diagnostics: ReadonlyArray<Diagnostic>): string =>
  sortDiagnostics(diagnostics).map(lineOf).join('\n')
