import { type Dialect, dialects } from './data/dialects.js'
import type { Written } from './written.js'

/** A dialect that an object is written in, at least in part. */
export interface Spoken extends Dialect {
  readonly keys: ReadonlyArray<string>
}

/** The dialects of other controllers among the annotations of an object. */
export const dialectsOf = ({ annotations }: Written): ReadonlyArray<Spoken> => {
  const entries = Object.entries(annotations)
  return dialects.flatMap((dialect) => {
    const keys = entries.filter(([key, text]) => dialect.isKey(key, text)).map(([key]) => key)
    if (keys.length === 0) return []
    const more = entries.filter(([key, text]) => dialect.isAlsoKey?.(key, text) === true).map(([key]) => key)
    return [{ ...dialect, keys: [...keys, ...more] }]
  })
}
