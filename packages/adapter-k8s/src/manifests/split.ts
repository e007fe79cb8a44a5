/** The text of one document, and where it starts in its file. */
export interface Chunk {
  readonly text: string
  readonly offset: number
}

// `---` starts a document, `...` ends one; both only at the very start of a line.
const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm

// A line that says something: neither blank, nor a comment, nor a bare marker, nor a directive such as `%YAML 1.1`, which stands before its `---`.
const content = /^(?!%|(?:---|\.\.\.)[ \t]*(?:#|\r?$))[ \t]*[^#\s]/m

/**
 * Cuts a file into documents before any of them is parsed, as Kubernetes does: what is wrong in one cannot reach the next.
 * Documents that hold nothing but blanks and comments are left out.
 */
export const split = (text: string): ReadonlyArray<Chunk> => {
  const chunks: Array<Chunk> = []
  const keep = (start: number, end: number): void => {
    const chunk = text.slice(start, end)
    if (content.test(chunk)) chunks.push({ text: chunk, offset: start })
  }
  let start = 0
  for (const { 0: mark, index } of text.matchAll(marker)) {
    keep(start, index)
    start = mark === '---' ? index : index + mark.length
  }
  keep(start, text.length)
  return chunks
}
