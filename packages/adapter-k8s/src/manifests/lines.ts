import type { Position } from '@alb-ingress/core'

const lineStarts = (text: string): ReadonlyArray<number> => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** The index of the last start that is not after the offset, by halving: a file may hold 100,000 lines. */
const lineAt = (starts: ReadonlyArray<number>, offset: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Turns offsets into lines and columns, both counted from 1. Lines are found at the first question: most files are never asked. */
export const positionsIn = (file: string, text: string): ((offset: number) => Position) => {
  let starts: ReadonlyArray<number> | undefined
  return (offset) => {
    starts ??= lineStarts(text)
    const line = lineAt(starts, offset)
    return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
  }
}
