import { E, t } from '../prelude.js'

/**
 * Reads one shape out of what the API or a file holds. An absent member and `null` are the zero value of the type, as for the API itself (which
 * is written in Go); members that a reader does not name are dropped. There is no way back: nobody here writes whole objects.
 */
export type Reader<A> = t.Decoder<unknown, A>

// Most objects can be read, and then nobody asks for the way to a field, which costs more than all the rest to write down.
const untraced: t.Context = []

/** Makes a reader; `expected` completes the sentence "the field must be …". What fails is read once more, to say where. */
export const reader = <A>(expected: string, validate: t.Validate<unknown, A>): Reader<A> => {
  const self: Reader<A> = {
    name: expected,
    validate,
    decode: (value) => {
      const read = validate(value, untraced)
      return E.isRight(read) ? read : validate(value, [{ key: '', type: self, actual: value }])
    }
  }
  return self
}

const below = (context: t.Context, key: string | number, inner: Reader<unknown>, actual: unknown): t.Context =>
  context === untraced ? untraced : t.appendContext(context, String(key), inner, actual)

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null

const plain = <A>(
  expected: string,
  is: (value: unknown) => value is A,
  zero: A,
  hint: (value: unknown) => string | undefined = () => undefined
): Reader<A> => {
  const absent = t.success(zero)
  return reader(expected, (value, context) => {
    if (is(value)) return t.success(value)
    return isAbsent(value) ? absent : t.failure(value, context, hint(value))
  })
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/** The API's integers: 32 bits. */
const isWhole = (value: unknown): value is number => typeof value === 'number' && (value | 0) === value

const quoted = (value: unknown): string | undefined =>
  typeof value === 'number' || typeof value === 'boolean' ? `Put the value in quotes: "${value}".` : undefined

/** Text; empty where it is absent. */
export const text: Reader<string> = plain('text', isText, '', quoted)
/** A truth value; false where it is absent. */
export const flag: Reader<boolean> = plain('true or false', isFlag, false)
/** A whole number of 32 bits; 0 where it is absent. */
export const whole: Reader<number> = plain('a whole number', isWhole, 0)
/** What the API calls int-or-string; 0 where it is absent. */
export const wholeOrText: Reader<number | string> = plain(
  'a whole number or text',
  (value): value is number | string => isWhole(value) || isText(value),
  0
)

/** One of a few words. */
export const oneOf = <const W extends string>(...words: ReadonlyArray<W>): Reader<W> => {
  const known = new Map<unknown, W>(words.map((word) => [word, word]))
  return reader(words.map((word) => `"${word}"`).join(' or '), (value, context) => {
    const word = known.get(value)
    return word === undefined ? t.failure(value, context) : t.success(word)
  })
}

/** `undefined` where the member is absent, instead of the zero value. */
export const maybe = <A>(inner: Reader<A>): Reader<A | undefined> => {
  const absent = t.success(undefined)
  return reader<A | undefined>(inner.name, (value, context) =>
    isAbsent(value) ? absent : inner.validate(value, context)
  )
}

/** `undefined` where the member is absent or empty text. */
export const filled = <A>(inner: Reader<A>): Reader<A | undefined> => {
  const present = maybe(inner)
  return reader<A | undefined>(inner.name, (value, context) =>
    present.validate(value === '' ? undefined : value, context)
  )
}

/** An error where the member is absent. */
export const required = <A>(inner: Reader<A>): Reader<A> =>
  reader(inner.name, (value, context) =>
    isAbsent(value) ? t.failure(undefined, context) : inner.validate(value, context)
  )

/** Goes on with what was read. */
export const as = <A, B>(inner: Reader<A>, f: (value: A, given: unknown) => B): Reader<B> =>
  reader(inner.name, (value, context) => {
    const read = inner.validate(value, context)
    return E.isLeft(read) ? read : t.success(f(read.right, value))
  })

const nothing = t.success<ReadonlyArray<never>>([])

/** A list; empty where it is absent. All items are looked at, so that all errors are reported. */
export const list = <A>(item: Reader<A>): Reader<ReadonlyArray<A>> =>
  reader('a list', (value, context) => {
    if (isAbsent(value)) return nothing
    if (!Array.isArray(value)) return t.failure(value, context)
    const items: Array<A> = []
    const errors: Array<t.ValidationError> = []
    value.forEach((each: unknown, index) => {
      const read = item.validate(each, below(context, index, item, each))
      if (E.isLeft(read)) errors.push(...read.left)
      else items.push(read.right)
    })
    return errors.length > 0 ? t.failures(errors) : t.success(items)
  })

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A map from names to values of one shape, such as annotations and labels; empty where it is absent. */
export const mapOf = <A>(item: Reader<A>): Reader<Readonly<Record<string, A>>> => {
  const none = t.success<Readonly<Record<string, A>>>({})
  return reader(`a map of names to ${item.name}`, (value, context) => {
    if (isAbsent(value)) return none
    if (!isRecord(value)) return t.failure(value, context)
    const members: Array<readonly [string, A]> = []
    const errors: Array<t.ValidationError> = []
    for (const name of Object.keys(value)) {
      const each = value[name]
      const read = item.validate(each, below(context, name, item, each))
      if (E.isLeft(read)) errors.push(...read.left)
      else members.push([name, read.right])
    }
    return errors.length > 0 ? t.failures(errors) : t.success(Object.fromEntries(members))
  })
}

export const texts: Reader<Readonly<Record<string, string>>> = mapOf(text)

/** What a reader of members gives. */
type Read<R> = { readonly [K in keyof R]: R[K] extends Reader<infer A> ? A : never }

/** An object of which only the named members are read. Where it is absent all of them are. */
export const members = <R extends Readonly<Record<string, Reader<unknown>>>>(readers: R): Reader<Read<R>> => {
  const entries = Object.entries(readers)
  return reader('an object', (value, context) => {
    if (!isAbsent(value) && !isRecord(value)) return t.failure(value, context)
    const result: Record<string, unknown> = {}
    const errors: Array<t.ValidationError> = []
    for (const [name, member] of entries) {
      const each = value?.[name]
      const read = member.validate(each, below(context, name, member, each))
      if (E.isLeft(read)) errors.push(...read.left)
      else result[name] = read.right
    }
    // The loop has put what each reader gave under the name of that reader.
    return errors.length > 0 ? t.failures(errors) : t.success(result as Read<R>)
  })
}

/** What two readers make of one object. */
export const both = <A extends object, B extends object>(one: Reader<A>, other: Reader<B>): Reader<A & B> =>
  reader(one.name, (value, context) => {
    const first = one.validate(value, context)
    const second = other.validate(value, context)
    if (E.isLeft(first) || E.isLeft(second)) return t.failures([...errorsOf(first), ...errorsOf(second)])
    return t.success({ ...first.right, ...second.right })
  })

const errorsOf = (read: t.Validation<unknown>): t.Errors => (E.isLeft(read) ? read.left : [])
