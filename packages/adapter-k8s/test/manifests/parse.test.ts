import type { Diagnostic } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { parseAll, parseManifests } from '../../src/manifests/index.js'

const service = (name: string, ...more: ReadonlyArray<string>): string =>
  ['apiVersion: v1', 'kind: Service', 'metadata:', `  name: ${name}`, ...more, ''].join('\n')

const lineOf = ({ position }: Diagnostic): string => `${position?.line}:${position?.column}`
const namesOf = (text: string): ReadonlyArray<unknown> =>
  parseManifests('shop.yaml', text).documents.map(
    ({ object }) => (object as { metadata?: { name?: string } }).metadata?.name
  )

describe('documents', () => {
  test('a broken document does not reach its neighbours', () => {
    const text = [service('a'), 'name: {{ .Values.name }}\n', service('b'), 'x: "open\n', service('c')].join('---\n')
    expect(namesOf(text)).toEqual(['a', 'b', 'c'])
    expect(
      parseManifests('shop.yaml', text).diagnostics.map((noticed) => [
        noticed.code,
        noticed.at.object,
        noticed.position
      ])
    ).toEqual([
      ['document/unreadable', { kind: 'document', name: '1' }, { file: 'shop.yaml', line: 6, column: 7 }],
      ['document/unreadable', { kind: 'document', name: '3' }, { file: 'shop.yaml', line: 13, column: 4 }]
    ])
  })

  test('documents that hold nothing are passed over', () => {
    expect(parseManifests('f', `# head\n---\n---\n${service('a')}---\nnull\n---\n# tail\n`)).toMatchObject({
      documents: [{ source: { file: 'f', index: 0 } }],
      diagnostics: []
    })
    expect(parseManifests('f', '')).toEqual({ documents: [], diagnostics: [] })
  })

  test('a byte order mark and Windows line ends change neither values nor places', () => {
    const text = `---\n${service('a', 'x: |', '  one', '  two')}`
    const unix = parseManifests('f', text).documents[0]
    const windows = parseManifests('f', `\uFEFF${text.replaceAll('\n', '\r\n')}`).documents[0]
    expect(windows?.object).toEqual(unix?.object)
    for (const path of [[], ['metadata', 'name'], ['x']])
      expect(windows?.positionOf(path)).toEqual(unix?.positionOf(path))
    expect(windows?.positionOf(['metadata', 'name'])).toEqual({ file: 'f', line: 5, column: 9 })
  })

  test('a Kustomize patch without spec is an object', () => {
    expect(namesOf('apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n')).toEqual(['web'])
  })
})

describe('lists become their items', () => {
  const list = `kind: List\napiVersion: v1\nitems:\n- ${service('a').replaceAll('\n', '\n  ')}\n- ${service('b').replaceAll('\n', '\n  ')}`
  test('with the places of the items', () => {
    const { documents, diagnostics } = parseManifests('f', list)
    expect(diagnostics).toEqual([])
    expect(documents.map(({ positionOf }) => positionOf(['metadata', 'name']).line)).toEqual([7, 12])
    expect(documents.map(({ positionOf }) => positionOf([]).line)).toEqual([4, 9])
  })

  test('in JSON too', () => {
    const text = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } }]
    })
    const { documents } = parseManifests('f', text)
    expect(documents.map(({ positionOf }) => positionOf(['metadata', 'name']).column)).toEqual([
      text.indexOf('"a"') + 1
    ])
  })

  test.each([
    {
      name: 'a list inside a list is opened as well',
      given: `{kind: List, items: [{kind: List, items: [{kind: A, apiVersion: v1, metadata: {name: a}}]}]}`,
      expected: ['a']
    },
    {
      name: 'items of a typed list know their kind from it',
      given: `{apiVersion: v1, kind: ServiceList, items: [{metadata: {name: a}}]}`,
      expected: ['a']
    },
    { name: 'an empty list holds nothing', given: '{apiVersion: v1, kind: List, items: []}', expected: [] },
    { name: 'a list without items holds nothing', given: '{apiVersion: v1, kind: List, items: }', expected: [] },
    {
      name: 'a kind that ends in List by chance is an object',
      given: '{apiVersion: a/v1, kind: AllowList, metadata: {name: a}}',
      expected: ['a']
    }
  ])('$name', ({ given, expected }) => {
    expect(namesOf(given)).toEqual(expected)
    expect(parseManifests('f', given).diagnostics).toEqual([])
  })

  test('an item that is no object is told with its place, and the others are read', () => {
    const { documents, diagnostics } = parseManifests(
      'f',
      'kind: List\nitems:\n- 1\n- {kind: Service, metadata: {name: a}}\n- {kind: A, apiVersion: v1}'
    )
    expect(documents).toHaveLength(1)
    expect(diagnostics.map((noticed) => [noticed.code, noticed.at.object, lineOf(noticed)])).toEqual([
      ['document/unreadable', { kind: 'document', name: '0' }, '3:3'],
      ['document/unreadable', { kind: 'Service', namespace: 'default', name: 'a' }, '4:3']
    ])
    expect(diagnostics[1]?.hint).toContain('apiVersion: v1')
  })
})

