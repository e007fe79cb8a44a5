/** All items of all pages, in their order. */
export const allPages = async <P, A>(
  pages: AsyncIterable<P>,
  itemsOf: (page: P) => ReadonlyArray<A> | undefined
): Promise<ReadonlyArray<A>> => {
  const all: Array<A> = []
  for await (const page of pages) all.push(...(itemsOf(page) ?? []))
  return all
}

/** Lists of at most so many items. */
export const chunksOf = <A>(items: ReadonlyArray<A>, size: number): ReadonlyArray<ReadonlyArray<A>> => {
  const chunks: Array<ReadonlyArray<A>> = []
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size))
  return chunks
}
