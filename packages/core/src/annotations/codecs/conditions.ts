import { t } from '../../prelude.js'
import type { Codec } from './codec.js'
import { json } from './json.js'
import { optional, orEmpty, refuseEmpty, required, shape, type Unjudged, unjudged, type ValueOf } from './json-shape.js'
import { arrayOf, type JsonType, text, word } from './json-types.js'

const Texts = t.readonlyArray(t.string)

const PatternCondition = t.readonly(
  t.intersection([
    t.type({ field: t.union([t.literal('host-header'), t.literal('path-pattern')]) }),
    t.partial({ values: Texts, regexValues: Texts })
  ])
)

const HeaderCondition = t.readonly(
  t.intersection([
    t.type({ field: t.literal('http-header'), httpHeaderName: t.string }),
    t.partial({ values: Texts, regexValues: Texts })
  ])
)

const ValuesCondition = t.readonly(
  t.type({ field: t.union([t.literal('http-request-method'), t.literal('source-ip')]), values: Texts })
)

const QueryStringCondition = t.readonly(
  t.type({
    field: t.literal('query-string'),
    values: t.readonlyArray(t.readonly(t.intersection([t.type({ value: t.string }), t.partial({ key: t.string })])))
  })
)

const AnnotatedCondition = t.union([PatternCondition, HeaderCondition, ValuesCondition, QueryStringCondition])
/** What a request must be like, besides host and path. Of `values` and `regexValues` exactly one is there, and it is not empty. */
export type AnnotatedCondition = t.TypeOf<typeof AnnotatedCondition>

// Which configuration belongs to which field. The others are ignored, so their content is judged only when the field is known.
const configs = {
  'host-header': 'hostHeaderConfig',
  'path-pattern': 'pathPatternConfig',
  'http-header': 'httpHeaderConfig',
  'http-request-method': 'httpRequestMethodConfig',
  'query-string': 'queryStringConfig',
  'source-ip': 'sourceIPConfig'
} as const

const texts = orEmpty(arrayOf(text))
const patterns = { values: texts, regexValues: texts } as const
const pair = shape({ key: optional(text), value: orEmpty(text) }, unjudged)

const members = {
  field: required(
    word('host-header', 'path-pattern', 'http-header', 'http-request-method', 'query-string', 'source-ip')
  ),
  hostHeaderConfig: optional(shape(patterns, unjudged)),
  pathPatternConfig: optional(shape(patterns, unjudged)),
  httpHeaderConfig: optional(shape({ httpHeaderName: orEmpty(text), ...patterns }, unjudged)),
  httpRequestMethodConfig: optional(shape({ values: texts }, unjudged)),
  queryStringConfig: optional(shape({ values: orEmpty(arrayOf(pair)) }, unjudged)),
  sourceIPConfig: optional(shape({ values: texts }, unjudged))
} as const

interface Patterns {
  readonly values: ReadonlyArray<string>
  readonly regexValues: ReadonlyArray<string>
}

/** The one list of the two that has something in it. */
const onlyList = ({ value, seen }: Unjudged<Patterns, 'values' | 'regexValues'>): Partial<Patterns> | undefined => {
  const { values, regexValues } = value
  if (values.length > 0 && regexValues.length > 0)
    return seen.refuse('', 'must have either values or regexValues, not both')
  if (regexValues.length > 0) return { regexValues }
  return values.length > 0 ? { values } : seen.refuse('', 'must have at least one entry in values or in regexValues')
}

const someValues = <A>({
  value,
  seen
}: Unjudged<{ readonly values: ReadonlyArray<A> }, 'values'>): ReadonlyArray<A> | undefined =>
  value.values.length > 0 ? value.values : seen.refuse('values', 'must have at least one entry')

type Pair = Unjudged<{ readonly key?: string; readonly value: string }, 'key' | 'value'>

const checkedPair = ({ value, seen }: Pair): Pair['value'] => {
  refuseEmpty(value, seen, 'value')
  return value
}

type ConditionMembers = ValueOf<typeof members>

const conditionOf = (value: ConditionMembers): AnnotatedCondition | undefined => {
  switch (value.field) {
    case 'host-header':
    case 'path-pattern': {
      const config = value.field === 'host-header' ? value.hostHeaderConfig : value.pathPatternConfig
      const patterns = config && onlyList(config)
      return patterns && { field: value.field, ...patterns }
    }
    case 'http-header': {
      const config = value.httpHeaderConfig
      const patterns = config && onlyList(config)
      return patterns && { field: value.field, httpHeaderName: config.value.httpHeaderName, ...patterns }
    }
    case 'query-string': {
      const values = value.queryStringConfig && someValues(value.queryStringConfig)
      return values && { field: value.field, values: values.map(checkedPair) }
    }
    case 'http-request-method':
    case 'source-ip': {
      const config = value.field === 'source-ip' ? value.sourceIPConfig : value.httpRequestMethodConfig
      const values = config && someValues(config)
      return values && { field: value.field, values }
    }
  }
}

const condition: JsonType<AnnotatedCondition> = shape(members, (value, seen) => {
  const needed = configs[value.field]
  for (const name of Object.values(configs))
    if (name !== needed && seen.given(name))
      seen.remark('unused-entry', name, `is ignored, as the field is ${value.field}`)
  return seen.given(needed) ? conditionOf(value) : seen.refuse(needed, `is missing: the field ${value.field} needs it`)
})

const plain = (condition: AnnotatedCondition): unknown => {
  const { field } = condition
  switch (field) {
    case 'host-header':
    case 'path-pattern': {
      const { values, regexValues } = condition
      return { field, [configs[field]]: { values, regexValues } }
    }
    case 'http-header': {
      const { httpHeaderName, values, regexValues } = condition
      return { field, httpHeaderConfig: { httpHeaderName, values, regexValues } }
    }
    case 'query-string':
      return { field, queryStringConfig: { values: condition.values.map(({ key, value }) => ({ key, value })) } }
    case 'http-request-method':
    case 'source-ip':
      return { field, [configs[field]]: { values: condition.values } }
  }
}

/** The conditions of `conditions.<name>`, in the order in which they are written. An unknown field is refused: dropped, as by the
 * reference, a misspelt `source-ip` would open the rule to everybody. */
export const conditions: Codec<ReadonlyArray<AnnotatedCondition>> = json({
  type: arrayOf(condition),
  format: 'a JSON array of objects with a field and the configuration of that field',
  is: t.readonlyArray(AnnotatedCondition).is,
  write: (conditions) => conditions.map(plain)
})
