import { E, t } from '../../prelude.js'
import { type Codec, codec } from './codec.js'

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

/** The conditions of `conditions.<name>`, in the order in which they are written. */
export const conditions: Codec<ReadonlyArray<AnnotatedCondition>> = codec({
  name: 'json',
  format: 'a JSON array',
  is: t.readonlyArray(AnnotatedCondition).is,
  read: () => E.left(['not read yet']),
  write: () => ''
})
