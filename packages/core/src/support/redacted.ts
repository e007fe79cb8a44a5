// Under a registered symbol, so that two copies of this module in one program know each other's secrets for what they are.
const veil: unique symbol = Symbol.for('alb-ingress.redacted')

/**
 * A secret text that nothing shows: it is no member that JSON, a copy, a comparison of members or any inspector could reach, and whatever is
 * made to print it prints `[REDACTED]`. Only `reveal` gives it. Two secrets are compared by `canonical` or `equal`.
 */
export interface Redacted {
  readonly [veil]: () => string
}

export const mask = '[REDACTED]'

const hidden = (value: () => string): PropertyDescriptor => ({ value })
const shownAs = hidden(() => mask)

/** Makes a secret of a text. */
export const redact = (text: string): Redacted =>
  // Its one member is defined here, in a way that the compiler does not follow.
  Object.defineProperties(
    {},
    {
      [veil]: hidden(() => text),
      toJSON: shownAs,
      toString: shownAs,
      [Symbol.for('nodejs.util.inspect.custom')]: shownAs
    }
  ) as Redacted

/** Whether a value is a secret. */
export const isRedacted = (value: unknown): value is Redacted =>
  typeof value === 'object' && value !== null && veil in value

/** The secret itself. For an adapter that sends it in the call that needs it, and for those who clean and compare secrets; for nobody who writes. */
export const reveal = (secret: Redacted): string => secret[veil]()

/** Whether somebody put the mask in place of the secret, as in everything that is written down: what it was, nobody can tell. */
export const isMasked = (secret: Redacted): boolean => reveal(secret) === mask

// Also where somebody forgot to say `Redacted`: what a member of this name holds is never for readers.
const sensitiveNames: ReadonlySet<string> = new Set(['clientsecret', 'client_secret'])

const veilWith = (value: unknown, hide: (secret: Redacted) => unknown): unknown => {
  if (isRedacted(value)) return hide(value)
  if (Array.isArray(value)) return value.map((item) => veilWith(item, hide))
  if (typeof value !== 'object' || value === null) return value
  // Not by assignment, to which a member called `__proto__` would be lost.
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      sensitiveNames.has(name.toLowerCase()) && !isRedacted(member) ? mask : veilWith(member, hide)
    ])
  )
}

/** The value as readers may see it: secrets masked, however deep, by their type or by the name of the member that holds them. */
export const masked = (value: unknown): unknown => veilWith(value, () => mask)

/** The same for those who compare values before they show them: what is a secret by its type stays one. */
export const maskedByName = (value: unknown): unknown => veilWith(value, (secret) => secret)
