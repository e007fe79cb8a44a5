import { type Aws, type Clock, E, type Fault, type Outcome, TE } from '@alb-ingress/core'
import { answer } from './answer.js'
import { details } from './details.js'
import type { Delays } from './load-balancers.js'
import { observe } from './observe.js'
import { perform } from './perform.js'
import { toFault } from './refusal.js'
import type { World } from './world.js'

/** AWS over an account in memory: reads see what writes have done, and every call is held to AWS's own rules. */
export const memoryAws = (world: World, clock: Pick<Clock, 'now'>, delays: Partial<Delays> = {}): Aws => {
  const late = { provisioning: 0, interfaces: 0, health: 0, ...delays }
  return {
    answer: (needed) => TE.fromIO(() => answer(world, needed, clock.now(), late)),
    observe: (scope) => TE.fromIO(() => observe(world, scope, clock.now())),
    details: (needed) => TE.fromIO(() => details(world, needed)),
    perform: (call) => async (): Promise<E.Either<Fault, Outcome>> => {
      const verdict = perform(world, call, clock.now(), late)
      return E.isLeft(verdict) ? E.left(toFault(call.action, verdict.left)) : verdict
    }
  }
}
