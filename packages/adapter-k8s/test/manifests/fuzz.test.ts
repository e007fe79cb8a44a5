import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { type Manifests, parseManifests } from '../../src/manifests/index.js'

const good = `# a shop
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations: &shared
    alb.ingress.kubernetes.io/scheme: internal
    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}]'
    alb.ingress.kubernetes.io/tags: |-
      team=shop,
      env=test
spec:
  rules:
  - host: "a.example"
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
---
{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "labels": {"a": "\\u0062"}}}]}
...
---
apiVersion: v1
kind: Secret
metadata: {name: web, labels: {<<: {a: b}, c: d}}
stringData: &s
  token: >-
    one
    two
`

/** Reading never throws, and every place is inside the text. */
const holds = (text: string, { documents, diagnostics }: Manifests): void => {
  const lines = text.split('\n')
  const positions = [
    ...diagnostics.flatMap(({ position, related = [] }) => [position, ...related.map((each) => each.position)]),
    ...documents.flatMap(({ positionOf }) => [
      positionOf([]),
      positionOf(['metadata', 'name']),
      positionOf(['spec', 'rules', 0])
    ])
  ]
  for (const position of positions) {
    const line = lines[(position?.line ?? 0) - 1]
    expect(line).toBeDefined()
    expect(position?.column).toBeGreaterThan(0)
    expect(position?.column).toBeLessThanOrEqual((line ?? '').length + 1)
  }
}

// Characters that mean something to YAML or JSON come up far more often than chance would have it.
const telling = fc.constantFrom(
  ...'{}[],:-#&*!|>\'"%@`?~<>=\\\t\r\n  ',
  '---\n',
  '...\n',
  '\n  ',
  ': ',
  '- ',
  '<<: ',
  '*s',
  '&s ',
  '{{',
  '}}',
  '!!int ',
  '\uFEFF',
  '\u2028',
  '\0',
  '__proto__: ',
  'kind: List\nitems:\n'
)
const scraps = fc.oneof(
  { weight: 4, arbitrary: telling },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) }
)
const randomText = fc.array(scraps, { maxLength: 60 }).map((parts) => parts.join(''))
const edit = fc.record({ at: fc.nat(good.length), cut: fc.nat(12), put: fc.oneof(fc.constant(''), scraps) })
const mutated = fc
  .array(edit, { minLength: 1, maxLength: 4 })
  .map((edits) => edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), good))

describe('no text is too strange to be read', () => {
  test('text of all sorts', () => {
    fc.assert(
      fc.property(randomText, (text) => holds(text, parseManifests('f', text))),
      { numRuns: 2000 }
    )
  })

  test('a good manifest after some accidents', () => {
    expect(parseManifests('f', good)).toMatchObject({ documents: [{}, {}, {}], diagnostics: [] })
    fc.assert(
      fc.property(mutated, (text) => holds(text, parseManifests('f', text))),
      { numRuns: 500 }
    )
  })
})

test('what is written out as YAML is read back as it was', () => {
  const value = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }))
  fc.assert(
    fc.property(value, (spec) => {
      const object = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' }, spec }
      const text = stringify(object, {
        version: '1.1',
        defaultStringType: 'QUOTE_DOUBLE',
        defaultKeyType: 'QUOTE_DOUBLE'
      })
      const { documents, diagnostics } = parseManifests('f', text)
      expect(diagnostics).toEqual([])
      expect(documents[0]?.object).toEqual(JSON.parse(JSON.stringify(object)))
    })
  )
})
