/** What somebody writes who wants a terminal, a log, a page or a report to show something else than what is there. */
export const hostileText = [
  'x',
  // A terminal would clear itself, change its title, make a link, and take the rest for colours.
  '\u001b[2J\u001b]0;title\u0007\u001b]8;;http://evil.example\u0007\u009b31m',
  // A log would have a line of its own, and GitHub Actions a command.
  '\r\n::error::forged\n\u0085::warning::forged\u2028::notice::forged',
  // Text would be read from the other side, or not at all.
  '\u202e\u2066\u200b\u00ad\ufeff\u007f\u0000\u{e0041}',
  // Half of a pair is no character.
  '\ud800',
  '<img src=x onerror=forged()><script>forged()</script>]]>--><!--&amp;"\'',
  '`|*_~#[forged](http://evil.example)$(forged)\\%0A::error::forged{{forged}}'
].join('')

type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [name: string]: Json }

const parsed = (text: string): Json | undefined => {
  try {
    const json: Json = JSON.parse(text)
    return typeof json === 'object' ? json : undefined
  } catch {
    return undefined
  }
}

const inText = (text: string): ReadonlyArray<string> => {
  const inside = parsed(text)
  return inside === undefined
    ? [`${text}${hostileText}`, ...(text.includes('=') ? [`${hostileText.replace(/[,=]/g, '')}${text}`] : [])]
    : [`${text}${hostileText}`, ...hostileVariants(inside).map((variant) => JSON.stringify(variant))]
}

/** The same value again and again, each time with the hostile text at one other place: in a text, in the name of a member, in a text inside JSON. */
export const hostileVariants = (value: Json): ReadonlyArray<Json> => {
  if (typeof value === 'string') return inText(value)
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value))
    return value.flatMap((item: Json, i) => hostileVariants(item).map((variant) => value.with(i, variant)))
  return Object.entries(value).flatMap(([name, member]): ReadonlyArray<Json> => {
    const { [name]: _, ...others } = value as { readonly [name: string]: Json }
    return [
      ...hostileVariants(member).map((variant) => ({ ...value, [name]: variant })),
      { ...others, [`${name}${hostileText}`]: member }
    ]
  })
}

/** Characters that show nothing, or hide or reorder others. Line breaks between lines are fine. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** What would be wrong with a text on a terminal or in a log, or `undefined`. */
export const harmIn = (text: string): string | undefined => {
  const lines = text.replace(/[\n\t]/g, ' ')
  const found = hidden.exec(lines)
  if (found !== null) return JSON.stringify(lines.slice(Math.max(0, found.index - 80), found.index + 20))
  return /^::\w+::forged/m.exec(text)?.[0]
}
