import type { Document as YamlDocument } from 'yaml'
import type { Path } from '../document.js'
import type { Reading, Token } from '../reading.js'
import {
  asNode,
  isAlias,
  isMap,
  isMergeKey,
  isScalar,
  isSeq,
  keyName,
  type Node,
  type Scalar,
  startOf,
  type YAMLMap
} from './node.js'
import { plainScalar } from './scalar.js'

/** A value, and the key in front of it where it is a member of a map. */
interface Place {
  readonly key: Node | undefined
  readonly value: Node | undefined
}

const resolved = (document: YamlDocument, item: unknown): Node | undefined => {
  const node = asNode(item)
  return isAlias(node) ? asNode(node.resolve(document)) : node
}

// From the last pair to the first, as the later of two equal keys counts, and a merge counts from where it stands.
const memberOf = (document: YamlDocument, map: YAMLMap, name: string): Place | undefined => {
  for (const { key, value } of map.items.toReversed()) {
    if (isMergeKey(key)) {
      const merged = mergedMember(document, value, name)
      if (merged !== undefined) return merged
    } else if (keyName(key) === name) {
      return { key: asNode(key), value: asNode(value) }
    }
  }
  return undefined
}

const mergedMember = (document: YamlDocument, merged: unknown, name: string): Place | undefined => {
  const node = resolved(document, merged)
  const sources = isSeq(node) ? node.items : [node]
  for (const item of sources) {
    const source = resolved(document, item)
    const found = isMap(source) ? memberOf(document, source, name) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

const step = (document: YamlDocument, place: Place, segment: string | number): Place | undefined => {
  const node = resolved(document, place.value)
  if (isMap(node)) return memberOf(document, node, String(segment))
  if (!isSeq(node)) return undefined
  const item = asNode(node.items[Number(segment)])
  return item === undefined ? undefined : { key: undefined, value: item }
}

// People look for a map or list at its key: its value starts a line below. An empty value has no place of its own.
const offsetAt = ({ key, value }: Place): number => {
  if (key === undefined) return value === undefined ? 0 : startOf(value)
  if (value === undefined) return startOf(key)
  if (isScalar(value)) return value.source === '' && value.type === 'PLAIN' ? startOf(key) : startOf(value)
  return isAlias(value) || ('flow' in value && value.flow === true) ? startOf(value) : startOf(key)
}

// What needs no quotes whatever stands around it: keys, words, names with dots and slashes.
const isPlain = (text: string): boolean => /^[A-Za-z][\w./-]*$/.test(text) && typeof plainScalar(text) === 'string'

const inDoubleQuotes = (text: string): string => JSON.stringify(text)

/** How a text is written in the place of a scalar: with the same quotes; plain only where nobody would read it as something else. */
const writerFor = ({ type }: Scalar): ((text: string) => string) | undefined => {
  switch (type) {
    case 'PLAIN':
      return (text) => (isPlain(text) ? text : inDoubleQuotes(text))
    case 'QUOTE_DOUBLE':
      return inDoubleQuotes
    case 'QUOTE_SINGLE':
      return (text) => (/[\n\r]/.test(text) ? inDoubleQuotes(text) : `'${text.replaceAll("'", "''")}'`)
    default:
      return undefined
  }
}

const tokenOf = (node: Node | undefined, text: string): Token | undefined => {
  if (!isScalar(node) || node.range === undefined || node.range === null) return undefined
  const [start, end] = node.range
  const write = writerFor(node)
  // A value over several lines, or one with an anchor or a tag, is not one piece of text.
  const isOne = !text.slice(start, end).includes('\n') && node.anchor === undefined && node.tag === undefined
  return write !== undefined && end > start && isOne ? { start, end, write } : undefined
}

/** Where values of a parsed document start, and their texts; the nearest thing around one where its path ends early. */
export const placesIn = (document: YamlDocument, text: string): Pick<Reading, 'offsetOf' | 'tokenAt'> => {
  const placeOf = (path: Path): { readonly place: Place; readonly isWhole: boolean } => {
    let place: Place = { key: undefined, value: asNode(document.contents) }
    for (const segment of path) {
      const next = step(document, place, segment)
      if (next === undefined) return { place, isWhole: false }
      place = next
    }
    return { place, isWhole: true }
  }
  return {
    offsetOf: (path, part) => {
      const { place, isWhole } = placeOf(path)
      return part === 'key' && isWhole && place.key !== undefined ? startOf(place.key) : offsetAt(place)
    },
    tokenAt: (path, part) => {
      const { place, isWhole } = placeOf(path)
      return isWhole ? tokenOf(part === 'key' ? place.key : place.value, text) : undefined
    }
  }
}
