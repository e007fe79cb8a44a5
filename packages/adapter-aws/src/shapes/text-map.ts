/** A tag or an attribute, in any of AWS's services. */
interface Pair {
  Key: string
  Value: string
}

interface ShownPair {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

type TextMap = Readonly<Record<string, string>>

/** Tags or attributes as they are sent, sorted by key, so that equal ones are sent alike. */
export const sentPairs = (map: TextMap): Array<Pair> => sentKeys(map).map((Key) => ({ Key, Value: map[Key] ?? '' }))

/** The keys alone, for a call that takes tags off. */
export const sentKeys = (map: TextMap): Array<string> => Object.keys(map).sort()

/** Tags or attributes as AWS shows them. A value that it does not show is empty. */
export const shownPairs = (pairs: ReadonlyArray<ShownPair> = []): TextMap =>
  Object.fromEntries(pairs.map(({ Key = '', Value = '' }) => [Key, Value]))

/** Tags for a call that creates: it says nothing of tags where there are none, as AWS takes no empty list. */
export const somePairs = (map: TextMap = {}): Array<Pair> | undefined =>
  Object.keys(map).length === 0 ? undefined : sentPairs(map)
