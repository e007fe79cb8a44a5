import type { Arn } from '@alb-ingress/core'

/** The text of an ARN or id. Calls are bound before they get here, so a reference that is left was never resolved. */
export const literal = (arn: Arn): string => {
  if (typeof arn === 'string') return arn
  throw new Error(`${arn.kind} ${arn.stack} ${arn.id} is still a reference in a call that is sent`)
}
