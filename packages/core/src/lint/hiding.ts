import type { Condition } from '../resources/condition.js'
import { canonical } from '../support/canonical.js'
import { type Covers, coverIndex, covers } from './covering.js'
import type { ServedRule } from './served.js'

type PatternField = 'host-header' | 'path-pattern'

interface Patterns {
  readonly values: ReadonlyArray<string>
  readonly isRegex: boolean
}

// A regular expression is compared as text: what two of them match nobody can tell in general.
const patternsOf = (conditions: ReadonlyArray<Condition>, field: PatternField): Patterns | undefined => {
  for (const each of conditions) {
    if (each.field !== field || !(each.field === 'host-header' || each.field === 'path-pattern')) continue
    const regexes = each.regexValues ?? []
    return regexes.length > 0 ? { values: regexes, isRegex: true } : { values: each.values ?? [], isRegex: false }
  }
  return undefined
}

const isOther = ({ field }: Condition): boolean => field !== 'host-header' && field !== 'path-pattern'

/** Whether every request that meets the narrow conditions meets the wide one: it is there with the same values, or with fewer. */
const isImplied = (wide: Condition, narrow: ReadonlyArray<Condition>): boolean =>
  narrow.some((each) => {
    if (each.field !== wide.field) return false
    if (
      each.field === 'http-header' &&
      wide.field === 'http-header' &&
      each.httpHeaderName.toLowerCase() !== wide.httpHeaderName.toLowerCase()
    )
      return false
    const known = new Set(valuesOf(wide))
    const values = valuesOf(each)
    return values.length > 0 && values.every((value) => known.has(value))
  })

const valuesOf = (condition: Condition): ReadonlyArray<string> => {
  const regexes = 'regexValues' in condition ? (condition.regexValues ?? []).map((regex) => `~${regex}`) : []
  const values: ReadonlyArray<unknown> = 'values' in condition ? (condition.values ?? []) : []
  return [...values.map(canonical), ...regexes]
}

interface Entry {
  readonly rule: ServedRule
  readonly place: number
  readonly hosts: Patterns | undefined
  readonly others: ReadonlyArray<Condition>
}

// Requests of any host, or path, as a pattern.
const anything = '*'
const regexMark = '\u0000'

/** Texts under which patterns are kept; hosts are compared without regard to letter case. */
const keysOf = (patterns: Patterns | undefined, fold: boolean): ReadonlyArray<string> => {
  if (patterns === undefined) return [anything]
  if (patterns.isRegex)
    return patterns.values.map((value) =>
      `${regexMark}${value}`.replace(/[*?]/g, (sign) => `${regexMark}${sign.charCodeAt(0)}`)
    )
  return fold ? patterns.values.map((value) => value.toLowerCase()) : patterns.values
}

const coversHost = ({ hosts }: Entry, host: string): boolean => keysOf(hosts, true).some((key) => covers(key, host))

/** The earlier rule that answers the requests of one host pattern and one path pattern: the first that there is. */
const hiderOf = (
  earlier: Covers<Entry>,
  conditions: ReadonlyArray<Condition>,
  host: string,
  path: string
): Entry | undefined => {
  let first: Entry | undefined
  for (const entry of earlier.over(path)) {
    if (first !== undefined && first.place < entry.place) continue
    if (coversHost(entry, host) && entry.others.every((other) => isImplied(other, conditions))) first = entry
  }
  return first
}

/** A rule that no request reaches, and the rules that answer in its place. */
export interface Hidden {
  readonly rule: ServedRule
  readonly by: ReadonlyArray<ServedRule>
}

/** The rules of a listener, in order, that can never answer: for each of their hosts and paths an earlier one does. */
export const hiddenAmong = (rules: ReadonlyArray<ServedRule>): ReadonlyArray<Hidden> => {
  const earlier = new Map<string, Covers<Entry>>()
  const hidden: Array<Hidden> = []
  rules.forEach((rule, place) => {
    const hosts = patternsOf(rule.conditions, 'host-header')
    const hostKeys = keysOf(hosts, true)
    const pathKeys = keysOf(patternsOf(rule.conditions, 'path-pattern'), false)
    const by = new Set<ServedRule>()
    let isHidden = true
    for (const host of hostKeys) {
      for (const path of pathKeys) {
        const hider = bucketsFor(earlier, host)
          .map((bucket) => hiderOf(bucket, rule.conditions, host, path))
          .filter((entry) => entry !== undefined)
          .sort((a, b) => a.place - b.place)[0]
        if (hider === undefined) isHidden = false
        else by.add(hider.rule)
      }
    }
    if (isHidden && by.size > 0) hidden.push({ rule, by: [...by] })
    const entry: Entry = { rule, place, hosts, others: rule.conditions.filter(isOther) }
    for (const host of hostKeys) for (const path of pathKeys) bucketOf(earlier, host).add(path, entry)
  })
  return hidden
}

// Rules of other hosts are never asked; those for several hosts are under a sign of their own.
const bucketName = (host: string): string => (/[*?]/.test(host) ? anything : host)

const bucketOf = (buckets: Map<string, Covers<Entry>>, host: string): Covers<Entry> => {
  const name = bucketName(host)
  const known = buckets.get(name) ?? coverIndex<Entry>()
  buckets.set(name, known)
  return known
}

const bucketsFor = (buckets: ReadonlyMap<string, Covers<Entry>>, host: string): ReadonlyArray<Covers<Entry>> =>
  [...new Set([bucketName(host), anything])].flatMap((name) => buckets.get(name) ?? [])
