/** How much of a foreign text a message shows. */
const SHOWN = 60

// Control and format characters (newlines, escape sequences, changes of writing direction) would break or disguise a line of a log.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const escaped = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`

/** Foreign text on one line, without control characters, however long it is. */
export const printable = (text: string): string => text.replace(unprintable, escaped)

/** Foreign text as one short line without control characters, for a message; what is cut off becomes `…`. */
export const shown = (text: string): string => {
  // Cut first, so that a text of any length costs the same; a cut surrogate pair is left out whole.
  const start = text.length > SHOWN ? `${text.slice(0, SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…` : text
  return printable(start)
}

/** Foreign text in quotation marks, short and on one line. */
export const quoted = (text: string): string => `"${shown(text)}"`

/** `a`, `a or b`, `a, b or c`. */
export const either = (words: ReadonlyArray<string>): string => {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}
