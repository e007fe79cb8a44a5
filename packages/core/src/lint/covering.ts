/** Whether every text of one wildcard pattern is a text of another. `*` is any sequence, `?` is one character. */
const steps = (pattern: string): string => pattern.replace(/\*+/g, '*')

/**
 * Whether `wide` matches all that `narrow` matches, for patterns of `*` and `?`. A star of the narrow one can only be met by a star of the wide
 * one. Sound, and complete but for stars that follow question marks; the time is the product of the lengths.
 */
export const covers = (wide: string, narrow: string): boolean => {
  const a = steps(wide)
  const b = steps(narrow)
  // row[j]: the rest of `a` from here covers the rest of `b` from j.
  let below: ReadonlyArray<boolean> = Array.from({ length: b.length + 1 }, (_, j) => j === b.length)
  for (let i = a.length - 1; i >= 0; i--) {
    const row: Array<boolean> = new Array(b.length + 1).fill(false)
    for (let j = b.length; j >= 0; j--) {
      const there = b[j]
      if (a[i] === '*') row[j] = below[j] === true || (j < b.length && row[j + 1] === true)
      else if (there === undefined || there === '*') row[j] = false
      else row[j] = (a[i] === '?' || a[i] === there) && below[j + 1] === true
    }
    below = row
  }
  return below[0] === true
}

/** Patterns found again by what they cover, without asking each of them. */
export interface Covers<A> {
  readonly add: (pattern: string, entry: A) => void
  /** Everything that was added under a pattern that covers this one, in no order. */
  readonly over: (pattern: string) => ReadonlyArray<A>
}

const isLiteral = (pattern: string): boolean => !/[*?]/.test(pattern)

/**
 * Most patterns are a text, or a text with a star behind it: those are found by the beginnings of what is asked for. Only the others
 * are tried one by one.
 */
export const coverIndex = <A>(): Covers<A> => {
  const literal = new Map<string, Array<A>>()
  const beginnings = new Map<string, Array<A>>()
  const others: Array<readonly [string, A]> = []
  const put = (map: Map<string, Array<A>>, key: string, entry: A): void => {
    const known = map.get(key)
    if (known === undefined) map.set(key, [entry])
    else known.push(entry)
  }
  return {
    add: (pattern, entry) => {
      if (isLiteral(pattern)) put(literal, pattern, entry)
      else if (pattern.endsWith('*') && isLiteral(pattern.slice(0, -1))) put(beginnings, pattern.slice(0, -1), entry)
      else others.push([pattern, entry])
    },
    over: (pattern) => {
      const found: Array<A> = [...(isLiteral(pattern) ? (literal.get(pattern) ?? []) : [])]
      const wild = pattern.search(/[*?]/)
      const head = wild < 0 ? pattern : pattern.slice(0, wild)
      for (let length = 0; length <= head.length; length++) found.push(...(beginnings.get(head.slice(0, length)) ?? []))
      for (const [other, entry] of others) if (covers(other, pattern)) found.push(entry)
      return found
    }
  }
}
