import { E, O } from '@alb-ingress/core'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson } from '../../../src/manifests/json/read.js'
import { readYaml } from '../../../src/manifests/yaml/read.js'

const read = (text: string) => {
  const result = readJson(text)
  if (O.isNone(result) || E.isLeft(result.value)) throw new Error('unreadable')
  return result.value.right
}

test('text that is not JSON is left to the YAML reader', () => {
  for (const text of ['a: 1', '{a: 1}', '{"a": 1,}', '{{ .Values.a }}', '"text"', ''])
    expect(readJson(text)).toEqual(O.none)
})

test('names that stand twice are told with both places, and the later counts', () => {
  const text = String.raw`--- {"a": [{"x": 1, "y": {"x": 2}, "\u0078": 3}], "b": {"x": "}\\"}}`
  const { value, duplicates } = read(text)
  expect(value).toEqual({ a: [{ x: 3, y: { x: 2 } }], b: { x: '}\\' } })
  expect(duplicates).toEqual([
    { path: ['a', 0, 'x'], earlier: text.indexOf('"x"'), later: text.indexOf(String.raw`"\u`) }
  ])
})

test('brackets nested beyond all bounds are refused', () => {
  const deep = readJson('['.repeat(100_000) + ']'.repeat(100_000))
  expect(O.isSome(deep) && E.isLeft(deep.value) && deep.value.left.message).toMatch(/nested/)
})

type Path = ReadonlyArray<string | number>

const pathsIn = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (typeof value !== 'object' || value === null) return [path]
  const inner: ReadonlyArray<readonly [string | number, unknown]> = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value)
  return [path, ...inner.flatMap(([segment, item]) => pathsIn(item, [...path, segment]))]
}

// The first value under test only: its own names and texts are arbitrary, so the two readers must agree on escapes and blanks too.
const container = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()))

describe('JSON is read alike by both readers', () => {
  test('they agree on values and places', () => {
    fc.assert(
      fc.property(container, fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        const json = read(text)
        const yaml = readYaml(text)
        if (E.isLeft(yaml)) throw new Error(yaml.left.message)
        expect(yaml.right.value).toEqual(json.value)
        const paths = pathsIn(value)
        expect(paths.map((path) => yaml.right.offsetOf(path))).toEqual(paths.map((path) => json.offsetOf(path)))
      })
    )
  })

  test('they agree on duplicates', () => {
    const names = fc.array(fc.tuple(fc.constantFrom('a', 'b', '\\n', '"'), fc.integer()), {
      minLength: 2,
      maxLength: 5
    })
    fc.assert(
      fc.property(names, (members) => {
        const text = `{${members.map(([name, value]) => `${JSON.stringify(name)}: {"x": ${value}}`).join(', ')}}`
        const yaml = readYaml(text)
        expect(E.isRight(yaml) && yaml.right.duplicates).toEqual(read(text).duplicates)
      })
    )
  })
})
