import { type E, type Fault, type GroupId, type Outlook, type StackId, survey } from '@alb-ingress/core'
import { oneAtATime } from './one-at-a-time.js'
import type { Parts } from './parts.js'

/** What is known of the account, and how it becomes known. One look at a time: the next one knows what the last one saw. */
export interface Eyes {
  /** Looks at one group, or at all of them. */
  readonly look: (only?: GroupId) => Promise<E.Either<Fault, Outlook>>
  /** What was known of these stacks, or of all, is looked at afresh next time. */
  readonly forget: (stacks?: Iterable<StackId>) => void
}

export const eyesOn = ({ ports, install }: Parts): Eyes => {
  const inTurn = oneAtATime()
  return {
    look: (only) => inTurn(survey(ports, install)(only === undefined ? {} : { only })),
    forget: () => undefined
  }
}
