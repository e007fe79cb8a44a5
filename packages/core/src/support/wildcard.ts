/** How a wildcard pattern is compared. `escapes`: a backslash takes the meaning from the `*`, `?` or backslash after it. */
export interface WildcardOptions {
  readonly ignoreCase?: boolean
  readonly escapes?: boolean
}

const many = Symbol('*')
const one = Symbol('?')
type Token = string | typeof many | typeof one

const tokensOf = (pattern: string, escapes: boolean): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  const characters = [...pattern]
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? ''
    const next = characters[i + 1]
    if (escapes && character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      tokens.push(next)
      i++
    } else if (character === '*') {
      // Two stars in a row say no more than one.
      if (tokens.at(-1) !== many) tokens.push(many)
    } else tokens.push(character === '?' ? one : character)
  }
  return tokens
}

/**
 * Whether a text is what a pattern describes: `*` is any sequence, also an empty one, `?` is exactly one character, all else is itself.
 * Only the last `*` is ever tried again, so the time is at most length of the pattern times length of the text, whoever wrote them.
 */
export const matchesWildcard = (pattern: string, text: string, options: WildcardOptions = {}): boolean => {
  const fold = (value: string): string => (options.ignoreCase === true ? value.toLowerCase() : value)
  const tokens = tokensOf(fold(pattern), options.escapes ?? false)
  const characters = [...fold(text)]
  let token = 0
  let at = 0
  let star = -1
  let starAt = 0
  while (at < characters.length) {
    const wanted = tokens[token]
    if (wanted === many) {
      star = token++
      starAt = at
    } else if (wanted === one || (wanted !== undefined && wanted === characters[at])) {
      token++
      at++
    } else if (star >= 0) {
      token = star + 1
      at = ++starAt
    } else return false
  }
  return token === tokens.length || (token === tokens.length - 1 && tokens[token] === many)
}
