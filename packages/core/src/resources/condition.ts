import { t } from '../prelude.js'
import { canonical } from '../support/canonical.js'

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

/** What a request must be like for a rule to answer it: all conditions of the rule, any value of a condition. */
export const Condition = t.union([PatternCondition, HeaderCondition, ValuesCondition, QueryStringCondition])
export type Condition = t.TypeOf<typeof Condition>

export const Conditions: t.Type<ReadonlyArray<Condition>, unknown> = t.readonlyArray(Condition)

const byField = (conditions: ReadonlyArray<Condition>): ReadonlyArray<Condition> =>
  [...conditions].sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0))

/** Text that is equal for conditions that are the same, in whatever order their fields come. */
export const conditionsKey = (conditions: ReadonlyArray<Condition>): string => canonical(byField(conditions))

/** AWS keeps conditions in no order, but the order of conditions of one field, and of values, as it was sent. */
export const sameConditions = (desired: ReadonlyArray<Condition>, observed: ReadonlyArray<Condition>): boolean =>
  conditionsKey(desired) === conditionsKey(observed)
