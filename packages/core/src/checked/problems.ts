import type { t } from '../prelude.js'
import { masked } from '../support/redacted.js'
import { shown } from '../support/wording.js'
import type { Code } from './catalogue.js'
import { type Diagnostic, diagnostic, type ObjectRef } from './diagnostic.js'

type Path = ReadonlyArray<string | number>

/** Says what is wrong at a place of one file. */
export type Problem = (path: Path, message: string) => Diagnostic

/** Problems of one file, which all have the same remedy. */
export const problemsIn =
  (code: Code, file: ObjectRef, hint: string): Problem =>
  (path, message) =>
    diagnostic(code, { object: file, path }, message, hint)

const isThroughCodec = (type: object): boolean => {
  if (!('_tag' in type)) return false
  if (type._tag === 'ReadonlyType' && 'type' in type) return isThroughCodec(Object(type.type))
  return type._tag === 'IntersectionType' || type._tag === 'UnionType'
}

// Parts of intersections are numbered in the context, and are no members of the value.
const pathOf = (context: t.Context): Path =>
  context.flatMap(({ key }, i) => {
    const parent = context[i - 1]
    if (parent === undefined || isThroughCodec(parent.type)) return []
    return [Array.isArray(parent.actual) ? Number(key) : key]
  })

/** The first of the errors that a codec tells, as a diagnostic. `at` is where the decoded value stands in its file. */
export const firstProblem = (errors: t.Errors, at: Path, problem: Problem): Diagnostic => {
  const [first] = errors
  const value = shown(JSON.stringify(masked(first?.value)) ?? 'missing')
  const expected = first?.message ?? first?.context.at(-1)?.type.name ?? 'something else'
  return problem([...at, ...pathOf(first?.context ?? [])], `It is ${value}, and should be ${expected}.`)
}
