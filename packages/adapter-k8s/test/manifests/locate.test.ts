import { type At, diagnostic, type ObjectRef } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { locate, parseManifests } from '../../src/manifests/index.js'

const scheme = 'alb.ingress.kubernetes.io/scheme'
const ingress = (namespace: string, name: string): ObjectRef => ({ kind: 'Ingress', namespace, name })

const { documents } = parseManifests(
  'shop.yaml',
  `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations:
    ${scheme}: internal
spec:
  rules:
  - host: a.example
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations: {${scheme}: public}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: web
---
apiVersion: example.com/v1
kind: Planet
metadata:
  name: mars
`
)

const located = (at: At) => {
  const position = locate(documents)(diagnostic('annotation/value', at, 'm', 'h')).position
  return position === undefined ? undefined : `${position.file}:${position.line}:${position.column}`
}

describe('what core noticed gets its place', () => {
  test.each([
    {
      name: 'an annotation is found at its value',
      given: { object: ingress('shop', 'web'), path: ['metadata', 'annotations', scheme] },
      expected: 'shop.yaml:7:39'
    },
    {
      name: 'an object without namespace is in default',
      given: { object: ingress('default', 'web'), path: ['metadata', 'annotations', scheme] },
      expected: 'shop.yaml:16:51'
    },
    {
      name: 'what is absent is found where it would be',
      given: { object: ingress('shop', 'web'), path: ['spec', 'rules', 0, 'http', 'paths'] },
      expected: 'shop.yaml:10:5'
    },
    {
      name: 'numbers of items may come as text',
      given: { object: ingress('shop', 'web'), path: ['spec', 'rules', '0', 'host'] },
      expected: 'shop.yaml:10:11'
    },
    {
      name: 'a kind of the cluster has no namespace',
      given: { object: { kind: 'IngressClass', name: 'web' }, path: [] },
      expected: 'shop.yaml:18:1'
    },
    {
      name: 'a kind of the cluster that we do not know is found by name',
      given: { object: { kind: 'Planet', name: 'mars' }, path: ['metadata', 'name'] },
      expected: 'shop.yaml:26:9'
    },
    {
      name: 'an object that is in no file has no place',
      given: { object: ingress('shop', 'cart'), path: [] },
      expected: undefined
    },
    {
      name: 'an object of another kind is another object',
      given: { object: { kind: 'Service', namespace: 'shop', name: 'web' }, path: [] },
      expected: undefined
    }
  ])('$name', ({ given, expected }) => {
    expect(located(given)).toBe(expected)
  })

  test('related places too', () => {
    const at = { object: ingress('shop', 'web'), path: ['metadata', 'name'] }
    const other = { object: ingress('default', 'web'), path: ['metadata', 'name'] }
    const noticed = diagnostic('group/disagree', at, 'm', 'h', [{ at: other, message: 'the other value' }])
    expect(locate(documents)(noticed)).toEqual({
      ...noticed,
      position: { file: 'shop.yaml', line: 4, column: 9 },
      related: [{ at: other, message: 'the other value', position: { file: 'shop.yaml', line: 15, column: 9 } }]
    })
  })

  test('a place that is known stays', () => {
    const known = { file: 'other.yaml', line: 1, column: 1 }
    const noticed = {
      ...diagnostic('annotation/value', { object: ingress('shop', 'web'), path: [] }, 'm', 'h'),
      position: known
    }
    expect(locate(documents)(noticed)).toEqual(noticed)
  })
})
