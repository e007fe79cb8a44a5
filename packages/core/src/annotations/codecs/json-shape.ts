import { O } from '../../prelude.js'
import { nearest } from '../../support/nearest.js'
import { shown } from '../../support/wording.js'
import type { Remark } from './codec.js'
import type { Json } from './json-text.js'
import { described, type JsonType, type Notes, refuse, repeated, where } from './json-types.js'

type Presence = 'required' | 'optional' | 'orEmpty'

export interface Member<A, P extends Presence> {
  readonly type: JsonType<A>
  readonly presence: P
}

/** A member that must be there and not null. */
export const required = <A>(type: JsonType<A>): Member<A, 'required'> => ({ type, presence: 'required' })

/** A member that may be absent or null, which is the same. */
export const optional = <A>(type: JsonType<A>): Member<A, 'optional'> => ({ type, presence: 'optional' })

/** A member that reads as the empty value of its type when it is absent or null. */
export const orEmpty = <A>(type: JsonType<A>): Member<A, 'orEmpty'> => ({ type, presence: 'orEmpty' })

type Members = Readonly<Record<string, Member<unknown, Presence>>>
type TypeIn<M> = M extends Member<infer A, Presence> ? A : never

/** What the members of an object read as. */
export type ValueOf<M extends Members> = {
  readonly [K in keyof M as M[K]['presence'] extends 'optional' ? never : K]: TypeIn<M[K]>
} & {
  readonly [K in keyof M as M[K]['presence'] extends 'optional' ? K : never]?: TypeIn<M[K]>
}

/** What a check of a whole object needs besides the values that could be read. */
export interface Seen<K extends string = string> {
  /** Whether the member is written and not null, readable or not: only what is not given is missing. */
  readonly given: (name: K) => boolean
  /** Notes a problem of a member, or with '' of the object; the predicate goes on after its path. */
  readonly refuse: (name: K | '', predicate: string) => undefined
  /** Notes what is accepted but probably not meant. */
  readonly remark: (kind: Remark['kind'], name: K | '', predicate: string) => void
}

const memberPath = (at: string, name: string): string => (at === '' || name === '' ? `${at}${name}` : `${at}.${name}`)

type Written = ReadonlyMap<string, Json>

/** The members by their declared names, whatever the case of the letters; of several for one name the last. */
const written = (
  members: ReadonlyArray<readonly [string, Json]>,
  declared: ReadonlyMap<string, string>,
  at: string,
  notes: Notes
): Written => {
  const found = new Map<string, Json>()
  for (const [name, json] of members) {
    const known = declared.get(name.toLowerCase())
    if (known === undefined) notes.remarks.push(unknownMember(memberPath(at, shown(name)), name, declared.values()))
    else {
      const path = memberPath(at, known)
      if (found.has(known)) notes.remarks.push(repeated(path))
      found.set(known, json)
    }
  }
  return found
}

const unknownMember = (path: string, name: string, known: Iterable<string>): Remark => {
  const near = nearest(name, known)
  const hint = O.isSome(near) ? ` (did you mean ${near.value}?)` : ''
  return { kind: 'unknown-member', message: `${path} is no known member and is ignored${hint}` }
}

const NOTHING: Json = { kind: 'null' }

/** The values of the members that could be read, and whether those that must be there are among them. */
const values = (members: Members, found: Written, at: string, notes: Notes): readonly [unknown, boolean] => {
  const value: Record<string, unknown> = {}
  let complete = true
  for (const [name, { type, presence }] of Object.entries(members)) {
    const path = memberPath(at, name)
    const json = found.get(name) ?? NOTHING
    if (json.kind === 'null' && presence === 'optional') continue
    const isMissing = json.kind === 'null' && presence === 'required'
    const read = isMissing
      ? refuse(notes, path, `is missing: it must be ${type.expects}`)
      : type.read(json, path, notes)
    if (read !== undefined) value[name] = read
    else if (presence !== 'optional') complete = false
  }
  return [value, complete]
}

/**
 * An object with known members, whose names are matched whatever the case of their letters. `build` makes the value and checks what
 * concerns several members; it runs as soon as all members are readable that must be there.
 */
export const shape = <const M extends Members, A>(
  members: M,
  build: (value: ValueOf<M>, seen: Seen<keyof M & string>) => A | undefined
): JsonType<A> => {
  const declared = new Map(Object.keys(members).map((name) => [name.toLowerCase(), name]))
  return {
    expects: 'an object',
    read: (json, at, notes) => {
      if (json.kind !== 'object' && json.kind !== 'null')
        return refuse(notes, at, `must be an object, not ${described(json)}`)
      const found = written(json.kind === 'null' ? [] : json.members, declared, at, notes)
      const [value, complete] = values(members, found, at, notes)
      const seen: Seen = {
        given: (name) => (found.get(name) ?? NOTHING).kind !== 'null',
        refuse: (name, predicate) => refuse(notes, memberPath(at, name), predicate),
        remark: (kind, name, predicate) => {
          notes.remarks.push({ kind, message: `${where(memberPath(at, name))} ${predicate}` })
        }
      }
      // `values` puts a value of the right type under each name, and `complete` says that those which must be there are.
      return complete ? build(value as ValueOf<M>, seen) : undefined
    }
  }
}

/** A value whose object is judged by whoever reads on, because only there is known whether it counts. */
export interface Unjudged<V, K extends string> {
  readonly value: V
  readonly seen: Seen<K>
}

/** The `build` of a shape that leaves the judging to its reader. */
export const unjudged = <V, K extends string>(value: V, seen: Seen<K>): Unjudged<V, K> => ({ value, seen })

/** Refuses each of the members whose text is empty, or that is missing and therefore reads as empty. */
export const refuseEmpty = <K extends string>(
  value: { readonly [N in K]?: unknown },
  seen: Seen<K>,
  ...names: ReadonlyArray<K>
): void => {
  for (const name of names)
    if (value[name] === '') seen.refuse(name, seen.given(name) ? 'must not be empty' : 'is missing')
}
