import { describe, expect, test } from 'vitest'
import { readAnnotation } from '../../src/annotations/read.js'
import { families, annotations as registry } from '../../src/annotations/registry.js'
import { E, O } from '../../src/prelude.js'
import { ingress } from '../build.js'

const declared = [
  ...Object.values(registry).map(({ key, fullKey, codec, valid, invalid }) => ({
    key,
    fullKey,
    codec,
    valid,
    invalid
  })),
  ...Object.values(families).map(({ key, fullKey, codec, valid, invalid }) => ({
    key,
    fullKey: fullKey('x'),
    codec,
    valid,
    invalid
  }))
]

const read = ({ codec, fullKey }: (typeof declared)[number], text: string) =>
  // Each declaration has a codec of its own type; a test of all of them sees only texts and unknown values.
  readAnnotation<unknown>(codec as never, 'Ingress', ingress({ annotations: { [fullKey]: text } }), fullKey)

describe('every declared example', () => {
  test.each(declared.flatMap((each) => each.valid.map((text) => ({ ...each, text }))))(
    '$key accepts $text, and its canonical text means the same',
    ({ text, ...each }) => {
      const once = read(each, text)
      if (E.isLeft(once) || O.isNone(once.right)) throw new Error(JSON.stringify(once))
      const { encode } = each.codec as { encode: (value: unknown) => string }
      const again = read(each, encode(once.right.value.value))
      expect(again).toEqual(once)
    }
  )

  test.each(declared.flatMap((each) => each.invalid.map((text) => ({ ...each, text }))))(
    '$key refuses $text, at the annotation',
    ({ text, ...each }) => {
      const problems = read(each, text)
      if (E.isRight(problems)) throw new Error(`${each.key} accepts ${text}`)
      expect(problems.left.length).toBeGreaterThan(0)
      for (const { code, at } of problems.left) {
        expect(code).toBe('annotation/value')
        expect(at.path).toEqual(['metadata', 'annotations', each.fullKey])
      }
    }
  )
})

test('no key is declared twice', () => {
  const keys = declared.map(({ key }) => key)
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
})

test('every setting that must be one of some words, a number or a truth value has an example that is refused', () => {
  const lax = Object.values(registry).filter(
    ({ codec, invalid }) => ['enum', 'boolean', 'int32', 'json'].includes(codec.name) && invalid.length === 0
  )
  expect(lax.map(({ key }) => key)).toEqual([])
})
