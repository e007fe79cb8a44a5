import { type At, diagnostic, type Finding, type ObjectRef } from '@alb-ingress/core'
import { expect, test } from 'vitest'
import { locate, parseManifests } from '../../src/manifests/index.js'

const object: ObjectRef = { kind: 'Ingress', namespace: 'shop', name: 'web' }
const key = 'alb.ingress.kubernetes.io/schema'

const ingress = (annotations: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  namespace: shop\n  name: web\n  annotations:\n${annotations}\n`

const inJson = (annotations: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace: 'shop', name: 'web', annotations }
  })

const keyAt: At = { object, path: ['metadata', 'annotations', key], part: 'key' }
const valueAt: At = { object, path: ['metadata', 'annotations', key] }

const said = (at: At, text: string): Finding => ({
  ...diagnostic('annotation/value', at, 'm', 'h'),
  replacement: { at, text }
})

/** The text with the edit made, line by line. */
const edited = (text: string, at: At, replacement: string): string | undefined => {
  const { documents } = parseManifests('web.yaml', text)
  const edit = locate(documents)(said(at, replacement)).replacement?.edit
  if (edit === undefined) return undefined
  const lines = text.split('\n')
  const line = lines[edit.from.line - 1] ?? ''
  return line.slice(0, edit.from.column - 1) + edit.text + line.slice(edit.to.column - 1)
}

test.each([
  {
    name: 'a key is replaced where it stands',
    given: { text: ingress(`    ${key}: internal`), at: keyAt, by: 'alb.ingress.kubernetes.io/scheme' },
    expected: '    alb.ingress.kubernetes.io/scheme: internal'
  },
  {
    name: 'a key in quotes keeps them',
    given: { text: ingress(`    "${key}": internal`), at: keyAt, by: 'alb.ingress.kubernetes.io/scheme' },
    expected: '    "alb.ingress.kubernetes.io/scheme": internal'
  },
  {
    name: 'a value in single quotes keeps them',
    given: { text: ingress(`    ${key}: 'internl'`), at: valueAt, by: "inter'nal" },
    expected: `    ${key}: 'inter''nal'`
  },
  {
    name: 'a plain value gets quotes where it would be read as something else',
    given: { text: ingress(`    ${key}: on`), at: valueAt, by: '443' },
    expected: `    ${key}: "443"`
  },
  {
    name: 'a plain word stays plain',
    given: { text: ingress(`    ${key}: internl # why`), at: valueAt, by: 'internal' },
    expected: `    ${key}: internal # why`
  },
  {
    name: 'in JSON a key keeps its quotes',
    given: { text: inJson({ [key]: 'internal' }), at: keyAt, by: 'alb.ingress.kubernetes.io/scheme' },
    expected: inJson({ 'alb.ingress.kubernetes.io/scheme': 'internal' })
  },
  {
    name: 'a block of several lines is left to people',
    given: { text: ingress(`    ${key}: >-\n      inter\n      nal`), at: valueAt, by: 'internal' },
    expected: undefined
  },
  {
    name: 'nothing is replaced where nothing is',
    given: { text: ingress('    a: b'), at: valueAt, by: 'internal' },
    expected: undefined
  }
])('$name', ({ given, expected }) => {
  expect(edited(given.text, given.at, given.by)).toBe(expected)
})

test('a key is found at its own place, and not at that of its value', () => {
  const { documents } = parseManifests('web.yaml', ingress(`    ${key}: internal`))
  const at = locate(documents)
  expect(at(diagnostic('annotation/value', keyAt, 'm', 'h')).position).toMatchObject({ line: 7, column: 5 })
  expect(at(diagnostic('annotation/value', valueAt, 'm', 'h')).position).toMatchObject({ line: 7, column: 39 })
})

test('two objects without a line between them are told once', () => {
  const { diagnostics } = parseManifests('web.yaml', ingress('    a: b') + ingress('    c: d'))
  expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
    ['document/duplicate-key', 'Put a line --- between two objects. If it is one object, keep one of them.']
  ])
})
