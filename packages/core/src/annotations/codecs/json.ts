import { E, pipe } from '../../prelude.js'
import { type Codec, codec } from './codec.js'
import { type Json, jsonIn } from './json-text.js'
import type { JsonType, Notes } from './json-types.js'

interface JsonCodecParts<A> {
  readonly type: JsonType<A>
  /** One phrase that says what the JSON is like. */
  readonly format: string
  readonly is: (value: unknown) => value is A
  /** The plain JSON of a value, with its members in one fixed order. */
  readonly write: (value: A) => unknown
}

const reading = <A>(type: JsonType<A>, json: Json): { readonly value: A | undefined; readonly notes: Notes } => {
  const notes: Notes = { problems: [], remarks: [] }
  return { value: type.read(json, '', notes), notes }
}

/** A codec of JSON text. It remarks on members that are unknown or repeated, and on what `type` notes besides. */
export const json = <A>({ type, format, is, write }: JsonCodecParts<A>): Codec<A> =>
  codec({
    name: 'json',
    format,
    is,
    read: (text) =>
      pipe(
        jsonIn(text),
        E.mapLeft((problem): ReadonlyArray<string> => [problem]),
        E.chain((found) => {
          const { value, notes } = reading(type, found)
          return value === undefined || notes.problems.length > 0 ? E.left(notes.problems) : E.right(value)
        })
      ),
    write: (value) => JSON.stringify(write(value)),
    remarks: (text) => {
      const found = jsonIn(text)
      return E.isLeft(found) ? [] : reading(type, found.right).notes.remarks
    }
  })
