import { type Code, catalogue } from './catalogue.js'

export type Severity = 'error' | 'warning' | 'hint'

/** A Kubernetes object as people name it. Cluster-scoped kinds have no namespace. */
export interface ObjectRef {
  readonly kind: string
  readonly namespace?: string
  readonly name: string
}

/** Where something was noticed: an object and the path of a field in it. The reader of files adds line and column. */
export interface At {
  readonly object: ObjectRef
  readonly path: ReadonlyArray<string | number>
  /** The name of the last member is meant, and not its value: a misspelt key, for instance. */
  readonly part?: 'key'
}

/** A place in a file, lines and columns counted from 1. Added last, by whoever read the file. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Something else that a reader of the diagnostic should look at, such as the other of two conflicting values. */
export interface Related {
  readonly at: At
  readonly message: string
  readonly position?: Position
}

/** The user's input needs attention: what is wrong, where, and what to do. A value that is accumulated, never thrown. */
export interface Diagnostic {
  readonly code: Code
  readonly severity: Severity
  readonly at: At
  readonly message: string
  readonly hint: string
  readonly related?: ReadonlyArray<Related>
  readonly position?: Position
}

/** Makes a diagnostic; its severity is the one the catalogue gives the code. */
export const diagnostic = (
  code: Code,
  at: At,
  message: string,
  hint: string,
  related: ReadonlyArray<Related> = []
): Diagnostic => ({
  code,
  severity: catalogue[code].severity,
  at,
  message,
  hint,
  ...(related.length > 0 ? { related } : {})
})

/** Whether it takes the value away; warnings and hints do not. */
export const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === 'error'

/** `Ingress shop/cart`, the way every message names an object. */
export const nameOf = (object: ObjectRef): string =>
  object.namespace === undefined ? `${object.kind} ${object.name}` : `${object.kind} ${object.namespace}/${object.name}`

// Annotation keys hold dots and slashes, so they are shown in brackets: metadata.annotations[alb.ingress.kubernetes.io/scheme].
const segmentText = (segment: string | number, index: number): string => {
  if (typeof segment === 'number') return `[${segment}]`
  if (/[./]/.test(segment)) return `[${segment}]`
  return index === 0 ? segment : `.${segment}`
}

/** `spec.rules[0].http.paths[1]`, the way every message names a field. */
export const pathText = (path: ReadonlyArray<string | number>): string => path.map(segmentText).join('')

/** Each diagnostic once: the same code at the same place with the same message. */
export const distinct = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> => [
  ...new Map(
    diagnostics.map((each) => [JSON.stringify([each.code, each.at.object, each.at.path, each.message]), each])
  ).values()
]
