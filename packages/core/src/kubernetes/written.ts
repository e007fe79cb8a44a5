import type { ObjectRef } from '../checked/diagnostic.js'
import { type Decoded, decodeObject } from './decode.js'
import { isOfCluster } from './kinds.js'
import { refToObject } from './object.js'
import { recordIn } from './remains.js'

/** An object as it stands in a manifest, beside what was understood of it. */
export interface Written {
  readonly object: ObjectRef
  readonly apiVersion: string
  /** The whole of it, also what nobody reads. */
  readonly json: Readonly<Record<string, unknown>>
  /** Values that are no text are left out: whoever decodes the object complains of them. */
  readonly annotations: Readonly<Record<string, string>>
  readonly decoded: Decoded
}

const textsIn = (value: unknown): Readonly<Record<string, string>> => {
  const texts: Record<string, string> = {}
  for (const [key, text] of Object.entries(recordIn(value))) if (typeof text === 'string') texts[key] = text
  return texts
}

const refOf = (decoded: Decoded): ObjectRef => {
  if ('foreign' in decoded) return decoded.foreign
  if ('unreadable' in decoded) return decoded.unreadable.object
  const { kind, value } = decoded.read
  return 'namespace' in value && !isOfCluster(kind) ? refToObject(kind, value) : { kind, name: value.name }
}

/** Reads an object of a manifest and keeps what it was read from. */
export const writtenOf = (value: unknown): Written => {
  const json = recordIn(value)
  const decoded = decodeObject(value)
  return {
    object: refOf(decoded),
    apiVersion: typeof json.apiVersion === 'string' ? json.apiVersion : '',
    json,
    annotations: textsIn(recordIn(json.metadata).annotations),
    decoded
  }
}

/** Whether an Ingress says nothing of its own that could be served: a patch for Kustomize, for instance. */
export const isPartial = ({ json }: Written): boolean => {
  const { rules, defaultBackend, backend } = recordIn(json.spec)
  return [rules, defaultBackend, backend].every((each) => each === undefined || each === null)
}
