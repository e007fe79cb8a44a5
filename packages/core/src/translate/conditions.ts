import type { AnnotatedCondition } from '../annotations/codecs/conditions.js'
import { type Checked, noting } from '../checked/checked.js'
import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { Condition } from '../resources/condition.js'
import { isPattern, type PatternField } from './draft-rule.js'
import type { PathPatterns } from './paths.js'

const patternsOf = (field: PatternField, own: PathPatterns, extra: ReadonlyArray<AnnotatedCondition>): PathPatterns => {
  const values = [...own.values]
  const regexValues = [...own.regexValues]
  for (const condition of extra) {
    if (condition.field !== field) continue
    values.push(...(condition.values ?? []))
    regexValues.push(...(condition.regexValues ?? []))
  }
  return { values, regexValues }
}

const mixed = (field: PatternField, { values, regexValues }: PathPatterns, at: At): ReadonlyArray<Diagnostic> =>
  values.length === 0 || regexValues.length === 0
    ? []
    : [
        diagnostic(
          'condition/mixed',
          at,
          `${nameOf(at.object)}: a ${field} condition cannot hold patterns (${values.join(', ')}) and regular expressions (${regexValues.join(', ')}).`,
          'Write all of them as regular expressions, or all as patterns, or use two backends.'
        )
      ]

const patternCondition = (field: PatternField, { values, regexValues }: PathPatterns): ReadonlyArray<Condition> => {
  if (values.length > 0) return [{ field, values }]
  return regexValues.length > 0 ? [{ field, regexValues }] : []
}

/**
 * The conditions of a rule: those of the annotation as they are written, then one for all hosts, then one for all paths. A rule without
 * any answers every path, as AWS wants at least one condition.
 */
export const ruleConditions = (
  host: string,
  path: PathPatterns,
  extra: ReadonlyArray<AnnotatedCondition>,
  at: At
): Checked<ReadonlyArray<Condition>> => {
  const hosts = patternsOf('host-header', { values: host === '' ? [] : [host], regexValues: [] }, extra)
  const paths = patternsOf('path-pattern', path, extra)
  const conditions: ReadonlyArray<Condition> = [
    ...extra.filter((condition) => !isPattern(condition)),
    ...patternCondition('host-header', hosts),
    ...patternCondition('path-pattern', paths)
  ]
  return noting(
    [...mixed('host-header', hosts, at), ...mixed('path-pattern', paths, at)],
    conditions.length > 0 ? conditions : [{ field: 'path-pattern', values: ['/*'] }]
  )
}
