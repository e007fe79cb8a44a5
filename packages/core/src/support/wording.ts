/** How much of a foreign text a message shows. */
const SHOWN = 60

// Control and format characters (newlines, escape sequences, changes of writing direction) would break or disguise a line of a log.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const escaped = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`

/** Foreign text on one line, without control characters, however long it is. */
export const printable = (text: string): string => text.replace(unprintable, escaped)

// Cut before anything else, so that a text of any length costs the same; a cut surrogate pair is left out whole.
const beginning = (text: string): string =>
  text.length > SHOWN ? `${text.slice(0, SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…` : text

/** Foreign text as one short line without control characters, for a message; what is cut off becomes `…`. */
export const shown = (text: string): string => printable(beginning(text))

/** Foreign text in quotation marks, short and on one line. Those inside it are escaped, and backslashes, so that its end is plain. */
export const quoted = (text: string): string => `"${printable(beginning(text).replace(/["\\]/g, '\\$&'))}"`

/** `a`, `a or b`, `a, b or c`. */
export const either = (words: ReadonlyArray<string>): string => {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}
