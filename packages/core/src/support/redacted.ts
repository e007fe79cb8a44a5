/** A secret text. It takes part in comparisons and calls like any other value, and every rendering shows `[REDACTED]` in its place. */
export interface Redacted {
  readonly redacted: string
}

export const mask = '[REDACTED]'

// Not enumerable, so that secrets compare and copy as plain data.
const shownAs = { value: () => mask }
const veils = { toJSON: shownAs, toString: shownAs, [Symbol.for('nodejs.util.inspect.custom')]: shownAs }

/** Makes a secret text that stays masked also for `JSON.stringify`, `String` and what Node prints. */
export const redact = (text: string): Redacted => Object.defineProperties({ redacted: text }, veils)

export const isRedacted = (value: unknown): value is Redacted =>
  typeof value === 'object' &&
  value !== null &&
  'redacted' in value &&
  typeof value.redacted === 'string' &&
  Object.keys(value).length === 1

// Also where somebody forgot to say `Redacted`: what a member of this name holds is never for readers.
const sensitiveNames: ReadonlySet<string> = new Set(['clientsecret', 'client_secret'])

/** The value as readers may see it: secrets masked, however deep, by their type or by the name of the member that holds them. */
export const masked = (value: unknown): unknown => {
  if (isRedacted(value)) return mask
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      sensitiveNames.has(name.toLowerCase()) ? mask : masked(member)
    ])
  )
}
