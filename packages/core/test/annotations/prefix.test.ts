import { describe, expect, test } from 'vitest'
import { withOwnPrefix, withUsualPrefix } from '../../src/annotations/prefix.js'
import { diagnostic } from '../../src/checked/diagnostic.js'

const usual = 'alb.ingress.kubernetes.io'

describe('annotations enter with the usual prefix', () => {
  test.each([
    {
      name: 'those with the prefix of the installation',
      given: { 'lb.io/scheme': 'internal' },
      expected: { [`${usual}/scheme`]: 'internal' }
    },
    { name: 'one of a family', given: { 'lb.io/actions.go': '{}' }, expected: { [`${usual}/actions.go`]: '{}' } },
    {
      name: 'those of nobody here, as they are',
      given: { 'kubernetes.io/ingress.class': 'alb' },
      expected: { 'kubernetes.io/ingress.class': 'alb' }
    },
    {
      name: 'not those with the usual prefix, which nobody reads then',
      given: { [`${usual}/scheme`]: 'internal' },
      expected: {}
    },
    {
      name: 'not what only begins alike',
      given: { 'lb.io.example/scheme': 'internal' },
      expected: { 'lb.io.example/scheme': 'internal' }
    }
  ])('$name', ({ given, expected }) => {
    expect(withUsualPrefix(given, 'lb.io')).toEqual(expected)
  })

  test('nothing is copied where the prefix is the usual one', () => {
    const given = { [`${usual}/scheme`]: 'internal' }
    expect(withUsualPrefix(given, usual)).toBe(given)
  })
})

describe('what is told leaves with the prefix of the installation', () => {
  const object = { kind: 'Ingress', namespace: 'shop', name: 'web' }
  const at = (key: string) => ({ object, path: ['metadata', 'annotations', key] })
  const told = diagnostic(
    'annotation/value',
    at(`${usual}/scheme`),
    `annotation ${usual}/scheme cannot be read`,
    `Write ${usual}/scheme: internal.`,
    [{ at: at(`${usual}/tags`), message: `and ${usual}/tags` }]
  )

  test('in places, messages, remedies and what is beside them', () => {
    expect(withOwnPrefix([told], 'lb.io')).toEqual([
      diagnostic(
        'annotation/value',
        at('lb.io/scheme'),
        'annotation lb.io/scheme cannot be read',
        'Write lb.io/scheme: internal.',
        [{ at: at('lb.io/tags'), message: 'and lb.io/tags' }]
      )
    ])
  })

  test('once is enough, also for a prefix that ends in the usual one', () => {
    const once = withOwnPrefix([told], `my.${usual}`)
    expect(once[0]?.message).toBe(`annotation my.${usual}/scheme cannot be read`)
    expect(withOwnPrefix(once, `my.${usual}`)).toEqual(once)
  })
})
