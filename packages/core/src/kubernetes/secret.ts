import { E, t } from '../prelude.js'
import { isBase64, textOfBase64 } from '../support/base64.js'
import { mask, type Redacted, redact } from '../support/redacted.js'
import { type Meta, metadata } from './object.js'
import { as, mapOf, members, type Reader, reader, text } from './reader.js'

/** A Secret. Its values never appear in what people read. */
export interface Secret extends Pick<Meta, 'namespace' | 'name' | 'labels' | 'resourceVersion'> {
  /** By key, decoded. Values that are no text are left out: nobody here reads them. */
  readonly data: Readonly<Record<string, Redacted>>
}

// An error shows the value at fault, and so may its hint. Here that would be the secret.
const veiled = <A>(inner: Reader<A>, hint: string): Reader<A> =>
  reader(inner.name, (value, context) => {
    const read = inner.validate(value, context)
    return E.isRight(read) ? read : t.failures(read.left.map((error) => ({ ...error, value: mask, message: hint })))
  })

const base64: Reader<string> = reader('text in base64', (value, context) =>
  value === undefined || value === null || (typeof value === 'string' && isBase64(value))
    ? t.success(value ?? '')
    : t.failure(value, context)
)

/** `stringData` outranks `data`, as when the API server stores a manifest. */
export const secret: Reader<Secret> = as(
  members({
    metadata,
    data: veiled(mapOf(base64), 'Encode the value in base64, or write it as it is under stringData.'),
    stringData: veiled(mapOf(text), 'Write the value as text: put what looks like a number or a truth value in quotes.')
  }),
  ({ metadata: { namespace, name, labels, resourceVersion }, data, stringData }) => {
    const values: Array<readonly [string, Redacted]> = []
    for (const [key, encoded] of Object.entries(data)) {
      const value = textOfBase64(encoded)
      if (value !== undefined) values.push([key, redact(value)])
    }
    for (const [key, value] of Object.entries(stringData)) values.push([key, redact(value)])
    return { namespace, name, labels, resourceVersion, data: Object.fromEntries(values) }
  }
)
