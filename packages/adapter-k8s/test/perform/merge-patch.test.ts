import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../src/api/json.js'
import { mergePatch } from '../../src/perform/merge-patch.js'

test.each([
  { name: 'a member that is new or other is named', before: { a: 1 }, after: { a: 2, b: 3 }, patch: { a: 2, b: 3 } },
  { name: 'a member that goes is null', before: { a: 1, b: 2 }, after: { b: 2 }, patch: { a: null } },
  {
    name: 'inner members are patched for themselves',
    before: { a: { x: 1, y: 2 } },
    after: { a: { x: 1 } },
    patch: { a: { y: null } }
  },
  { name: 'a list is replaced', before: { a: [1, 2] }, after: { a: [2] }, patch: { a: [2] } },
  { name: 'equal objects need no patch', before: { a: { x: [1] } }, after: { a: { x: [1] } }, patch: undefined }
])('$name', ({ before, after, patch }) => {
  expect(mergePatch(before, after)).toEqual(patch)
})

// RFC 7396, as the API server does it.
const applied = (target: unknown, patch: unknown): unknown => {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const result: Record<string, unknown> =
    typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name]
    else result[name] = applied(result[name], value)
  }
  return result
}

const leaf = fc.oneof(fc.string({ maxLength: 3 }), fc.nat(3), fc.boolean())
const { tree } = fc.letrec<{ tree: Json; value: unknown }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { noNullPrototype: true }) as fc.Arbitrary<Json>,
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(leaf, { maxLength: 2 }), tie('tree'))
}))

test('law: the patch turns the one into the other', () => {
  fc.assert(
    fc.property(tree, tree, (before, after) => {
      expect(applied(before, mergePatch(before, after) ?? {})).toEqual(after)
    })
  )
})
