import { type Condition, Conditions } from '@alb-ingress/core'
import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2'
import { given, understood } from './understood.js'

/** Conditions as they are sent: in the structure of their field, never in AWS's older flat list of values. */
export const sentConditions = (conditions: ReadonlyArray<Condition>): Array<RuleCondition> => conditions.map(sent)

const texts = (values: ReadonlyArray<string> | undefined): Array<string> | undefined => values && [...values]

const sent = (condition: Condition): RuleCondition => {
  const Field = condition.field
  switch (condition.field) {
    case 'host-header':
      return { Field, HostHeaderConfig: sentPatterns(condition) }
    case 'path-pattern':
      return { Field, PathPatternConfig: sentPatterns(condition) }
    case 'http-header':
      return { Field, HttpHeaderConfig: { HttpHeaderName: condition.httpHeaderName, ...sentPatterns(condition) } }
    case 'http-request-method':
      return { Field, HttpRequestMethodConfig: { Values: [...condition.values] } }
    case 'source-ip':
      return { Field, SourceIpConfig: { Values: [...condition.values] } }
    case 'query-string':
      return {
        Field,
        QueryStringConfig: { Values: condition.values.map(({ key, value }) => ({ Key: key, Value: value })) }
      }
  }
}

interface Patterns {
  readonly values?: ReadonlyArray<string>
  readonly regexValues?: ReadonlyArray<string>
}

const sentPatterns = ({ values, regexValues }: Patterns) => ({
  Values: texts(values),
  RegexValues: texts(regexValues)
})

/** Conditions as AWS shows them; `undefined` where one of them is not understood. */
export const shownConditions = (conditions: ReadonlyArray<RuleCondition> = []): ReadonlyArray<Condition> | undefined =>
  understood(Conditions, conditions.map(shown))

const shown = (condition: RuleCondition): unknown => ({ field: condition.Field, ...shownConfig(condition) })

const shownConfig = (condition: RuleCondition): object | undefined => {
  switch (condition.Field) {
    case 'host-header':
      return shownPatterns(condition.HostHeaderConfig)
    case 'path-pattern':
      return shownPatterns(condition.PathPatternConfig)
    case 'http-header':
      return {
        httpHeaderName: condition.HttpHeaderConfig?.HttpHeaderName,
        ...shownPatterns(condition.HttpHeaderConfig)
      }
    case 'http-request-method':
      return { values: condition.HttpRequestMethodConfig?.Values }
    case 'source-ip':
      return { values: condition.SourceIpConfig?.Values }
    case 'query-string':
      return {
        values: condition.QueryStringConfig?.Values?.map(({ Key, Value }) => given({ key: Key, value: Value }))
      }
    default:
      return undefined
  }
}

// AWS shows an empty list beside the one that was given.
const unlessEmpty = (values: ReadonlyArray<string> | undefined): ReadonlyArray<string> | undefined =>
  values?.length === 0 ? undefined : values

const shownPatterns = (config: { Values?: Array<string> | undefined; RegexValues?: Array<string> | undefined } = {}) =>
  given({ values: unlessEmpty(config.Values), regexValues: unlessEmpty(config.RegexValues) })