describe('documents that are no Kubernetes objects', () => {
  test.each([
    {
      name: 'Helm values are left out with a warning',
      given: 'replicas: 3\nimage: web',
      expected: ['document/no-object', '1:1']
    },
    {
      name: 'a chart is left out with a warning',
      given: 'apiVersion: v2\nname: shop',
      expected: ['document/no-object', '1:1']
    },
    {
      name: 'a JSON patch is left out with a warning',
      given: '- {op: remove, path: /spec}',
      expected: ['document/no-object', '1:1']
    },
    {
      name: 'a line of text is an error',
      given: 'apiVersion networking.k8s.io/v1',
      expected: ['document/unreadable', '1:1']
    },
    {
      name: 'an object without apiVersion is an error',
      given: 'kind: Ingress\nmetadata: {name: a}',
      expected: ['document/unreadable', '1:1']
    },
    {
      name: 'an object without kind is an error',
      given: 'apiVersion: v1\nmetadata: {name: a}',
      expected: ['document/unreadable', '1:1']
    },
    {
      name: 'a kind with another letter case is an error',
      given: 'apiVersion: v1\nKind: Service',
      expected: ['document/unreadable', '2:7']
    },
    {
      name: 'a version that is a number is an error',
      given: 'apiVersion: 1\nkind: Service',
      expected: ['document/unreadable', '1:13']
    }
  ])('$name', ({ given, expected }) => {
    const { documents, diagnostics } = parseManifests('f', given)
    expect(documents).toEqual([])
    expect(diagnostics.map((noticed) => [noticed.code, lineOf(noticed)])).toEqual([expected])
  })
})

describe('written twice', () => {
  test('a key: the later value counts, and both places are told', () => {
    const { documents, diagnostics } = parseManifests('f', service('a', '  annotations:', '    k: 1', '    k: 2'))
    expect(documents[0]?.object).toMatchObject({ metadata: { annotations: { k: 2 } } })
    expect(diagnostics).toMatchObject([
      {
        code: 'document/duplicate-key',
        severity: 'warning',
        at: { object: { kind: 'Service', namespace: 'default', name: 'a' }, path: ['metadata', 'annotations', 'k'] },
        position: { file: 'f', line: 7, column: 5 },
        related: [{ position: { file: 'f', line: 6, column: 5 } }]
      }
    ])
  })

  test('a key of an item of a list belongs to that item', () => {
    const [noticed] = parseManifests(
      'f',
      '{kind: List, items: [{kind: A, apiVersion: v1}, {kind: B, apiVersion: v1, metadata: {name: b, name: b}}]}'
    ).diagnostics
    expect(noticed?.at).toEqual({ object: { kind: 'B', namespace: 'default', name: 'b' }, path: ['metadata', 'name'] })
  })

  test('an object: the last one counts, in whichever file, and all places are told', () => {
    const { documents, diagnostics } = parseAll([
      { file: 'one', text: `${service('a', 'n: 1')}---\n${service('b')}` },
      { file: 'two', text: service('a', 'n: 2') },
      { file: 'three', text: service('a', '  namespace: default', 'n: 3') }
    ])
    expect(documents.map(({ source }) => source)).toEqual([
      { file: 'one', index: 1 },
      { file: 'three', index: 0 }
    ])
    expect(diagnostics).toMatchObject([
      {
        code: 'document/same-object-twice',
        message: expect.stringMatching('Service default/a is written 3 times'),
        position: { file: 'three', line: 4, column: 9 },
        related: [{ position: { file: 'one' } }, { position: { file: 'two' } }]
      }
    ])
  })

  test.each([
    {
      name: 'Ingresses of the old and the new API are the same objects',
      given: ['extensions/v1beta1 Ingress', 'networking.k8s.io/v1 Ingress'],
      expected: 1
    },
    {
      name: 'versions of one API show the same objects',
      given: ['networking.k8s.io/v1beta1 Ingress', 'networking.k8s.io/v1 Ingress'],
      expected: 1
    },
    {
      name: 'kinds of one name in two APIs are different objects',
      given: ['v1 Service', 'serving.knative.dev/v1 Service'],
      expected: 2
    },
    { name: 'different kinds are different objects', given: ['v1 Service', 'v1 Secret'], expected: 2 }
  ])('$name', ({ given, expected }) => {
    const text = given
      .map((each) => each.split(' '))
      .map(([apiVersion, kind]) => `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: a}}`)
    expect(parseManifests('f', text.join('\n---\n')).documents).toHaveLength(expected)
  })

  test('objects without a name are never the same', () => {
    const job = '{apiVersion: batch/v1, kind: Job, metadata: {generateName: a-}}'
    expect(parseManifests('f', `${job}\n---\n${job}`)).toMatchObject({ documents: [{}, {}], diagnostics: [] })
  })
})
