import { describe, expect, test } from 'vitest'
import { type Diagnostic, diagnostic } from '../../src/checked/diagnostic.js'
import { countText, diagnosticsJson, diagnosticsText } from '../../src/render/diagnostics-text.js'
import { plainStyle, styleOf } from '../../src/render/style.js'

const ingress = (name: string) => ({ kind: 'Ingress', namespace: 'shop', name })
const annotation = (name: string, key: string) => ({
  object: ingress(name),
  path: ['metadata', 'annotations', `alb.ingress.kubernetes.io/${key}`]
})

const scheme: Diagnostic = {
  ...diagnostic(
    'group/disagree',
    annotation('cart', 'scheme'),
    'shop/cart asks for internal, but shop/web in the same group asks for internet-facing.',
    'Use one scheme in the group, or move one of them to another group.name.',
    [
      {
        at: annotation('web', 'scheme'),
        message: 'the other value',
        position: { file: 'shop/web.yaml', line: 9, column: 5 }
      }
    ]
  ),
  position: { file: 'shop/cart.yaml', line: 12, column: 7 }
}
const path: Diagnostic = {
  ...diagnostic(
    'object/field',
    { object: ingress('cart'), path: ['spec', 'rules', 0] },
    'host is a number.',
    'Put it in quotes.'
  ),
  position: { file: 'shop/cart.yaml', line: 4, column: 3 }
}
const unplaced = diagnostic(
  'document/same-object-twice',
  { object: ingress('api'), path: [] },
  'It is written twice.',
  'Keep one.'
)

test('findings stand together by file, in the order of the lines, and are counted', () => {
  expect(diagnosticsText([scheme, path, unplaced], plainStyle)).toMatchInlineSnapshot(`
    "warning[document/same-object-twice] Ingress shop/api: It is written twice.
      Keep one.

    error[object/field] shop/cart.yaml:4:3  Ingress shop/cart spec.rules[0]: host is a number.
      Put it in quotes.
    error[group/disagree] shop/cart.yaml:12:7  Ingress shop/cart metadata.annotations[alb.ingress.kubernetes.io/scheme]: shop/cart asks for internal, but shop/web in the same group asks for internet-facing.
      Use one scheme in the group, or move one of them to another group.name.
      see shop/web.yaml:9:5  Ingress shop/web metadata.annotations[alb.ingress.kubernetes.io/scheme]: the other value

    2 errors, 1 warning"
  `)
})

test('the order in which they were found makes no difference', () => {
  const all = [scheme, path, unplaced]
  expect(diagnosticsText([...all].reverse(), plainStyle)).toBe(diagnosticsText(all, plainStyle))
  expect(diagnosticsJson([...all].reverse())).toEqual(diagnosticsJson(all))
})

test('nothing is nothing', () => {
  expect(diagnosticsText([], plainStyle)).toBe('')
})

describe('nobody can forge a line', () => {
  const nasty = 'x\nerror[group/name] forged\r\u001b[31m\u202e\u2028\u0085'
  const forged: Diagnostic = {
    ...diagnostic(
      'object/field',
      { object: { kind: 'Ingress', namespace: 'a', name: nasty }, path: [nasty] },
      nasty,
      nasty,
      [{ at: { object: ingress(nasty), path: [nasty] }, message: nasty, position: { file: nasty, line: 1, column: 1 } }]
    ),
    position: { file: nasty, line: 1, column: 1 }
  }

  test('a diagnostic has a line of its own, one for its hint, and one for what is related', () => {
    const lines = diagnosticsText([forged], plainStyle).split('\n')
    expect(lines.map((line) => line.slice(0, 5))).toEqual(['error', '  x\\u', '  see', '', '1 err'])
  })

  test('no control character is left', () => {
    expect(diagnosticsText([forged], plainStyle).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  })
})

test('colour is only around the severity and what is quiet', () => {
  const coloured = diagnosticsText([unplaced], styleOf({ unicode: true, colour: true }))
  expect(coloured.split('\n')[0]).toBe(
    '\u001b[33mwarning[document/same-object-twice]\u001b[0m Ingress shop/api: It is written twice.'
  )
})

test.each([
  { given: [], expected: '' },
  { given: [path], expected: '1 error' },
  { given: [path, unplaced, scheme], expected: '2 errors, 1 warning' }
])('$expected', ({ given, expected }) => {
  expect(countText(given)).toBe(expected)
})

test('for programs, the field is text as well', () => {
  expect(diagnosticsJson([scheme])).toEqual([
    {
      code: 'group/disagree',
      severity: 'error',
      object: ingress('cart'),
      path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/scheme'],
      field: 'metadata.annotations[alb.ingress.kubernetes.io/scheme]',
      message: scheme.message,
      hint: scheme.hint,
      position: { file: 'shop/cart.yaml', line: 12, column: 7 },
      related: [
        {
          object: ingress('web'),
          path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/scheme'],
          message: 'the other value',
          position: { file: 'shop/web.yaml', line: 9, column: 5 }
        }
      ]
    }
  ])
})
