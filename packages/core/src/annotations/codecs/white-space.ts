const whiteSpace = /^\p{White_Space}$/u

// Nearly every character of an annotation is one of these, and asking a pattern of each takes longer than all the rest.
const isInk = (character: string): boolean => character > ' ' && character < '\u007f'

/** Unicode's White_Space property. Not `trim`, which also takes U+FEFF away and leaves U+0085. */
export const isWhiteSpace = (character: string | undefined): boolean =>
  character !== undefined && !isInk(character) && whiteSpace.test(character)

/** The text without Unicode white space at its ends. A loop, as a pattern takes quadratic time on a long run of spaces. */
export const trimmed = (text: string): string => {
  let start = 0
  let end = text.length
  while (start < end && isWhiteSpace(text[start])) start++
  while (end > start && isWhiteSpace(text[end - 1])) end--
  return text.slice(start, end)
}
