import { type Annotation, type Area, type Family, type Place, prefix } from '../annotations/annotation.js'
import type { Codec } from '../annotations/codecs/codec.js'
import { writtenKeys } from '../annotations/declared/output.js'
import { formerAnnotations } from '../annotations/former.js'
import { annotations, families } from '../annotations/registry.js'

/** A key that the reference or this version acts on. */
export interface KnownKey {
  /** Without the prefix and, of a family, without the variable part. */
  readonly key: string
  readonly on: ReadonlyArray<Place>
  /** Asked only for what all codecs have in common. Absent where nobody reads the value. */
  readonly codec: Codec<never> | undefined
  /** Of one of a family: the variable part. */
  readonly variable?: string
}

const alone = new Map<string, KnownKey>()
const withVariable = new Map<string, KnownKey>()

// What an earlier version read, or was said to read: the pipeline tells what to write today.
for (const { key, on } of formerAnnotations) alone.set(key, { key, on, codec: undefined })
for (const key of writtenKeys) alone.set(key, { key, on: ['Ingress'], codec: undefined })
for (const each of Object.values(annotations)) {
  const { key, formerKey, on, codec } = each as unknown as Annotation<Area, never>
  alone.set(key, { key, on, codec })
  if (formerKey !== undefined) alone.set(formerKey, { key: formerKey, on, codec })
}
for (const each of Object.values(families)) {
  const { key, on, codec } = each as unknown as Family<Area, never>
  withVariable.set(key, { key, on, codec })
  alone.delete(key)
}

/** Every key without its prefix; of families the part before the variable one. */
export const plainKeys: ReadonlyArray<string> = [...alone.keys()]
export const familyKeys: ReadonlyArray<string> = [...withVariable.keys()]

/** What is known of a key without its prefix. */
export const knownSuffix = (suffix: string): KnownKey | undefined => {
  const known = alone.get(suffix)
  if (known !== undefined) return known
  const dot = suffix.indexOf('.')
  if (dot < 0 || dot === suffix.length - 1) return undefined
  const family = withVariable.get(suffix.slice(0, dot))
  return family && { ...family, variable: suffix.slice(dot + 1) }
}

/** What is known of a key with its prefix. */
export const knownKey = (fullKey: string): KnownKey | undefined =>
  fullKey.startsWith(prefix) ? knownSuffix(fullKey.slice(prefix.length)) : undefined

/** What stands behind our prefix; `undefined` of the keys of others. */
export const suffixOf = (fullKey: string): string | undefined =>
  fullKey.startsWith(prefix) ? fullKey.slice(prefix.length) : undefined
