import { type Code, catalogue } from '../checked/catalogue.js'
import { nameOf, type Position, pathText, type Related, type Severity } from '../checked/diagnostic.js'
import type { Finding } from '../lint/finding.js'
import type { LintReport } from '../lint/lint.js'
import { pageOf } from '../lint/pages.js'
import { printable } from '../support/wording.js'
import { sortDiagnostics } from './diagnostics-text.js'

/** What SARIF calls our severities. */
const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'note' }

// A path becomes a relative URI, whatever it holds; on Windows it comes with backslashes.
const uriOf = (file: string): string => {
  const path = file.replaceAll('\\', '/')
  const segments = path.split('/').map((segment) => encodeURIComponent(segment))
  return path.startsWith('/') ? `file://${segments.join('/')}` : segments.join('/')
}

const regionOf = (from: Position, to?: Position): unknown => ({
  startLine: from.line,
  startColumn: from.column,
  ...(to === undefined ? {} : { endLine: to.line, endColumn: to.column })
})

const physical = (position: Position): unknown => ({
  artifactLocation: { uri: uriOf(position.file) },
  region: regionOf(position)
})

const locationOf = ({ at, position }: Pick<Related, 'at' | 'position'>, message?: string): unknown => ({
  ...(position === undefined ? {} : { physicalLocation: physical(position) }),
  logicalLocations: [{ fullyQualifiedName: printable([nameOf(at.object), pathText(at.path)].join(' ').trim()) }],
  ...(message === undefined ? {} : { message: { text: printable(message) } })
})

const fixesOf = ({ replacement }: Finding): unknown => {
  const edit = replacement?.edit
  if (replacement === undefined || edit === undefined) return {}
  const change = {
    artifactLocation: { uri: uriOf(edit.from.file) },
    replacements: [{ deletedRegion: regionOf(edit.from, edit.to), insertedContent: { text: edit.text } }]
  }
  return { fixes: [{ description: { text: printable(`Write ${replacement.text}.`) }, artifactChanges: [change] }] }
}

/** Equal for the same finding in another version of the file, where lines have moved. */
const fingerprint = ({ code, at }: Finding): string => `${code} ${nameOf(at.object)} ${pathText(at.path)}`

const resultOf = (finding: Finding, ruleIndex: number, reason?: string): unknown => {
  const { code, severity, message, hint, related = [] } = finding
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: printable(hint === '' ? message : `${message} ${hint}`) },
    locations: [locationOf(finding)],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((each) => locationOf(each, each.message)) }),
    ...(fixesOf(finding) as object),
    partialFingerprints: { 'alb-ingress/v1': printable(fingerprint(finding)) },
    ...(reason === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: printable(reason) }] })
  }
}

const ruleOf = (code: Code): unknown => {
  const { severity, summary } = catalogue[code]
  const { why, remedy } = pageOf(code)
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: remedy },
    defaultConfiguration: { level: levels[severity] }
  }
}

/**
 * A report in SARIF 2.1.0, as code scanning of GitHub and others reads it: each code once as a rule with its page, each finding with its place,
 * and with an edit where it is certain. What somebody ignores is there too, with the reason.
 */
export const sarifOf = ({ findings, suppressed }: LintReport): unknown => {
  const reasons = new Map(suppressed.map(({ finding, reason }) => [finding, reason]))
  const all: ReadonlyArray<Finding> = sortDiagnostics([...findings, ...reasons.keys()])
  const codes = [...new Set(all.map(({ code }) => code))].sort()
  const indexes = new Map(codes.map((code, i) => [code, i]))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'alb-ingress', rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: all.map((each) => resultOf(each, indexes.get(each.code) ?? 0, reasons.get(each)))
      }
    ]
  }
}
