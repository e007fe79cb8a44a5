/**
 * What a record itself has under a name that a user may have chosen. Every object seems to have a `constructor` and a `toString`, and nobody
 * wrote those.
 */
export const own = <A>(record: Readonly<Record<string, A>>, name: string): A | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
