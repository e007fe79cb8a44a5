/** Which keys belong together under one other key. Made to be changed in place; whoever only reads sees `ReadonlyMap<K, ReadonlySet<string>>`. */
export type MutableKeysBy<K> = Map<K, Set<string>>

/** Adds a key, in place, to those under another one. */
export const join = <K>(index: MutableKeysBy<K>, under: K, key: string): void => {
  const keys = index.get(under)
  if (keys === undefined) index.set(under, new Set([key]))
  else keys.add(key)
}

/** Without the key; and without the entry, when it was the last. */
export const leave = <K>(index: MutableKeysBy<K>, under: K, key: string): void => {
  const keys = index.get(under)
  if (keys?.delete(key) && keys.size === 0) index.delete(under)
}
