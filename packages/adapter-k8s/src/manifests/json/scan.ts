// Moves through text that is known to be JSON, so that nothing is checked twice: JSON.parse has read it before.

const quote = 0x22
const backslash = 0x5c

/** The first offset from here on that holds no white space. */
export const afterBlanks = (text: string, from: number): number => {
  let at = from
  while (text.charCodeAt(at) <= 0x20) at++
  return at
}

const isEscaped = (text: string, at: number): boolean => {
  let before = at - 1
  while (text.charCodeAt(before) === backslash) before--
  return (at - before) % 2 === 0
}

/** The offset behind the string that opens here. */
export const afterString = (text: string, opening: number): number => {
  let closing = text.indexOf('"', opening + 1)
  while (closing >= 0 && isEscaped(text, closing)) closing = text.indexOf('"', closing + 1)
  return closing < 0 ? text.length : closing + 1
}

/** What a string says, given its offsets with both quotes. */
export const stringAt = (text: string, opening: number, after: number): string => {
  const written = text.slice(opening + 1, after - 1)
  return written.includes('\\') ? String(JSON.parse(text.slice(opening, after))) : written
}

const isOpening = (char: string): boolean => char === '{' || char === '['
const isClosing = (char: string): boolean => char === '}' || char === ']'

const afterBrackets = (text: string, opening: number): number => {
  let depth = 0
  let at = opening
  while (at < text.length) {
    const char = text.charAt(at)
    if (char === '"') {
      at = afterString(text, at)
      continue
    }
    at++
    if (isOpening(char)) depth++
    else if (isClosing(char) && --depth === 0) return at
  }
  return at
}

/** The offset behind the value that starts here. */
export const afterValue = (text: string, from: number): number => {
  if (text.charCodeAt(from) === quote) return afterString(text, from)
  if (isOpening(text.charAt(from))) return afterBrackets(text, from)
  let at = from
  while (at < text.length && !/[\s,\]}]/.test(text.charAt(at))) at++
  return at
}
