import { E, t } from '../../prelude.js'

/** How the text of an annotation becomes a value, and a value its canonical text. Equal values have equal canonical texts. */
export type Codec<A> = t.Type<A, string, string>

/** A text that is accepted but probably not meant: lint shows it, nothing else depends on it. */
export interface Remark {
  readonly kind: 'unknown-member' | 'repeated-member' | 'unused-entry' | 'no-effect' | 'odd-value'
  readonly message: string
}

/** What a codec knows besides decoding; `formatOf` and `remarksOf` find it. */
interface Extras {
  readonly format: string
  readonly remarks: (text: string) => ReadonlyArray<Remark>
}

export interface CodecParts<A> {
  /** The word for the type on the reference page: `string`, `boolean`, `int32`, `int64`, `enum`, `stringList`, `stringMap`, `json`. */
  readonly name: string
  /** One phrase that says which texts are accepted. */
  readonly format: string
  readonly is: (value: unknown) => value is A
  /** The value, or every problem of the text. */
  readonly read: (text: string) => E.Either<ReadonlyArray<string>, A>
  readonly write: (value: A) => string
  readonly remarks?: (text: string) => ReadonlyArray<Remark>
}

const failed = (text: string, context: t.Context, problems: ReadonlyArray<string>): t.Validation<never> =>
  t.failures(problems.map((problem) => ({ value: text, context, message: `${problem}.` })))

/** A codec that reports every problem of a text, each as one entry of the io-ts errors. */
export const codec = <A>({ name, format, is, read, write, remarks = () => [] }: CodecParts<A>): Codec<A> => {
  const validate = (text: string, context: t.Context): t.Validation<A> => {
    const result = read(text)
    return E.isLeft(result) ? failed(text, context, result.left) : t.success(result.right)
  }
  const extras: Extras = { format, remarks }
  return Object.assign(new t.Type<A, string, string>(name, is, validate, write), extras)
}

/**
 * Each problem as one sentence on one line that reads well after a colon, as it begins without a capital. It names the path of the JSON
 * member where there is one, what was found, and what is accepted.
 */
export const problemsOf = (errors: t.Errors): ReadonlyArray<string> =>
  errors.map(({ message }) => message ?? 'the value cannot be read.')

const extrasOf = <A>(codec: Codec<A> & Partial<Extras>): Partial<Extras> => codec

/** Which texts a codec accepts, as a phrase for the reference page and for hints. */
export const formatOf = <A>(codec: Codec<A>): string => extrasOf(codec).format ?? codec.name

/** What somebody who wrote this text probably did not mean, although it is accepted: one sentence each, as `problemsOf` gives them. */
export const remarksOf = <A>(codec: Codec<A>, text: string): ReadonlyArray<Remark> =>
  (extrasOf(codec).remarks?.(text) ?? []).map((remark) => ({ ...remark, message: `${remark.message}.` }))
