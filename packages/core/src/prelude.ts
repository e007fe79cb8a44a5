/** The fp-ts and io-ts words this house uses, imported once: the ESM paths (`fp-ts/lib/Either.js`) stay out of sight. */
export * as E from 'fp-ts/lib/Either.js'
export { flow, pipe } from 'fp-ts/lib/function.js'
export * as O from 'fp-ts/lib/Option.js'
export * as RA from 'fp-ts/lib/ReadonlyArray.js'
export type * as T from 'fp-ts/lib/Task.js'
export * as TE from 'fp-ts/lib/TaskEither.js'
export * as TH from 'fp-ts/lib/These.js'
export * as t from 'io-ts'
