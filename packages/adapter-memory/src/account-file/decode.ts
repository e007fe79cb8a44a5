import {
  Checked,
  type Diagnostic,
  diagnostic,
  E,
  nearest,
  O,
  type ObjectRef,
  pathText,
  type t
} from '@alb-ingress/core'
import { AccountFile, memberNames, schemaVersion } from './codec.js'

type Path = ReadonlyArray<string | number>

/** How diagnostics name an account file. */
export const accountFileNamed = (name: string): ObjectRef => ({ kind: 'AccountFile', name })

/**
 * Reads an account file from its JSON. All problems come together, each with the path of its member; `name` is how
 * messages call the file. Members that nobody knows stay in the value and are written back.
 */
export const decodeAccountFile = (json: unknown, name = 'account.json'): Checked.Checked<AccountFile> => {
  const file = accountFileNamed(name)
  const decoded = AccountFile.decode(json)
  if (E.isLeft(decoded)) return Checked.noting(problems(file, decoded.left), noFile)
  return Checked.noting([...newerSchema(file, decoded.right), ...misspelt(file, decoded.right)], decoded.right)
}

// Only handed to `noting` beside at least one error, which takes it away again.
const noFile: AccountFile = {}

const problems = (file: ObjectRef, errors: t.Errors): ReadonlyArray<Diagnostic> => {
  const byPath = new Map<string, Diagnostic>()
  for (const error of errors) {
    const path = pathOf(error.context)
    const key = pathText(path)
    // Alternatives and intersections report one member several times: the first says enough.
    if (!byPath.has(key)) byPath.set(key, problem(file, path, error))
  }
  return [...byPath.values()]
}

const problem = (file: ObjectRef, path: Path, { value, context }: t.ValidationError): Diagnostic => {
  const where = path.length === 0 ? 'The account file' : pathText(path)
  const expected = context.at(-1)?.type.name ?? 'another value'
  const message =
    value === undefined
      ? `${where} is missing.`
      : `${where} is ${shortJson(value)}, and should be ${readable(expected)}.`
  return diagnostic('account/field', { object: file, path }, message, `Write ${readable(expected)} there.`)
}

const shortJson = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

const readable = (typeName: string): string => {
  if (typeName === 'string') return 'a text'
  if (typeName === 'number') return 'a number'
  if (typeName === 'boolean') return 'true or false'
  if (typeName.startsWith('ReadonlyArray')) return 'a list'
  return typeName.includes('{') ? 'an object' : typeName
}

// Entries of a context whose parent is no object or list are steps through the codec and not through the value.
const pathOf = (context: t.Context): Path => {
  const path: Array<string | number> = []
  context.forEach(({ key }, i) => {
    const parent = context[i - 1]
    if (parent === undefined || throughCodec(parent.type)) return
    path.push(Array.isArray(parent.actual) ? Number(key) : key)
  })
  return path
}

const throughCodec = (type: object): boolean => {
  if (!('_tag' in type)) return false
  if (type._tag === 'ReadonlyType' && 'type' in type) return throughCodec(Object(type.type))
  return type._tag === 'IntersectionType' || type._tag === 'UnionType'
}

const newerSchema = (file: ObjectRef, { schema }: AccountFile): ReadonlyArray<Diagnostic> =>
  schema === undefined || schema === schemaVersion
    ? []
    : [
        diagnostic(
          'account/schema',
          { object: file, path: ['schema'] },
          `The account file was written in schema ${schema}, and this version reads schema ${schemaVersion}.`,
          'Use the version that wrote it, or leave out "schema", "resources" and "kubernetes" to start anew.'
        )
      ]

const misspelt = (file: ObjectRef, account: AccountFile): ReadonlyArray<Diagnostic> => {
  const known = new Set(memberNames)
  const found: Array<Diagnostic> = []
  for (const member of Object.keys(account)) {
    if (known.has(member)) continue
    const meant = nearest(member, memberNames)
    if (O.isNone(meant)) continue
    const message = `The account file has a member "${member}", which nobody reads.`
    found.push(
      diagnostic('account/member', { object: file, path: [member] }, message, `Did you mean "${meant.value}"?`)
    )
  }
  return found
}
