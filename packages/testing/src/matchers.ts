import type { Code, Expected, RequestGiven, SettingGiven } from '@alb-ingress/core'
import { checkRefusal, checkRequest, checkSetting, type Outcome } from './ask.js'
import type { LoadBalancer } from './load-balancer.js'

const isLoadBalancer = (value: unknown): value is LoadBalancer =>
  typeof value === 'object' && value !== null && 'front' in value && 'findings' in value

const isPromise = (value: unknown): boolean => typeof value === 'object' && value !== null && 'then' in value

/** What stands in `expect(…)`, or an exception that says what should. */
const loadBalancerIn = (received: unknown): LoadBalancer => {
  if (isLoadBalancer(received)) return received
  throw new TypeError(
    isPromise(received)
      ? 'expect(…) was given a promise: write expect(await loadBalancerFrom(…)).'
      : 'expect(…) needs what loadBalancerFrom(…) gives: write const alb = await loadBalancerFrom(manifests, account).'
  )
}

/** A verdict in the shape that test runners take: the message is asked for only where it is shown. */
interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

const resultOf = ({ passed, message }: Outcome): MatcherResult => ({ pass: passed, message: () => message })

/** The matchers as plain functions of what stands in `expect(…)`; everything else is a way to write them. */
export const matchers = {
  toAnswer: (received: unknown, request: RequestGiven, expected: Expected): MatcherResult =>
    resultOf(checkRequest(loadBalancerIn(received), request, expected)),
  toHaveSetting: (received: unknown, key: string, value: SettingGiven, about?: string | number): MatcherResult =>
    resultOf(checkSetting(loadBalancerIn(received), key, value, about)),
  toRefuse: (received: unknown, code?: Code): MatcherResult => resultOf(checkRefusal(loadBalancerIn(received), code))
} as const
