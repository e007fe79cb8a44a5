import type { ListenerPort } from '../groups/configure.js'
import { type DraftRule, isPattern, patternsOf, redirectOf } from './draft-rule.js'
import { withoutLoop } from './redirect-loops.js'

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
  if (!rule.conditions.every(isPattern)) return undefined
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
