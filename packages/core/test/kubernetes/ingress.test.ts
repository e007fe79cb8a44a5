import { describe, expect, test } from 'vitest'
import { decodeObject } from '../../src/kubernetes/decode.js'

const metadata = { namespace: 'shop', name: 'web' }
const decoded = (spec: unknown, apiVersion = 'networking.k8s.io/v1', rest: object = {}) =>
  decodeObject({ apiVersion, kind: 'Ingress', metadata, spec, ...rest })
const read = (...given: Parameters<typeof decoded>) => {
  const result = decoded(...given)
  return 'read' in result ? result.read.value : result
}
const backendOf = (backend: unknown, apiVersion?: string) =>
  read(apiVersion === undefined ? { defaultBackend: backend } : { backend }, apiVersion)

describe('a backend', () => {
  test.each([
    {
      name: 'leads to a Service port by number',
      given: { service: { name: 's', port: { number: 80 } } },
      expected: { service: { name: 's', port: 80 } }
    },
    {
      name: 'leads to a Service port by name',
      given: { service: { name: 's', port: { name: 'http' } } },
      expected: { service: { name: 's', port: 'http' } }
    },
    {
      name: 'goes by the name where both are written',
      given: { service: { name: 's', port: { name: 'http', number: 80 } } },
      expected: { service: { name: 's', port: 'http' } }
    },
    {
      name: 'has port 0 where none is written',
      given: { service: { name: 's' } },
      expected: { service: { name: 's', port: 0 } }
    },
    {
      name: 'may be another object',
      given: { resource: { apiGroup: 'x', kind: 'Bucket', name: 'b' } },
      expected: { resource: { kind: 'Bucket', name: 'b' } }
    },
    {
      name: 'may be none, and then says what stands there',
      given: { serviceName: 's', servicePort: 80 },
      expected: { instead: ['serviceName', 'servicePort'] }
    },
    { name: 'may be empty', given: {}, expected: { instead: [] } }
  ])('$name', ({ given, expected }) => {
    expect(backendOf(given)).toMatchObject({ defaultBackend: expected })
  })

  test.each([
    {
      name: 'has its port beside the Service',
      given: { serviceName: 's', servicePort: 80 },
      expected: { service: { name: 's', port: 80 } }
    },
    {
      name: 'may name its port',
      given: { serviceName: 's', servicePort: 'use-annotation' },
      expected: { service: { name: 's', port: 'use-annotation' } }
    },
    {
      name: 'of text is a name, also when it looks like a number',
      given: { serviceName: 's', servicePort: '80' },
      expected: { service: { name: 's', port: '80' } }
    },
    { name: 'may be none', given: { service: { name: 's', port: { number: 80 } } }, expected: { instead: ['service'] } }
  ])('before networking.k8s.io/v1 $name', ({ given, expected }) => {
    expect(backendOf(given, 'extensions/v1beta1')).toMatchObject({ defaultBackend: expected })
    expect(backendOf(given, 'networking.k8s.io/v1beta1')).toMatchObject({ defaultBackend: expected })
  })
})

describe('an Ingress', () => {
  test('is read with rules, hosts of certificates, and what it publishes', () => {
    const backend = { service: { name: 's', port: { number: 80 } } }
    const spec = {
      ingressClassName: 'alb',
      rules: [
        { host: 'a.example', http: { paths: [{ path: '/x', pathType: 'Exact', backend }, { backend }] } },
        { host: 'b.example' }
      ],
      tls: [{ hosts: ['a.example'], secretName: 'ignored' }, {}]
    }
    const status = { loadBalancer: { ingress: [{ hostname: 'lb.example', ports: [{ port: 80, protocol: 'TCP' }] }] } }
    expect(read(spec, 'networking.k8s.io/v1', { status })).toEqual({
      ...metadata,
      annotations: {},
      labels: {},
      finalizers: [],
      deleting: false,
      uid: '',
      resourceVersion: '',
      ingressClassName: 'alb',
      defaultBackend: undefined,
      rules: [
        {
          host: 'a.example',
          paths: [
            { path: '/x', pathType: 'Exact', backend: { service: { name: 's', port: 80 } } },
            { path: '', pathType: undefined, backend: { service: { name: 's', port: 80 } } }
          ]
        },
        { host: 'b.example', paths: undefined }
      ],
      tls: [{ hosts: ['a.example'] }, { hosts: [] }],
      published: [{ hostname: 'lb.example', ports: [80] }]
    })
  })

  test('may hold words that nobody knows: they stop its group, not its reading', () => {
    expect(read({ rules: [{ http: { paths: [{ path: 'x', pathType: 'Regex' }] } }] })).toMatchObject({
      rules: [{ paths: [{ path: 'x', pathType: 'Regex', backend: { instead: [] } }] }]
    })
  })

  test('of a former version is told how to write it today', () => {
    const result = decoded({ rules: [] }, 'extensions/v1beta1')
    expect('read' in result && result.noticed).toMatchObject([
      { code: 'object/former-version', severity: 'warning', at: { path: ['apiVersion'] } }
    ])
  })

  test('of today is told nothing', () => {
    expect(decoded({})).toMatchObject({ noticed: [] })
  })

  test('of a former version is wrong where it is wrong, not where today’s field would be', () => {
    const result = decoded({ backend: { serviceName: 7 } }, 'extensions/v1beta1')
    expect('unreadable' in result && result.unreadable.problems).toMatchObject([
      { at: { path: ['spec', 'backend', 'serviceName'] } }
    ])
  })
})
