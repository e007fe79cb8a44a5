import {
  type Code,
  catalogue,
  destinationText,
  diagnosticsText,
  E,
  type Expected,
  judge,
  judgeSetting,
  metText,
  nearest,
  O,
  pageFor,
  pages,
  plainStyle,
  type Reply,
  type Request,
  type RequestGiven,
  replyOf,
  requestOf,
  type SettingGiven,
  traceText,
  type Verdict,
  verdictText
} from '@alb-ingress/core'
import type { LoadBalancer } from './load-balancer.js'

/** Whether something is as expected, and a text for people: where it is, what was met; where it is not, why not and what to do. */
export interface Outcome {
  readonly passed: boolean
  readonly message: string
}

/** The outcome of an expectation about one request, with all that is known of the way of the request. */
export interface RequestOutcome extends Outcome {
  readonly verdict: Verdict
}

const readable = (given: RequestGiven): Request => {
  const request = requestOf(given)
  // A request that is none is a mistake in the test, and no verdict on the manifests.
  if (E.isLeft(request)) throw new Error(request.left)
  return request.right
}

/** Where a request goes: the load balancer that answers it, and the whole trace. */
export const whereTo = ({ front, group }: LoadBalancer, request: RequestGiven): Reply =>
  replyOf(front, readable(request), group)

/** The same for readers: the rules that were looked at, why each answers or does not, and what comes of it. */
export const wayOf = (loadBalancer: LoadBalancer, request: RequestGiven): string => {
  const reply = whereTo(loadBalancer, request)
  if (reply.by === 'one') return traceText(reply.trace, plainStyle)
  return reply.by === 'several' ? 'several load balancers have a rule for it' : 'no load balancer has a rule for it'
}

/** What comes of a request, in one line: `shop/cart:80`, `301 to https://…`; `undefined` where no single load balancer answers. */
export const destinationOf = (loadBalancer: LoadBalancer, request: RequestGiven): string | undefined => {
  const reply = whereTo(loadBalancer, request)
  return reply.by === 'one' ? destinationText(reply.trace.destination) : undefined
}

/** Whether a request comes to what is expected; aspects that are not named are not looked at. */
export const checkRequest = (
  { front, group }: LoadBalancer,
  request: RequestGiven,
  expected: Expected
): RequestOutcome => {
  const verdict = judge(front, readable(request), expected, group)
  const message = verdict.passed ? metText(verdict, plainStyle) : verdictText(verdict, plainStyle)
  return { passed: verdict.passed, message, verdict }
}

// What nobody knows is a mistake in the test: the contrary of it would be met for ever.
const unknown = (what: string, given: string, names: ReadonlyArray<string>): never => {
  const meant = nearest(given, names)
  throw new Error(`${given} is no ${what}.${O.isSome(meant) ? ` Did you mean ${meant.value}?` : ''}`)
}

/** Whether a setting has a value, by the key of its annotation; `about` narrows it to a Service, a port or an Ingress. */
export const checkSetting = (
  { front, group }: LoadBalancer,
  key: string,
  value: SettingGiven,
  about?: string | number
): Outcome => {
  if (pageFor(key) === undefined)
    unknown(
      'annotation',
      key,
      pages.map((page) => page.key)
    )
  const balancers = group === undefined ? front.balancers : front.balancers.filter((each) => each.group === group)
  return judgeSetting({ ...front, balancers }, { key, ...(about === undefined ? {} : { about }) }, value)
}

/** Whether an object or a group is refused, with this code or with any. */
export const checkRefusal = ({ errors }: LoadBalancer, code?: Code): Outcome => {
  if (code !== undefined && !Object.hasOwn(catalogue, code)) unknown('code of a finding', code, Object.keys(catalogue))
  const found = code === undefined ? errors : errors.filter((each) => each.code === code)
  const shown = (list: typeof errors): string => diagnosticsText(list, plainStyle)
  if (found.length > 0) {
    return {
      passed: true,
      message: `Expected no refusal${code === undefined ? '' : ` with ${code}`}, and got:\n${shown(found)}`
    }
  }
  const wanted = code === undefined ? 'a refusal' : `a refusal with ${code}`
  const instead = errors.length === 0 ? 'nothing is refused.' : `other things are refused:\n${shown(errors)}`
  return { passed: false, message: `Expected ${wanted}, and ${instead}\nCorrect the manifests, or the test.` }
}
