import { describe, expect, test } from 'vitest'
import { capacity } from '../../../src/annotations/codecs/capacity.js'
import { problemsOf } from '../../../src/annotations/codecs/codec.js'
import { E } from '../../../src/prelude.js'

describe('capacity units', () => {
  test.each<{ name: string; given: string; expected: number | undefined }>([
    { name: 'are a number', given: 'CapacityUnits=1000', expected: 1000 },
    { name: 'may be none', given: 'CapacityUnits=0', expected: 0 },
    { name: 'are the same with a sign and zeros in front', given: 'CapacityUnits=+0500', expected: 500 },
    { name: 'may have space around them', given: ' CapacityUnits = 500 ', expected: 500 },
    { name: 'of two are the later', given: 'CapacityUnits=1,CapacityUnits=2', expected: 2 },
    { name: 'may be negative: AWS judges that', given: 'CapacityUnits=-5', expected: -5 },
    { name: 'are not said by an empty text', given: '', expected: undefined }
  ])('$name', ({ given, expected }) => {
    expect(capacity.decode(given)).toEqual(E.right(expected === undefined ? {} : { capacityUnits: expected }))
  })

  test.each<{ name: string; given: string; expected: ReadonlyArray<string> }>([
    {
      name: 'have one key, letter by letter',
      given: 'capacityUnits=1000',
      expected: ['the key must be CapacityUnits, not "capacityUnits" (did you mean CapacityUnits?).']
    },
    {
      name: 'are whole',
      given: 'CapacityUnits=1.5',
      expected: ['CapacityUnits must be a whole number, not "1.5".']
    },
    {
      name: 'are told with all that is wrong',
      given: 'CapacityUnits=lots,x=1',
      expected: ['the key must be CapacityUnits, not "x".', 'CapacityUnits must be a whole number, not "lots".']
    },
    {
      name: 'need their key',
      given: '1000',
      expected: ['entry 1 must be key=value, not "1000"; a comma inside a value is written \\,.']
    }
  ])('$name', ({ given, expected }) => {
    const decoded = capacity.decode(given)
    expect(E.isLeft(decoded) ? problemsOf(decoded.left) : decoded).toEqual(expected)
  })
})
