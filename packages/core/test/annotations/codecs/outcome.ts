import { type Codec, problemsOf } from '../../../src/annotations/codecs/codec.js'
import { E } from '../../../src/prelude.js'

/** The value of a text. */
export const decoded = <A>(codec: Codec<A>, text: string): A => {
  const result = codec.decode(text)
  if (E.isLeft(result)) throw new Error(`refused: ${problemsOf(result.left).join(' ')}`)
  return result.right
}

/** The problems of a text, none if it is accepted. */
export const problemsIn = <A>(codec: Codec<A>, text: string): ReadonlyArray<string> => {
  const result = codec.decode(text)
  return E.isLeft(result) ? problemsOf(result.left) : []
}
