import { E, type t } from '@alb-ingress/core'

type Given<A> = { readonly [N in keyof A]?: Exclude<A[N], undefined> }

/** The members that have a value: AWS leaves out what it does not say, and the SDK makes `undefined` of that. */
export const given = <A extends object>(members: A): Given<A> =>
  // Nothing but members without a value was taken off.
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<A>

/**
 * What AWS shows, where the core knows its shape. What came to AWS after this was written, or is not complete, is not understood: then the
 * field counts as different from anything that is desired.
 */
export const understood = <A>(codec: t.Type<A, unknown>, shown: unknown): A | undefined => {
  const decoded = codec.decode(shown)
  return E.isRight(decoded) ? decoded.right : undefined
}
