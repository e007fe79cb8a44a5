import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap
} from 'yaml'
import { plainScalar } from './scalar.js'

export type { Alias, Node, Pair, Scalar, YAMLMap }
export { isAlias, isMap, isScalar, isSeq }

/** Parsed documents hold nodes and nothing else under keys and values; `yaml` types them as unknown, because people may also build them. */
export const asNode = (value: unknown): Node | undefined =>
  isScalar(value) || isCollection(value) || isAlias(value) ? value : undefined

export const startOf = (node: Node): number => node.range?.[0] ?? 0

const standard = 'tag:yaml.org,2002:'

const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8')

/** What a scalar means. Quotes and block styles make text; so does a tag of somebody's own, such as `!Ref`. */
export const scalarValue = (node: Scalar): unknown => {
  const text = String(node.value ?? '')
  if (node.tag === `${standard}binary`) return fromBase64(text)
  if (node.tag === `${standard}str` || (node.tag !== undefined && !node.tag.startsWith(standard))) return text
  return node.type === Scalar.PLAIN || node.tag !== undefined ? plainScalar(text) : text
}

/** The name that a key gives its member: `80:` and `on:` become "80" and "true", as in JSON. `undefined` where a key cannot be a name. */
export const keyName = (key: unknown): string | undefined => {
  if (!isScalar(key)) return undefined
  const value = scalarValue(key)
  return value === null ? undefined : String(value)
}

/** Whether a key is the merge key `<<`, unquoted. */
export const isMergeKey = (key: unknown): boolean =>
  isScalar(key) && key.type === Scalar.PLAIN && key.value === '<<' && key.tag === undefined
