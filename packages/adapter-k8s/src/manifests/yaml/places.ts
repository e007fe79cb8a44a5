import type { Document as YamlDocument } from 'yaml'
import type { Path } from '../document.js'
import {
  asNode,
  isAlias,
  isMap,
  isMergeKey,
  isScalar,
  isSeq,
  keyName,
  type Node,
  startOf,
  type YAMLMap
} from './node.js'

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

/** Where the value at a path of a parsed document starts; the nearest thing around it where the path ends early. */
export const offsetIn =
  (document: YamlDocument) =>
  (path: Path): number => {
    let place: Place = { key: undefined, value: asNode(document.contents) }
    for (const segment of path) {
      const next = step(document, place, segment)
      if (next === undefined) break
      place = next
    }
    return offsetAt(place)
  }
