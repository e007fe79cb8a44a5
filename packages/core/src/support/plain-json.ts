// JSON allows characters that hide or reorder what a terminal or an editor shows; written as escapes they mean the same.
const hidden = /[\p{Cf}\p{Zl}\p{Zp}\u{7f}-\u{9f}]/gu

const asEscapes = (characters: string): string =>
  Array.from(
    { length: characters.length },
    (_, i) => `\\u${characters.charCodeAt(i).toString(16).padStart(4, '0')}`
  ).join('')

/** A value as JSON for people and programs, in which nothing hides. Ends with a line break. */
export const plainJson = (value: unknown): string =>
  `${JSON.stringify(value, undefined, 2).replace(hidden, asEscapes)}\n`
