import type { t } from '../prelude.js'

/** A codec that says what its value is for: the schema that editors read shows the sentence. */
export interface Described {
  readonly description: string
}

/** The codec, with a sentence about its value. */
export const described = <C extends t.Any>(description: string, codec: C): C & Described =>
  // A codec is an object of a class; the copy keeps the class, and everything else it knows.
  Object.assign(Object.create(Object.getPrototypeOf(codec)), codec, { description })
