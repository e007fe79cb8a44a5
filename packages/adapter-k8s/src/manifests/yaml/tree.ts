import { E } from '@alb-ingress/core'
import { type Duplicate, deepest, isRecord, tooDeep, type Unreadable } from '../reading.js'
import {
  type Alias,
  asNode,
  isAlias,
  isMap,
  isMergeKey,
  isScalar,
  keyName,
  type Node,
  type Pair,
  scalarValue,
  startOf,
  type YAMLMap
} from './node.js'

/** Values that aliases may add to one document, counted as if each were written out. A real manifest has dozens; a bomb has billions. */
const mostCopies = 100_000

/** What an anchor stands for. `undefined` while its own value is still being read. */
type Anchored = { readonly value: unknown; readonly size: number } | undefined

/** One walk over one document: filled while it goes on, thrown away after. */
interface Walk {
  readonly path: Array<string | number>
  readonly anchors: Map<string, Anchored>
  readonly duplicates: Array<Duplicate>
  values: number
  copies: number
  /** The first problem; the walk only winds up after it. */
  problem: Unreadable | undefined
}

const stop = (walk: Walk, node: Node, message: string, hint: string): undefined => {
  walk.problem ??= { offset: startOf(node), message, hint }
  return undefined
}

// Without the name: where somebody forgot the quotes, it is the beginning of a value, perhaps of a secret.
const unresolved = (walk: Walk, alias: Alias): undefined =>
  walk.anchors.has(alias.source)
    ? stop(walk, alias, 'An alias (*name) stands inside its own anchor (&name).', 'Write the value out.')
    : stop(walk, alias, 'An alias (*name) has no anchor (&name) above it.', 'Quote a text that starts with *.')

const aliased = (walk: Walk, alias: Alias): unknown => {
  const anchored = walk.anchors.get(alias.source)
  if (anchored === undefined) return unresolved(walk, alias)
  walk.values += anchored.size
  walk.copies += anchored.size
  if (walk.copies <= mostCopies) return anchored.value
  const message = `Aliases multiply this document beyond ${mostCopies} values.`
  return stop(walk, alias, message, 'Write the values out, or use fewer aliases.')
}

// A plain assignment to `__proto__` would change the object's nature instead of adding a member.
const put = (members: Record<string, unknown>, name: string, value: unknown): void => {
  if (name === '__proto__')
    Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true })
  else members[name] = value
}

/** One map in the making: its members, and where each name was written. */
interface Making {
  readonly members: Record<string, unknown>
  readonly written: Map<string, number>
}

const noteDuplicate = (walk: Walk, { written }: Making, name: string, later: number): void => {
  const earlier = written.get(name)
  if (earlier !== undefined) walk.duplicates.push({ path: [...walk.path, name], earlier, later })
}

const member = (walk: Walk, making: Making, { key, value }: Pair): void => {
  const at = asNode(key)
  const name = keyName(key)
  if (at === undefined) return
  if (name === undefined) {
    const message = 'A map, a list or nothing stands where the name of a member should be.'
    stop(walk, at, message, 'Quote a value that starts with { or [.')
    return
  }
  noteDuplicate(walk, making, name, startOf(at))
  making.written.set(name, startOf(at))
  walk.path.push(name)
  put(making.members, name, valueAt(walk, value))
  walk.path.pop()
}

// As in go-yaml v2: a merge takes the place where it stands, so it replaces members written above it; of a list of maps the first counts most.
const merge = (walk: Walk, making: Making, { key, value }: Pair): void => {
  const at = asNode(key)
  const merged = valueAt(walk, value)
  const sources: ReadonlyArray<unknown> = Array.isArray(merged) ? merged.toReversed() : [merged]
  if (at === undefined || walk.problem !== undefined) return
  for (const source of sources) {
    if (!isRecord(source)) {
      const message = 'The merge key << takes a map, or a list of maps.'
      stop(walk, at, message, 'Give it an alias of a map, or quote it as "<<".')
      return
    }
    for (const [name, merged] of Object.entries(source)) {
      noteDuplicate(walk, making, name, startOf(at))
      put(making.members, name, merged)
    }
  }
}

const mapping = (walk: Walk, map: YAMLMap): unknown => {
  const making: Making = { members: {}, written: new Map() }
  for (const pair of map.items) {
    if (walk.problem !== undefined) break
    if (isMergeKey(pair.key)) merge(walk, making, pair)
    else member(walk, making, pair)
  }
  return making.members
}

const sequence = (walk: Walk, items: ReadonlyArray<unknown>): unknown => {
  const values: Array<unknown> = []
  for (const [index, item] of items.entries()) {
    if (walk.problem !== undefined) break
    walk.path.push(index)
    values.push(valueAt(walk, item))
    walk.path.pop()
  }
  return values
}

const scalar = (walk: Walk, node: Node, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value)
    ? stop(walk, node, 'Kubernetes has no word for infinity or "not a number".', 'Write a number, or quote the text.')
    : value

const ownValue = (walk: Walk, node: Node): unknown => {
  if (isAlias(node)) return aliased(walk, node)
  if (isScalar(node)) return scalar(walk, node, scalarValue(node))
  if (walk.path.length >= deepest) {
    walk.problem ??= tooDeep(startOf(node))
    return undefined
  }
  return isMap(node) ? mapping(walk, node) : sequence(walk, 'items' in node ? node.items : [])
}

const valueAt = (walk: Walk, item: unknown): unknown => {
  const node = asNode(item)
  if (node === undefined) return null
  const before = walk.values++
  const anchor = isAlias(node) ? undefined : node.anchor
  if (anchor !== undefined) walk.anchors.set(anchor, undefined)
  const value = ownValue(walk, node)
  if (anchor !== undefined) walk.anchors.set(anchor, { value, size: walk.values - before })
  return value
}

/**
 * Turns the nodes of one YAML document into the plain value that Kubernetes would make of them: aliases and merge keys resolved, the later of
 * two equal keys kept.
 */
export const plainTree = (
  root: Node | undefined
): E.Either<Unreadable, { readonly value: unknown; readonly duplicates: ReadonlyArray<Duplicate> }> => {
  const walk: Walk = { path: [], anchors: new Map(), duplicates: [], values: 0, copies: 0, problem: undefined }
  const value = valueAt(walk, root)
  return walk.problem === undefined ? E.right({ value, duplicates: walk.duplicates }) : E.left(walk.problem)
}
