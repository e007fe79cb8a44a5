import { E, pipe } from '@alb-ingress/core'
import { parseDocument, type Document as YamlDocument } from 'yaml'
import { type Read, tooDeep, type Unreadable } from '../reading.js'
import { asNode } from './node.js'
import { placesIn } from './places.js'
import { plainTree } from './tree.js'
import { blamed, wellFormed } from './well-formed.js'

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
    E.chain(wellFormed(text)),
    E.chain((document) => plainTree(asNode(document.contents))),
    E.bimap(blamed(text), ({ value, duplicates }) => {
      const places = once(() => placesIn(parseDocument(text, options), text))
      return {
        value: value ?? undefined,
        duplicates,
        offsetOf: (path, part) => places().offsetOf(path, part),
        tokenAt: (path, part) => places().tokenAt(path, part)
      }
    })
  )
