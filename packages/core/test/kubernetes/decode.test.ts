import { describe, expect, test } from 'vitest'
import { type Decoded, decodeObject } from '../../src/kubernetes/decode.js'
import { ingressManifest, namespaceManifest, serviceManifest } from '../../testing/manifests.js'

const problems = (decoded: Decoded) => ('unreadable' in decoded ? decoded.unreadable.problems : [])
const read = (value: unknown) => {
  const decoded = decodeObject(value)
  return 'read' in decoded ? decoded.read.value : decoded
}

describe('an object', () => {
  test.each([
    {
      name: 'of a kind that nobody reads is no finding',
      given: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } }
    },
    {
      name: 'of a kind of the same name in another API is no finding',
      given: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'web' } }
    },
    {
      name: 'of a kind whose parameters AWS reads elsewhere is no finding',
      given: { apiVersion: 'eks.amazonaws.com/v1', kind: 'IngressClassParams', metadata: { name: 'web' } }
    },
    {
      name: 'of a kind that is named like a member of every object is no finding',
      given: { apiVersion: 'v1', kind: 'constructor', metadata: { name: 'web' } }
    }
  ])('$name', ({ given }) => {
    expect(decodeObject(given)).toHaveProperty('foreign')
  })

  test.each([
    {
      name: 'is no number',
      given: 7,
      message: 'The document 7 is no Kubernetes object: apiVersion or kind is missing, or is no text.'
    },
    {
      name: 'is no text, of which only the beginning is shown',
      given: 'x'.repeat(80),
      message: `The document "${'x'.repeat(59)}… is no Kubernetes object: apiVersion or kind is missing, or is no text.`
    },
    {
      name: 'has a kind',
      given: { apiVersion: 'v1', metadata: { name: 'web' } },
      message: 'Object default/web is no Kubernetes object: apiVersion or kind is missing, or is no text.'
    },
    {
      name: 'has an apiVersion, without which its contents are not shown',
      given: { kind: 'Secret', metadata: { name: 'k' }, stringData: { key: 'hunter2' } },
      message: 'Secret default/k is no Kubernetes object: apiVersion or kind is missing, or is no text.'
    }
  ])('$name', ({ given, message }) => {
    expect(problems(decodeObject(given))).toMatchObject([{ code: 'document/unreadable', severity: 'error', message }])
  })

  test('is of a version that is known', () => {
    const decoded = decodeObject({ ...ingressManifest('shop/web'), apiVersion: 'networking.k8s.io/v2' })
    expect(problems(decoded)).toMatchObject([
      {
        code: 'object/field',
        at: { path: ['apiVersion'] },
        message:
          'In Ingress shop/web, apiVersion is "networking.k8s.io/v2", a version of this kind that is not known here.',
        hint: 'Write networking.k8s.io/v1 or networking.k8s.io/v1beta1 or extensions/v1beta1.'
      }
    ])
  })

  test('without a namespace is in default', () => {
    expect(read({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } })).toMatchObject({
      namespace: 'default'
    })
    expect(read({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: '' } })).toMatchObject({
      namespace: 'default'
    })
  })

  test('of the whole cluster has no namespace, whatever is written', () => {
    const manifest = { ...namespaceManifest('shop'), metadata: { name: 'shop', namespace: 'x' } }
    expect(read(manifest)).toEqual({ name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } })
  })

  test('may hold null wherever something may be absent', () => {
    const metadata = { name: 'web', annotations: { a: null }, labels: null, finalizers: null, deletionTimestamp: null }
    const decoded = read({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: null, status: null })
    expect(decoded).toMatchObject({ annotations: { a: '' }, labels: {}, finalizers: [], deleting: false, rules: [] })
  })

  test('keeps no member that nobody reads', () => {
    const manifest = serviceManifest('shop/web')
    const decoded = read({ ...manifest, metadata: { ...manifest.metadata, managedFields: [{}], generation: 3 } })
    expect(decoded).not.toHaveProperty('managedFields')
    expect(decoded).not.toHaveProperty('generation')
  })
})

