import { describe, expect, test } from 'vitest'
import { pageFor, pages } from '../../src/annotations/catalogue.js'
import { annotationsSchema } from '../../src/annotations/json-schema.js'
import { annotationPage } from '../../src/render/annotation-page.js'
import { fieldsOf, kindNames } from '../../src/resources/kinds.js'

const fields = new Set(kindNames.flatMap((kind) => fieldsOf(kind).map(([field]) => `${kind}.${field}`)))

test.each(pages)('$key decides on fields that resources have', ({ sets }) => {
  expect(sets.filter((each) => !fields.has(each))).toEqual([])
})

test.each(pages)('the page of $key says where it stands, what it takes and whose value counts', (page) => {
  const text = annotationPage(page)
  for (const part of ['- **On**', '- **Type**', '- **Counts**', '- **IngressClassParams**'])
    expect(text).toContain(part)
})

describe('the page of a key', () => {
  test.each([
    { given: 'scheme', expected: 'scheme' },
    { given: 'alb.ingress.kubernetes.io/scheme', expected: 'scheme' },
    { given: 'actions.weighted', expected: 'actions.<name>' },
    { given: 'listener-attributes.HTTPS-443', expected: 'listener-attributes.<PROTOCOL>-<port>' },
    { given: 'web-acl-id', expected: 'waf-acl-id' },
    { given: 'schema', expected: undefined }
  ])('$given: $expected', ({ given, expected }) => {
    expect(pageFor(given)?.key).toBe(expected)
  })
})

describe('the JSON Schema', () => {
  const patterns = Object.keys(annotationsSchema.patternProperties)

  test.each([
    { key: 'alb.ingress.kubernetes.io/actions.weighted', isOne: true },
    { key: 'alb.ingress.kubernetes.io/listener-attributes.HTTPS-443', isOne: true },
    { key: 'alb.ingress.kubernetes.io/actions', isOne: false },
    { key: 'alb-ingress-kubernetes-io/actions.weighted', isOne: false }
  ])('$key is one of a family: $isOne', ({ key, isOne }) => {
    expect(patterns.some((pattern) => new RegExp(pattern).test(key))).toBe(isOne)
  })

  test('has every key that is not one of a family', () => {
    const alone = pages.filter(({ variable }) => variable === undefined)
    expect(Object.keys(annotationsSchema.properties)).toEqual(alone.map(({ fullKey }) => fullKey))
  })
})
