import type { Arn } from '@alb-ingress/core'

/** The text of an ARN or id. A bound call holds no references any more: one that does was bound wrongly. */
export const text = (arn: Arn): string => {
  if (typeof arn === 'string') return arn
  throw new Error(`a bound call still refers to ${arn.kind} ${arn.stack} ${arn.id}`)
}

/** The texts of a list that may be absent. */
export const texts = (arns: ReadonlyArray<Arn> | undefined): ReadonlyArray<string> => (arns ?? []).map(text)
