import { describe, expect, test } from 'vitest'
import { plainScalar } from '../../../src/manifests/yaml/scalar.js'

describe('an unquoted scalar means what go-yaml v2 makes of it', () => {
  test.each([
    { name: 'yes is true', given: 'yes', expected: true },
    { name: 'On is true', given: 'On', expected: true },
    { name: 'y is true', given: 'y', expected: true },
    { name: 'NO is false', given: 'NO', expected: false },
    { name: 'off is false', given: 'off', expected: false },
    { name: 'yEs in mixed case is text', given: 'yEs', expected: 'yEs' },
    { name: 'a tilde is no value', given: '~', expected: null },
    { name: 'nothing is no value', given: '', expected: null },
    { name: 'Null is no value', given: 'Null', expected: null },
    { name: 'digits are a number', given: '302', expected: 302 },
    { name: 'a sign belongs to the number', given: '-8', expected: -8 },
    { name: 'minus zero is zero', given: '-0', expected: 0 },
    { name: 'a leading zero makes octal', given: '0777', expected: 511 },
    { name: '0o makes octal too', given: '0o17', expected: 15 },
    { name: 'what cannot be octal is decimal', given: '08', expected: 8 },
    { name: '0x makes hexadecimal', given: '0x1F', expected: 31 },
    { name: '0b makes binary', given: '0b101', expected: 5 },
    { name: 'underscores group digits', given: '1_000', expected: 1000 },
    { name: 'a leading underscore is text', given: '_1', expected: '_1' },
    { name: 'fractions are numbers', given: '1.50', expected: 1.5 },
    { name: 'a fraction may start with its point', given: '.5', expected: 0.5 },
    { name: 'powers of ten are numbers', given: '1e3', expected: 1000 },
    { name: 'a number beyond all bounds is text', given: '1e999', expected: '1e999' },
    { name: 'base 60 is text, so ports and times survive', given: '12:30:45', expected: '12:30:45' },
    { name: 'a date is text', given: '2026-11-22', expected: '2026-11-22' },
    { name: 'an address is text', given: '10.0.0.0/8', expected: '10.0.0.0/8' },
    { name: 'a range is text', given: '200-301', expected: '200-301' },
    { name: 'a sign alone is text', given: '-', expected: '-' },
    { name: 'a version is text', given: '1.2.3', expected: '1.2.3' },
    { name: 'infinity is told apart, for the caller to refuse', given: '-.inf', expected: -Infinity }
  ])('$name', ({ given, expected }) => {
    expect(plainScalar(given)).toStrictEqual(expected)
  })
})
