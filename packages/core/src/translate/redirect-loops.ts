import type { ListenerPort } from '../groups/configure.js'
import type { Redirect } from '../resources/action.js'
import { type DraftRule, type PatternField, patternsOf, redirectOf } from './draft-rule.js'

/** Which of the values lead back to themselves when the redirect keeps, or names, this part of the URL. */
const looping = (
  target: string | undefined,
  kept: string,
  values: ReadonlyArray<string>
): 'all' | ReadonlyArray<string> =>
  target === undefined || target === kept ? 'all' : values.filter((value) => value === target)

const keepsRest = ({ port, protocol, query }: Redirect, listener: ListenerPort): boolean =>
  (port === undefined || port === '#{port}' || port === String(listener.port)) &&
  (protocol === undefined || protocol === '#{protocol}' || protocol === listener.protocol) &&
  (query === undefined || query === '#{query}')

const without = <R extends DraftRule>(rule: R, field: PatternField, removed: ReadonlyArray<string>): R => ({
  ...rule,
  conditions: rule.conditions.map((condition) =>
    condition.field === field && 'values' in condition
      ? { ...condition, values: patternsOf(rule, field).values.filter((value) => !removed.includes(value)) }
      : condition
  )
})

/**
 * A redirect that would send a client back to the URL it came with answers nobody. Only the hosts, or paths, that loop are taken out of
 * its conditions; a rule of which nothing is left is dropped. (The reference drops the whole rule as soon as one value loops.)
 */
export const withoutLoop = <R extends DraftRule>(rule: R, listener: ListenerPort): ReadonlyArray<R> => {
  const redirect = redirectOf(rule)
  if (redirect === undefined || !keepsRest(redirect, listener)) return [rule]
  const hosts = patternsOf(rule, 'host-header')
  const paths = patternsOf(rule, 'path-pattern')
  if (paths.regexValues.length > 0) return [rule]
  const loopingHosts = looping(redirect.host, '#{host}', hosts.values)
  const loopingPaths = looping(redirect.path, '/#{path}', paths.values)
  const all = (loops: 'all' | ReadonlyArray<string>, values: ReadonlyArray<string>): boolean =>
    loops === 'all' || (values.length > 0 && loops.length === values.length)
  if (all(loopingHosts, hosts.values) && all(loopingPaths, paths.values)) return []
  if (loopingHosts === 'all' && loopingPaths !== 'all' && loopingPaths.length > 0)
    return [without(rule, 'path-pattern', loopingPaths)]
  if (loopingPaths === 'all' && loopingHosts !== 'all' && loopingHosts.length > 0)
    return [without(rule, 'host-header', loopingHosts)]
  return [rule]
}
