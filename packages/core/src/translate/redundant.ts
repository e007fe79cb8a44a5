import type { ListenerPort } from '../groups/configure.js'
import type { Action, Redirect } from '../resources/action.js'
import type { Condition } from '../resources/condition.js'

/** A rule before it has a priority. */
export interface DraftRule {
  readonly conditions: ReadonlyArray<Condition>
  readonly actions: ReadonlyArray<Action>
}

type PatternField = 'host-header' | 'path-pattern'

interface Patterns {
  readonly values: ReadonlyArray<string>
  readonly regexValues: ReadonlyArray<string>
}

const patternsOf = ({ conditions }: DraftRule, field: PatternField): Patterns => {
  const condition = conditions.find((each) => each.field === field)
  if (condition === undefined || !(condition.field === 'host-header' || condition.field === 'path-pattern'))
    return { values: [], regexValues: [] }
  return { values: condition.values ?? [], regexValues: condition.regexValues ?? [] }
}

const redirectOf = ({ actions }: DraftRule): Redirect | undefined =>
  actions.find((action): action is Redirect => action.type === 'redirect')

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

/** What an earlier redirect answers, prepared for comparing many later rules with it. */
interface Cover {
  readonly hosts: ReadonlySet<string>
  readonly hostRegexes: ReadonlySet<string>
  readonly anyHost: boolean
  readonly paths: ReadonlySet<string>
  readonly anyPath: boolean
}

const coverOf = (rule: DraftRule): Cover | undefined => {
  if (redirectOf(rule) === undefined) return undefined
  if (rule.conditions.some(({ field }) => field !== 'host-header' && field !== 'path-pattern')) return undefined
  const hosts = patternsOf(rule, 'host-header')
  const paths = patternsOf(rule, 'path-pattern')
  const pathTexts = [...paths.values, ...paths.regexValues]
  return {
    hosts: new Set(hosts.values),
    hostRegexes: new Set(hosts.regexValues),
    anyHost: hosts.values.length === 0 && hosts.regexValues.length === 0,
    paths: new Set(pathTexts),
    anyPath: pathTexts.length === 0 || paths.values.includes('/*')
  }
}

const areAmong = (values: ReadonlyArray<string>, known: ReadonlySet<string>): boolean =>
  values.length > 0 && values.every((value) => known.has(value))

const isCovered = (rule: DraftRule, cover: Cover): boolean => {
  const hosts = patternsOf(rule, 'host-header')
  const paths = patternsOf(rule, 'path-pattern')
  const hostCovered =
    cover.anyHost || areAmong(hosts.values, cover.hosts) || areAmong(hosts.regexValues, cover.hostRegexes)
  return hostCovered && (cover.anyPath || areAmong([...paths.values, ...paths.regexValues], cover.paths))
}

/**
 * The rules that can answer something. Redirects onto themselves go, and so does every rule that an earlier redirect covers: the old way
 * of redirecting to HTTPS puts such a redirect first on every listener. Patterns are compared as texts.
 */
export const withoutRedundant = <R extends DraftRule>(
  rules: ReadonlyArray<R>,
  listener: ListenerPort
): ReadonlyArray<R> => {
  const kept: Array<R> = []
  const covers: Array<Cover> = []
  for (const rule of rules.flatMap((each) => withoutLoop(each, listener))) {
    if (covers.some((cover) => isCovered(rule, cover))) continue
    kept.push(rule)
    const cover = coverOf(rule)
    if (cover !== undefined) covers.push(cover)
  }
  return kept
}
