/** An order in which everything comes after what it waits for, or those who wait for each other. */
export type Topological = { readonly order: ReadonlyArray<number> } | { readonly circle: ReadonlyArray<number> }

/**
 * Orders the numbers below `before.length`; `before[i]` are those that must come before `i`. Whoever waits for nobody keeps the place
 * that its number gives it, so the same input has the same order. Takes as long as there are numbers and pairs.
 */
export const topological = (before: ReadonlyArray<ReadonlyArray<number>>): Topological => {
  const done = new Uint8Array(before.length)
  const next = new Uint32Array(before.length)
  const order: Array<number> = []
  const path: Array<number> = []
  const onPath = new Uint8Array(before.length)
  for (let start = 0; start < before.length; start++) {
    if (done[start] === 1) continue
    path.push(start)
    onPath[start] = 1
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const turn = next[at] ?? 0
      const earlier = before[at]?.[turn]
      if (earlier === undefined) {
        done[at] = 1
        onPath[at] = 0
        order.push(at)
        path.pop()
        continue
      }
      next[at] = turn + 1
      if (onPath[earlier] === 1) return { circle: [...path.slice(path.indexOf(earlier)), earlier] }
      if (done[earlier] === 1) continue
      path.push(earlier)
      onPath[earlier] = 1
    }
  }
  return { order }
}
