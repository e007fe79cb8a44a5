import { E, pipe } from '@alb-ingress/core'
import { parseDocument, type YAMLParseError, type Document as YamlDocument } from 'yaml'
import type { Read, Unreadable } from '../reading.js'
import { tooDeep } from '../reading.js'
import { complaintOf } from './complaints.js'
import { asNode } from './node.js'
import { offsetIn } from './places.js'
import { plainTree } from './tree.js'

// `failsafe` leaves every scalar as it was written: what it means to Kubernetes is ours to say (scalar.ts).
const options = {
  schema: 'failsafe',
  resolveKnownTags: false,
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent'
} as const

// The parser recurses, so that thousands of open brackets exhaust the stack before it can say so.
const parsed = (text: string): E.Either<Unreadable, YamlDocument> =>
  E.tryCatch(
    () => parseDocument(text, options),
    () => tooDeep(0)
  )

const rendered = {
  message: 'The document still holds the {{ }} of a template.',
  hint: 'Render it first: helm template CHART | … reads from standard input when the path is -.'
}

const lineAround = (text: string, offset: number): string => {
  const end = text.indexOf('\n', offset)
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? undefined : end)
}

// A template is the likely reason where the line at fault holds one: what the parser then trips over is of no interest.
const blamed =
  (text: string) =>
  (problem: Unreadable): Unreadable =>
    lineAround(text, problem.offset).includes('{{') ? { ...rendered, offset: problem.offset } : problem

const first = (errors: ReadonlyArray<YAMLParseError>): YAMLParseError | undefined => {
  let earliest = errors[0]
  for (const error of errors) if (earliest === undefined || error.pos[0] < earliest.pos[0]) earliest = error
  return earliest
}

// What follows the first error is mostly its consequence, so only that one is reported.
const wellFormed = (document: YamlDocument): E.Either<Unreadable, YamlDocument> => {
  const error = first(document.errors)
  return error === undefined ? E.right(document) : E.left({ offset: error.pos[0], ...complaintOf(error.code) })
}

const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * Reads one YAML document. The tree of nodes is let go and parsed again at the first question for a place: most documents are never asked,
 * and the tree is ten times the size of the text.
 */
export const readYaml: Read = (text) =>
  pipe(
    parsed(text),
    E.chain(wellFormed),
    E.chain((document) => plainTree(asNode(document.contents))),
    E.bimap(blamed(text), ({ value, duplicates }) => {
      const places = once(() => offsetIn(parseDocument(text, options)))
      return { value: value ?? undefined, duplicates, offsetOf: (path) => places()(path) }
    })
  )
