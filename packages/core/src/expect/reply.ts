import { resourcesOf } from '../resources/stack.js'
import type { Request } from '../route/request.js'
import type { Trace } from '../route/trace.js'
import { matchesWildcard } from '../support/wildcard.js'
import type { Balancer, Front, RefusedGroup } from './front.js'

/**
 * Who a request comes to. `one`: this load balancer. `several`: more than one has a rule for such requests, and which of them it reaches is
 * for DNS to say. `none`: no load balancer has a rule for it, or there is none at all.
 */
export type Reply = { readonly refused: ReadonlyArray<RefusedGroup> } & (
  | { readonly by: 'one'; readonly balancer: Balancer; readonly trace: Trace }
  | { readonly by: 'several'; readonly balancers: ReadonlyArray<Balancer> }
  | { readonly by: 'none' }
)

/**
 * Whether one of a load balancer's rules is for such requests, on any of its listeners: a redirect to HTTPS is no rule, and yet the answer for
 * the hosts of the rules behind it.
 */
export const hasRuleFor = ({ stack, ask }: Pick<Balancer, 'stack' | 'ask'>, request: Request): boolean =>
  resourcesOf(stack, 'Listener').some(({ spec: { port, protocol } }) => {
    const scheme = protocol === 'HTTPS' ? 'https' : 'http'
    return ask({ ...request, port, scheme }).rules.some(({ answers }) => answers)
  })

// A group whose members could not be read may have asked for any host.
const mayServe = ({ hosts }: RefusedGroup, { host }: Request): boolean =>
  hosts.length === 0 || hosts.some((pattern) => pattern === '' || matchesWildcard(pattern, host, { ignoreCase: true }))

/** Asks the load balancers where a request would go. With `group`, only the one of that group. */
export const replyOf = (front: Front, request: Request, group?: string): Reply => {
  const refused = front.refused.filter((each) => (group === undefined ? mayServe(each, request) : each.group === group))
  const asked = group === undefined ? front.balancers : front.balancers.filter((each) => each.group === group)
  const serving = asked.length > 1 ? asked.filter((each) => hasRuleFor(each, request)) : asked
  const [balancer] = serving
  if (serving.length > 1) return { by: 'several', balancers: serving, refused }
  if (balancer === undefined) return { by: 'none', refused }
  return { by: 'one', balancer, trace: balancer.ask(request), refused }
}
