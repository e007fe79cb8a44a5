import { described, E, t } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { schemaOf } from '../src/schema/json-schema.js'
import { problemsIn } from '../src/schema/problems.js'
import { shapeOf } from '../src/schema/shape.js'

const Pet = t.readonly(
  t.intersection([
    t.type({ name: described('What it is called.', t.string) }),
    t.partial({
      age: t.number,
      tame: t.boolean,
      toys: t.readonlyArray(t.string),
      weights: t.record(t.string, t.number)
    })
  ])
)
const Owner = t.type({ pet: t.union([t.string, Pet]), notes: t.UnknownRecord })

test('a declaration becomes a schema', () => {
  expect(schemaOf(shapeOf(Owner))).toMatchInlineSnapshot(`
    {
      "additionalProperties": false,
      "properties": {
        "notes": {
          "type": "object",
        },
        "pet": {
          "anyOf": [
            {
              "type": "string",
            },
            {
              "additionalProperties": false,
              "properties": {
                "age": {
                  "type": "number",
                },
                "name": {
                  "description": "What it is called.",
                  "type": "string",
                },
                "tame": {
                  "type": "boolean",
                },
                "toys": {
                  "items": {
                    "type": "string",
                  },
                  "type": "array",
                },
                "weights": {
                  "additionalProperties": {
                    "type": "number",
                  },
                  "type": "object",
                },
              },
              "required": [
                "name",
              ],
              "type": "object",
            },
          ],
        },
      },
      "required": [
        "pet",
        "notes",
      ],
      "type": "object",
    }
  `)
})

describe('problems', () => {
  test.each<{ readonly name: string; readonly value: unknown; readonly expected: ReadonlyArray<string> }>([
    {
      name: 'a sound value has none',
      value: { pet: { name: 'Rex', age: 3, weights: { a: 1 } }, notes: { any: [1] } },
      expected: []
    },
    { name: 'the other alternative is sound, too', value: { pet: 'Rex', notes: {} }, expected: [] },
    {
      name: 'what is missing is told',
      value: { pet: {} },
      expected: [': notes is missing. Write an object there.', 'pet: name is missing. Write a text there.']
    },
    {
      name: 'every wrong member is told',
      value: { pet: { name: 7, toys: ['a', 2] }, notes: {} },
      expected: ['pet.name: name is 7, and should be a text.', 'pet.toys.1: This entry is 2, and should be a text.']
    },
    {
      name: 'none of the alternatives',
      value: { pet: 7, notes: {} },
      expected: ['pet: pet is 7, and should be a text or an object.']
    },
    { name: 'null is no object', value: null, expected: [': It is null, and should be an object.'] },
    {
      name: 'a member called as one of every object is unknown',
      value: { pet: 'Rex', notes: {}, constructor: 1 },
      expected: ['constructor: "constructor" is not known here. Known here: pet, notes.']
    }
  ])('$name', ({ value, expected }) => {
    const found = problemsIn(shapeOf(Owner), value)
    expect(found.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual(expected)
    // Whatever the codec itself refuses has a problem; only unknown members are our own law.
    if (E.isLeft(Owner.decode(value))) expect(found).not.toEqual([])
  })
})

test('a codec of which no shape is known is a defect, and not silently anything', () => {
  expect(() => shapeOf(t.tuple([t.string, t.string]))).toThrow('No shape is known of the codec [string, string].')
})