describe('what cannot be read', () => {
  test('is said with object, path, what is expected and what stands there, all of it together', () => {
    const manifest = ingressManifest('shop/web', { annotations: { 'group.order': 10, scheme: true } })
    const decoded = decodeObject({
      ...manifest,
      spec: {
        rules: [
          {
            http: { paths: [{ path: '/' }, { path: 8, backend: { service: { name: 's', port: { number: '80' } } } }] }
          },
          'x'
        ],
        tls: {}
      }
    })
    const object = { kind: 'Ingress', namespace: 'shop', name: 'web' }
    expect(problems(decoded)).toEqual([
      {
        code: 'object/field',
        severity: 'error',
        at: { object, path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/group.order'] },
        message:
          'In Ingress shop/web, metadata.annotations[alb.ingress.kubernetes.io/group.order] must be text, but 10 stands there.',
        hint: 'Put the value in quotes: "10".'
      },
      {
        code: 'object/field',
        severity: 'error',
        at: { object, path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/scheme'] },
        message:
          'In Ingress shop/web, metadata.annotations[alb.ingress.kubernetes.io/scheme] must be text, but true stands there.',
        hint: 'Put the value in quotes: "true".'
      },
      {
        code: 'object/field',
        severity: 'error',
        at: { object, path: ['spec', 'tls'] },
        message: 'In Ingress shop/web, spec.tls must be a list, but {} stands there.',
        hint: 'Write a list there.'
      },
      {
        code: 'object/field',
        severity: 'error',
        at: { object, path: ['spec', 'rules', 0, 'http', 'paths', 1, 'path'] },
        message: 'In Ingress shop/web, spec.rules[0].http.paths[1].path must be text, but 8 stands there.',
        hint: 'Put the value in quotes: "8".'
      },
      {
        code: 'object/field',
        severity: 'error',
        at: { object, path: ['spec', 'rules', 0, 'http', 'paths', 1, 'backend', 'service', 'port', 'number'] },
        message:
          'In Ingress shop/web, spec.rules[0].http.paths[1].backend.service.port.number must be a whole number, but "80" stands there.',
        hint: 'Write a whole number there.'
      },
      {
        code: 'object/field',
        severity: 'error',
        at: { object, path: ['spec', 'rules', 1] },
        message: 'In Ingress shop/web, spec.rules[1] must be an object, but "x" stands there.',
        hint: 'Write an object there.'
      }
    ])
  })

  test.each([
    { name: 'a name in capitals', metadata: { name: 'Web' }, shown: '"Web"' },
    { name: 'a name with a slash', metadata: { name: 'a/b' }, shown: '"a/b"' },
    { name: 'a name that ends in a line break', metadata: { name: 'web\n' }, shown: '"web\\n"' },
    { name: 'a name that is too long', metadata: { name: 'a'.repeat(254) }, shown: `"${'a'.repeat(59)}…` }
  ])('is $name, as Kubernetes takes none such', ({ metadata, shown }) => {
    const [problem, ...others] = problems(decodeObject({ apiVersion: 'v1', kind: 'Service', metadata }))
    expect(others).toEqual([])
    expect(problem?.message.endsWith(`but ${shown} stands there.`)).toBe(true)
    expect(problem?.message.includes('\n')).toBe(false)
  })

  test('is an object without a name', () => {
    const [problem] = problems(decodeObject({ apiVersion: 'v1', kind: 'Service', metadata: { namespace: 'shop' } }))
    expect(problem?.message).toMatch(/^Service shop\/\(without a name\) lacks metadata\.name, which must be a name of /)
    expect(problem?.hint).toBe('Add metadata.name.')
  })

  test('never breaks a line, nor turns its direction', () => {
    const manifest = ingressManifest('shop/web', { annotations: {} })
    const decoded = decodeObject({ ...manifest, spec: { rules: ['\n\u202e\u2028x'] } })
    expect(problems(decoded)[0]?.message).toContain('but "\\n��x" stands there.')
  })

  test('is an Ingress that keeps what names its group and frees it', () => {
    const decoded = decodeObject(
      ingressManifest('shop/web', {
        class: 'alb',
        annotations: { 'group.name': 'g', 'group.order': 3, scheme: { a: 1 } },
        finalizers: ['group.ingress.k8s.aws/g'],
        deleting: true
      })
    )
    expect('unreadable' in decoded && decoded.unreadable.remains).toEqual({
      namespace: 'shop',
      name: 'web',
      annotations: { 'alb.ingress.kubernetes.io/group.name': 'g', 'alb.ingress.kubernetes.io/group.order': '3' },
      finalizers: ['group.ingress.k8s.aws/g'],
      deleting: true,
      ingressClassName: 'alb'
    })
  })
})
