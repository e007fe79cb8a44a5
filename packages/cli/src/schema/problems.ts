import { nearest, O } from '@alb-ingress/core'
import type { Shape } from './shape.js'

type Path = ReadonlyArray<string | number>

/** What is wrong with a value, and where in it. */
export interface Problem {
  readonly path: Path
  /** Whole sentences: what is wrong, and what to write. */
  readonly message: string
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const words = (shape: Shape): string => {
  switch (shape.is) {
    case 'text':
      return 'a text'
    case 'number':
      return 'a number'
    case 'boolean':
      return 'true or false'
    case 'list':
      return 'a list'
    case 'either':
      return shape.of.map(words).join(' or ')
    case 'object':
    case 'map':
    case 'members':
      return 'an object'
  }
}

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

const isKind = (shape: Shape, value: unknown): boolean => {
  switch (shape.is) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value)
    case 'either':
      return shape.of.some((each) => isKind(each, value))
    case 'object':
    case 'map':
    case 'members':
      return isRecord(value)
  }
}

const unknownMember = (name: string, known: ReadonlyArray<string>): string => {
  const meant = nearest(name, known)
  const advice = O.isSome(meant) ? `Did you mean ${meant.value}?` : `Known here: ${known.join(', ')}.`
  return `${JSON.stringify(name)} is not known here. ${advice}`
}

const inMembers = (
  { members }: Extract<Shape, { readonly is: 'members' }>,
  value: Readonly<Record<string, unknown>>,
  path: Path
): ReadonlyArray<Problem> => {
  const known = Object.keys(members)
  const missing = Object.entries(members).filter(([name, { required }]) => required && !(name in value))
  return [
    ...missing.map(([name, { shape }]) => ({ path, message: `${name} is missing. Write ${words(shape)} there.` })),
    ...Object.entries(value).flatMap(([name, each]): ReadonlyArray<Problem> => {
      const member = Object.hasOwn(members, name) ? members[name] : undefined
      if (member === undefined) return [{ path: [...path, name], message: unknownMember(name, known) }]
      return problemsIn(member.shape, each, [...path, name])
    })
  ]
}

/** Everything that keeps a value from having a shape, in the order in which it stands there. */
export const problemsIn = (shape: Shape, value: unknown, path: Path = []): ReadonlyArray<Problem> => {
  if (!isKind(shape, value)) {
    const what = path.at(-1) === undefined ? 'It' : typeof path.at(-1) === 'number' ? 'This entry' : String(path.at(-1))
    return [{ path, message: `${what} is ${short(value)}, and should be ${words(shape)}.` }]
  }
  if (shape.is === 'either') {
    const fitting = shape.of.find((each) => isKind(each, value))
    return fitting === undefined ? [] : problemsIn(fitting, value, path)
  }
  if (shape.is === 'list' && Array.isArray(value)) {
    return value.flatMap((item, index) => problemsIn(shape.of, item, [...path, index]))
  }
  if (!isRecord(value)) return []
  if (shape.is === 'map') {
    return Object.entries(value).flatMap(([name, each]) => problemsIn(shape.of, each, [...path, name]))
  }
  return shape.is === 'members' ? inMembers(shape, value, path) : []
}
