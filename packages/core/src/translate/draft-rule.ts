import type { Action, Redirect } from '../resources/action.js'
import type { Condition } from '../resources/condition.js'
import type { PathPatterns } from './paths.js'

/** A rule before it has a priority. */
export interface DraftRule {
  readonly conditions: ReadonlyArray<Condition>
  readonly actions: ReadonlyArray<Action>
}

/** Conditions of these fields hold patterns, or regular expressions. */
export type PatternField = 'host-header' | 'path-pattern'

/** Whether a condition is about the host or the path. */
export const isPattern = <C extends { readonly field: Condition['field'] }>(
  condition: C
): condition is Extract<C, { readonly field: PatternField }> =>
  condition.field === 'host-header' || condition.field === 'path-pattern'

/** What a rule asks of the host, or of the path. Both empty: nothing. */
export const patternsOf = ({ conditions }: DraftRule, field: PatternField): PathPatterns => {
  const condition = conditions.find((each) => each.field === field)
  if (condition === undefined || !isPattern(condition)) return { values: [], regexValues: [] }
  return { values: condition.values ?? [], regexValues: condition.regexValues ?? [] }
}

/** The redirect with which a rule answers, if it does. */
export const redirectOf = ({ actions }: DraftRule): Redirect | undefined =>
  actions.find((action): action is Redirect => action.type === 'redirect')
