/** Adds an item, in place, to the list that stands under a key. */
export const push = <K, V>(lists: Map<K, Array<V>>, key: K, item: V): void => {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

/**
 * Items by a key that each of them has: lists in the order of the items, keys in the order in which they first come up. The lists are the
 * caller's own, and none is empty.
 */
export const listsBy = <K, V>(items: Iterable<V>, keyOf: (item: V) => K): Map<K, [V, ...Array<V>]> => {
  const lists = new Map<K, [V, ...Array<V>]>()
  for (const item of items) push(lists, keyOf(item), item)
  return lists
}
