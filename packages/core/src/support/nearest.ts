import { O } from '../prelude.js'

// Longer texts are not misspelt words, and comparing them would cost the product of the lengths.
const LONGEST = 80

/** How many letters to insert, leave out, change or swap with a neighbour to get from one word to the other (Damerau-Levenshtein). */
export const distance = (a: string, b: string): number => {
  let beforeLast: ReadonlyArray<number> = []
  let last: ReadonlyArray<number> = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row: Array<number> = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1)
      row.push(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

/**
 * The known word that somebody most likely meant: at most one letter in three is wrong, whatever the case of the letters.
 * Of words equally near the first wins.
 */
export const nearest = (word: string, known: Iterable<string>): O.Option<string> => {
  if (word.length > LONGEST) return O.none
  const typed = word.trim().toLowerCase()
  let best: O.Option<string> = O.none
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1
  for (const candidate of known) {
    // The difference in length is the least that the distance can be.
    if (Math.abs(candidate.length - typed.length) >= least) continue
    const far = distance(typed, candidate.toLowerCase())
    if (far >= least) continue
    least = far
    best = O.some(candidate)
  }
  return best
}
