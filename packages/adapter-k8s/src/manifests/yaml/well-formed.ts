import { E } from '@alb-ingress/core'
import { isScalar, visit, type YAMLParseError, type Document as YamlDocument } from 'yaml'
import type { Unreadable } from '../reading.js'
import { complaintOf } from './complaints.js'

const template = {
  message: 'The document still holds the {{ }} of a template.',
  hint: 'Render it first, as with helm template, and read the result; the path - is standard input.'
}

/** Where a line at fault holds a template, that is the reason: what the parser then trips over is of no interest. */
export const blamed =
  (text: string) =>
  (problem: Unreadable): Unreadable => {
    const lineEnd = text.indexOf('\n', problem.offset)
    const lineStart = text.lastIndexOf('\n', problem.offset - 1) + 1
    const braces = text.slice(0, lineEnd < 0 ? text.length : lineEnd).indexOf('{{', lineStart)
    return braces < 0 ? problem : { ...template, offset: braces }
  }

const first = (errors: ReadonlyArray<YAMLParseError>): YAMLParseError | undefined => {
  let earliest = errors[0]
  for (const error of errors) if (earliest === undefined || error.pos[0] < earliest.pos[0]) earliest = error
  return earliest
}

/** Where the quoted text opens that runs to an offset without its closing quote. */
const openQuote = (text: string, document: YamlDocument, end: number): number | undefined => {
  let opening: number | undefined
  visit(document, (_, node) => {
    const [from, to] = isScalar(node) ? (node.range ?? [0, 0]) : [0, 0]
    if (to !== end || !/["']/.test(text.charAt(from))) return undefined
    if (to - from < 2 || text[to - 1] !== text[from]) opening = from
    return visit.BREAK
  })
  return opening
}

const neverClosed = {
  message: 'The quote that opens here is never closed.',
  hint: 'Close it, or put a text that itself holds this quote into quotes of the other kind.'
}

/** The document, if the parser had nothing against it. What follows the first error is mostly its consequence, so only that one is reported. */
export const wellFormed =
  (text: string) =>
  (document: YamlDocument): E.Either<Unreadable, YamlDocument> => {
    const error = first(document.errors)
    if (error === undefined) return E.right(document)
    const offset = error.pos[0]
    // The parser notices at the very end of the document, far from the cause.
    const opening = error.code === 'MISSING_CHAR' ? openQuote(text, document, offset) : undefined
    return E.left(opening === undefined ? { offset, ...complaintOf(error.code) } : { offset: opening, ...neverClosed })
  }
