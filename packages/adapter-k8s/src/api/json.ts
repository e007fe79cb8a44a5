/** An object of JSON. */
export type Json = Readonly<Record<string, unknown>>

/** The members of an object of JSON; of anything else, none. */
export const recordOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? // An object that is no list can be asked for any member.
      (value as Json)
    : {}

/** Text, or nothing where there is something else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A list, or an empty one where there is something else. */
export const listOf = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])
