import type { Condition } from '@alb-ingress/core'
import { isCidr } from './cidr.js'
import { firstRefusal, type Refusal, when } from './refusal.js'
import type { World } from './world.js'

/** What AWS checks of the conditions of a rule: at least one, how many values and wildcards, and what each kind allows. */
export const conditionsRefusal = ({ limits }: World, conditions: ReadonlyArray<Condition>): Refusal => {
  const values = conditions.flatMap(valuesOf)
  const wildcards = conditions.flatMap(wildcardTexts).reduce((sum, text) => sum + wildcardsIn(text), 0)
  return (
    when(conditions.length === 0, 'ValidationError', 'A rule must have at least one condition') ??
    firstRefusal(conditions, conditionRefusal) ??
    onceRefusal(conditions) ??
    when(
      values.length > limits.conditionValuesPerRule,
      'ValidationError',
      `A rule can only have '${limits.conditionValuesPerRule}' condition values`
    ) ??
    when(
      wildcards > limits.wildcardsPerRule,
      'ValidationError',
      `A rule can only have '${limits.wildcardsPerRule}' condition wildcards`
    )
  )
}

const valuesOf = (condition: Condition): ReadonlyArray<unknown> => [
  ...(condition.values ?? []),
  ...('regexValues' in condition ? (condition.regexValues ?? []) : [])
]

// In regular expressions the star means something else, and is not counted.
const wildcardTexts = (condition: Condition): ReadonlyArray<string> => {
  switch (condition.field) {
    case 'host-header':
    case 'path-pattern':
    case 'http-header':
      return condition.values ?? []
    case 'query-string':
      return condition.values.flatMap(({ key = '', value }) => [key, value])
    default:
      return []
  }
}

const wildcardsIn = (text: string): number => text.match(/[*?]/g)?.length ?? 0

const onceOnly: ReadonlySet<string> = new Set(['host-header', 'path-pattern', 'http-request-method', 'source-ip'])

const onceRefusal = (conditions: ReadonlyArray<Condition>): Refusal => {
  const seen = new Set<string>()
  return firstRefusal(conditions, ({ field }) => {
    const again = onceOnly.has(field) && seen.has(field)
    seen.add(field)
    return when(again, 'ValidationError', `A rule can only have one '${field}' condition`)
  })
}

const longerThan = (what: string, most: number, texts: ReadonlyArray<string>): Refusal =>
  firstRefusal(texts, (text) =>
    when(text.length > most, 'ValidationError', `The ${what} '${text}' cannot be longer than '${most}' characters`)
  )

const conditionRefusal = (condition: Condition): Refusal => {
  if (valuesOf(condition).length === 0) {
    return when(true, 'ValidationError', `A '${condition.field}' condition must have a value`)
  }
  switch (condition.field) {
    case 'host-header':
      return longerThan('host header', 128, condition.values ?? []) ?? firstRefusal(condition.values ?? [], hostRefusal)
    case 'path-pattern':
      return (
        longerThan('path pattern', 128, condition.values ?? []) ?? firstRefusal(condition.values ?? [], pathRefusal)
      )
    case 'http-header':
      return (
        longerThan('header name', 40, [condition.httpHeaderName]) ??
        longerThan('header value', 128, condition.values ?? [])
      )
    case 'http-request-method':
      return firstRefusal(condition.values, methodRefusal)
    case 'source-ip':
      return firstRefusal(condition.values, sourceRefusal)
    case 'query-string':
      return longerThan('query string', 128, wildcardTexts(condition))
  }
}

const hostRefusal = (host: string): Refusal =>
  when(
    !/^[A-Za-z0-9.\-*?_]+$/.test(host),
    'ValidationError',
    `The host header '${host}' holds characters that are not allowed`
  )

const pathRefusal = (path: string): Refusal =>
  when(
    !/^[A-Za-z0-9_\-.$/~"'@:+&*?%]+$/.test(path),
    'ValidationError',
    `The path pattern '${path}' holds characters that are not allowed`
  )

const methodRefusal = (method: string): Refusal =>
  when(
    !/^[A-Z\-_]{1,40}$/.test(method),
    'ValidationError',
    `The request method '${method}' must have 1 to 40 capital letters, hyphens and underscores`
  )

const sourceRefusal = (cidr: string): Refusal =>
  when(!isCidr(cidr), 'ValidationError', `The source IP '${cidr}' is not a valid CIDR block`)
