import {
  afterReport,
  type CarriedOut,
  E,
  type Fault,
  type GroupId,
  type Knowledge,
  nothingKnownYet,
  type ObservedState,
  type Outlook,
  type Seen,
  type Swept,
  surveyWith,
  sweep
} from '@alb-ingress/core'
import { oneAtATime } from './one-at-a-time.js'
import type { Parts } from './parts.js'

/** What is known of the account, and how it becomes known: only what is not known is asked for. */
export interface Eyes {
  /** Looks at one group, or at all of them. */
  readonly look: (only?: GroupId) => Promise<E.Either<Fault, Outlook>>
  /** Looks at everything afresh, and says what others changed. */
  readonly sweep: () => Promise<E.Either<Fault, Swept>>
  /** What our own calls did is known without a look. */
  readonly saw: (carriedOut: CarriedOut) => void
  /** All that is known of what AWS has. */
  readonly observed: () => ObservedState
  /** Nothing that was known counts any more. */
  readonly forget: () => void
}

export const eyesOn = ({ ports, install, source, timers }: Parts, seen: () => Seen): Eyes => {
  let knowledge: Knowledge = nothingKnownYet()
  const inTurn = oneAtATime()
  const survey = (only?: GroupId) =>
    surveyWith(ports.aws, install)(seen(), knowledge, {
      ...(only === undefined ? {} : { only }),
      now: timers.now(),
      bindingsPublished: source.hasBindings()
    })()
  const outlook = E.map(([told]: readonly [Outlook, Knowledge]) => told)

  /** The first look is at all groups, in bulk: one by one, each of them would cost a look of its own. */
  const first = () => (knowledge.complete ? undefined : inTurn(async () => (knowledge.complete ? undefined : survey())))
  return {
    look: async (only) => {
      const all = await first()
      const isTold = all !== undefined && (only === undefined || E.isLeft(all))
      return outlook(isTold ? all : await survey(only))
    },
    sweep: () => sweep(ports.aws, install)(seen().cluster, knowledge)(),
    saw: (carriedOut) => {
      knowledge = afterReport(knowledge, carriedOut)
    },
    observed: () => ({
      stacks: new Map([...knowledge.stacks].map(([id, { resources }]) => [id, { id, resources }])),
      rulesPerLoadBalancer: knowledge.rulesPerLoadBalancer
    }),
    forget: () => {
      knowledge = nothingKnownYet()
    }
  }
}
