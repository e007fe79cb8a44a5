import { expect, test } from 'vitest'
import { sameTransforms, type Transform } from '../../src/resources/transform.js'

const url = (...replace: ReadonlyArray<string>): Transform => ({
  type: 'url-rewrite',
  rewrites: replace.map((each) => ({ regex: '^/a', replace: each }))
})
const host: Transform = { type: 'host-header-rewrite', rewrites: [{ regex: 'a', replace: 'b' }] }

test.each<{ name: string; given: readonly [ReadonlyArray<Transform>, ReadonlyArray<Transform>]; expected: boolean }>([
  { name: 'none and none are the same', given: [[], []], expected: true },
  { name: 'one and none are not', given: [[host], []], expected: false },
  {
    name: 'the order of types makes no difference',
    given: [
      [url('/b'), host],
      [host, url('/b')]
    ],
    expected: true
  },
  { name: 'the order of rewrites does', given: [[url('/b', '/c')], [url('/c', '/b')]], expected: false },
  { name: 'another replacement is another transform', given: [[url('/b')], [url('/c')]], expected: false }
])('$name', ({ given: [one, other], expected }) => {
  expect(sameTransforms(one, other)).toBe(expected)
  expect(sameTransforms(other, one)).toBe(expected)
})
