import { type Diagnostic, diagnostic, nameOf, type ObjectRef, pathText } from '../checked/diagnostic.js'
import type { t } from '../prelude.js'

// Invisible and direction-changing characters could make a line say something else than it holds.
const invisible = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

/** A value of the input as messages show it: JSON, on one line, not longer than 60 characters. */
export const shown = (value: unknown): string => {
  const line = (JSON.stringify(value) ?? String(value)).replace(invisible, '�')
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}

/** The path of the field that an error is about; what stands in a list is counted from 0. */
const pathOf = ({ context }: t.ValidationError): ReadonlyArray<string | number> =>
  context.slice(1).map(({ key }, index) => (Array.isArray(context[index]?.actual) ? Number(key) : key))

const problemOf =
  (object: ObjectRef) =>
  (error: t.ValidationError): Diagnostic => {
    const path = pathOf(error)
    const field = pathText(path)
    const expected = error.context.at(-1)?.type.name ?? 'something else'
    return diagnostic(
      'object/field',
      { object, path },
      error.value === undefined
        ? `${nameOf(object)} lacks ${field}, which must be ${expected}.`
        : `In ${nameOf(object)}, ${field} must be ${expected}, but ${shown(error.value)} stands there.`,
      error.message ?? (error.value === undefined ? `Add ${field}.` : `Write ${expected} there.`)
    )
  }

/** What a reader refused, as diagnostics about the object: one for each field, in the order in which fields are read. */
export const problemsOf = (object: ObjectRef, errors: t.Errors): ReadonlyArray<Diagnostic> =>
  errors.map(problemOf(object))
