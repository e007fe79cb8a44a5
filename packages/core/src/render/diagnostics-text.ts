import { type At, type Diagnostic, nameOf, type Position, pathText, type Severity } from '../checked/diagnostic.js'
import { byText } from '../support/canonical.js'
import { printable } from '../support/wording.js'
import type { Style } from './style.js'

const none: Position = { file: '', line: 0, column: 0 }

/** By file and place, then by object and field: the same diagnostics give the same text, in whatever order they were found. */
const inOrder = (a: Diagnostic, b: Diagnostic): number => {
  const [from, to] = [a.position ?? none, b.position ?? none]
  return (
    byText(from.file, to.file) ||
    from.line - to.line ||
    from.column - to.column ||
    byText(nameOf(a.at.object), nameOf(b.at.object)) ||
    byText(pathText(a.at.path), pathText(b.at.path)) ||
    byText(a.code, b.code) ||
    byText(a.message, b.message)
  )
}

/** One order for equal findings: by place in files first, then by object, path, code and message. */
export const sortDiagnostics = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> =>
  [...diagnostics].sort(inOrder)

/** `shop/web.yaml:12:7`, so that terminals and editors make a link of it. */
export const positionText = ({ file, line, column }: Position): string => `${printable(file)}:${line}:${column}`

const whereWords = ({ object, path }: At): string =>
  printable(path.length === 0 ? nameOf(object) : `${nameOf(object)} ${pathText(path)}`)

const placeWords = (at: At, position: Position | undefined): string =>
  position === undefined ? whereWords(at) : `${positionText(position)}  ${whereWords(at)}`

const indent = '  '

// A message of ours may hold text of users; whatever breaks a line in it would let them write lines of their own.
const diagnosticLines = (
  { code, severity, at, message, hint, related = [], position }: Diagnostic,
  { paint }: Style
): ReadonlyArray<string> => [
  `${paint(severity, `${severity}[${code}]`)} ${placeWords(at, position)}: ${printable(message)}`,
  ...(hint === '' ? [] : [`${indent}${printable(hint)}`]),
  ...related.map((other) =>
    paint('quiet', `${indent}see ${placeWords(other.at, other.position)}: ${printable(other.message)}`)
  )
]

/** What belongs together: the findings of one file, or of one object where no file is known. */
const groupOf = ({ at, position }: Diagnostic): string => position?.file ?? nameOf(at.object)

const severities: ReadonlyArray<Severity> = ['error', 'warning', 'hint']

/** `2 errors, 1 warning`; empty when there is nothing to count. */
export const countText = (diagnostics: ReadonlyArray<Diagnostic>): string =>
  severities
    .map((severity) => ({ severity, count: diagnostics.filter((each) => each.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ')

/**
 * Findings for readers, sorted, one block for each file or object: severity and code, place, message; then what to do and what
 * else to look at. No text of a user breaks or hides a line. Empty when there are none; ends without a line break.
 */
export const diagnosticsText = (diagnostics: ReadonlyArray<Diagnostic>, style: Style): string => {
  const blocks = new Map<string, Array<string>>()
  for (const diagnostic of sortDiagnostics(diagnostics)) {
    const lines = blocks.get(groupOf(diagnostic)) ?? []
    lines.push(...diagnosticLines(diagnostic, style))
    blocks.set(groupOf(diagnostic), lines)
  }
  const texts = [...blocks.values()].map((lines) => lines.join('\n'))
  return texts.length === 0 ? '' : [...texts, countText(diagnostics)].join('\n\n')
}

/** A diagnostic for programs: its field also as text, the way messages write it. */
export interface DiagnosticJson extends Omit<Diagnostic, 'at' | 'related'> {
  readonly object: At['object']
  readonly path: At['path']
  readonly field: string
  readonly related: ReadonlyArray<{
    readonly object: At['object']
    readonly path: At['path']
    readonly message: string
    readonly position?: Position
  }>
}

/** Findings as JSON, in the order of the text. */
export const diagnosticsJson = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<DiagnosticJson> =>
  sortDiagnostics(diagnostics).map(({ at, related = [], ...rest }) => ({
    ...rest,
    ...at,
    field: pathText(at.path),
    related: related.map(({ at: other, ...more }) => ({ ...other, ...more }))
  }))
