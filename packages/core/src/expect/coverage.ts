import { actionWords, conditionsWords } from '../render/words.js'
import type { Action } from '../resources/action.js'
import { arnKey } from '../resources/fields.js'
import { type Arn, isRef } from '../resources/ref.js'
import { type Bindings, bindingsOf } from '../route/destination.js'
import { printable } from '../support/wording.js'
import type { Balancer, Front } from './front.js'
import { type Way, waysOf } from './leads.js'
import type { Reply } from './reply.js'

/** A rule, or a default of a listener, that a test can reach. */
export interface Reachable {
  readonly group: string
  /** `rule 443:3`, `default of 443`. */
  readonly name: string
  /** What it answers, and how: for people. */
  readonly when: string
  readonly does: string
}

/** How much of what load balancers do was looked at. */
export interface Coverage {
  readonly reached: ReadonlyArray<Reachable>
  readonly missed: ReadonlyArray<Reachable>
}

const notFound = ({ type, ...rest }: Action): boolean =>
  type === 'fixed-response' && 'statusCode' in rest && rest.statusCode === '404'

// That nothing is found where no rule matches is what every load balancer does: nobody asked for it.
const isAskedFor = ({ rule, actions }: Way): boolean => rule !== undefined || !actions.every(notFound)

const targetWords =
  (bindings: Bindings) =>
  (arn: Arn): string => {
    const service = bindings.get(arnKey(arn))
    if (service !== undefined) return printable(`${service.namespace}/${service.name}:${service.port}`)
    return isRef(arn) ? printable(arn.id) : printable(arn)
  }

const reachable = ({ group, stack }: Balancer): ReadonlyArray<Reachable> => {
  const target = targetWords(bindingsOf(stack))
  return waysOf(stack)
    .filter(isAskedFor)
    .map(({ name, rule, actions }) => ({
      group,
      name,
      when: conditionsWords(rule?.spec.conditions ?? []),
      does: actions.map((action) => actionWords(action, target)).join(', then ')
    }))
}

/** The name of the way by which a request was answered, as `waysOf` gives it. */
const wayOf = (reply: Reply): string | undefined => {
  if (reply.by !== 'one' || reply.trace.answeredBy === undefined) return undefined
  const { answeredBy, listener } = reply.trace
  const name = answeredBy === 'default' ? `default of ${listener ?? ''}` : `rule ${answeredBy}`
  return `${reply.balancer.group} ${name}`
}

/** Which rules the answers to some requests came by, and which nobody has asked for. Defaults that only say 404 do not count. */
export const coverageOf = (front: Front, answers: ReadonlyArray<Reply>): Coverage => {
  const taken = new Set(answers.map(wayOf))
  const all = front.balancers.flatMap(reachable)
  const isReached = ({ group, name }: Reachable): boolean => taken.has(`${group} ${name}`)
  return { reached: all.filter(isReached), missed: all.filter((each) => !isReached(each)) }
}

/** From 0 to 100; what has no rules is covered. */
export const percentCovered = ({ reached, missed }: Coverage): number => {
  const total = reached.length + missed.length
  return total === 0 ? 100 : (100 * reached.length) / total
}
