import type { Action } from '../resources/action.js'
import { arnKey } from '../resources/fields.js'
import { keyOf } from '../resources/ref.js'
import { type Resource, resourcesOf, type Stack } from '../resources/stack.js'
import { bindingsOf, type Destination, destinationOf } from '../route/destination.js'
import { conditionTest } from '../route/match.js'
import type { Request } from '../route/request.js'

/** One way that a load balancer can answer: a rule, or what a listener does where no rule answers. */
export interface Way {
  /** `rule 443:3`, `default of 443`. */
  readonly name: string
  readonly port: number
  readonly protocol: string
  /** Absent for the default, which comes last. */
  readonly rule?: Resource<'ListenerRule'>
  readonly actions: ReadonlyArray<Action>
}

/** All ways of a load balancer, in the order in which they are tried. */
export const waysOf = (stack: Stack): ReadonlyArray<Way> => {
  const rules = new Map<string, Array<Resource<'ListenerRule'>>>()
  for (const rule of resourcesOf(stack, 'ListenerRule')) {
    const key = arnKey(rule.spec.listener)
    const known = rules.get(key) ?? []
    known.push(rule)
    rules.set(key, known)
  }
  return resourcesOf(stack, 'Listener')
    .filter(({ spec: { protocol } }) => protocol !== 'TCP')
    .sort((a, b) => a.spec.port - b.spec.port)
    .flatMap((listener) => {
      const { port, protocol, defaultActions } = listener.spec
      const own = [...(rules.get(keyOf(listener)) ?? [])].sort((a, b) => a.spec.priority - b.spec.priority)
      return [
        ...own.map((rule): Way => ({ name: `rule ${rule.id}`, port, protocol, rule, actions: rule.spec.actions })),
        { name: `default of ${port}`, port, protocol, actions: defaultActions }
      ]
    })
}

/** What comes of a request if this way answers it. */
export const destinationsIn = (stack: Stack): ((way: Way, request: Request) => Destination) => {
  const bindings = bindingsOf(stack)
  return ({ actions }, request) => destinationOf(actions, request, bindings)
}

/** Why the conditions of a way do not hold for a request; empty where they do. */
export const obstacles = ({ rule }: Way, request: Request): ReadonlyArray<string> =>
  (rule?.spec.conditions ?? []).flatMap((condition) => {
    const { held, why } = conditionTest(condition)(request)
    return held ? [] : [why]
  })
