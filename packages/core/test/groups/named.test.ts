import { describe, expect, test } from 'vitest'
import { secretsNamed, servicesNamed } from '../../src/groups/named.js'
import { ingress } from '../../src/kubernetes/ingress.js'
import { E } from '../../src/prelude.js'
import { ingressManifest } from '../../testing/manifests.js'

const servicesOf = (annotations: Readonly<Record<string, string>>, spec: object = {}) => {
  const read = ingress.decode({ ...ingressManifest('a/x', { annotations }), spec })
  return E.isRight(read) ? servicesNamed(read.right) : []
}
const action = (text: string) => ({ 'actions.go': text })
const to = (name: string, port: object = { number: 80 }) => ({ service: { name, port } })

describe('the Services that an Ingress names', () => {
  test.each([
    {
      name: 'are those of its paths',
      annotations: {},
      spec: { rules: [{ http: { paths: [{ backend: to('s') }, { backend: to('t') }] } }] },
      expected: ['a/s', 'a/t']
    },
    {
      name: 'are the one of its default backend',
      annotations: {},
      spec: { defaultBackend: to('s') },
      expected: ['a/s']
    },
    {
      name: 'count once',
      annotations: action('{"serviceName":"s"}'),
      spec: { defaultBackend: to('s'), rules: [{ http: { paths: [{ backend: to('s') }] } }] },
      expected: ['a/s']
    },
    {
      name: 'are not the names of actions',
      annotations: {},
      spec: { defaultBackend: to('redirect', { name: 'use-annotation' }) },
      expected: []
    },
    {
      name: 'are those in actions, however deep',
      annotations: action(
        '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"s"},{"serviceName":"t"}]}}'
      ),
      expected: ['a/s', 'a/t']
    },
    {
      name: 'are found in any letter case',
      annotations: action('{"ForwardConfig":{"TargetGroups":[{"ServiceName":"s"}]}}'),
      expected: ['a/s']
    },
    {
      name: 'are found when the name is written with escapes',
      annotations: action('{"service\\u004eame":"\\u0073"}'),
      expected: ['a/s']
    },
    {
      name: 'are not found in JSON that does not parse',
      annotations: action('{"serviceName":"s"'),
      spec: { defaultBackend: to('t') },
      expected: ['a/t']
    },
    { name: 'are not names that are no text', annotations: action('{"serviceName":["s"]}'), expected: [] },
    {
      name: 'are not found in other annotations',
      annotations: { 'conditions.go': '{"serviceName":"s"}' },
      expected: []
    },
    {
      name: 'are none for rules without http',
      annotations: {},
      spec: { rules: [{ host: 'a.example' }] },
      expected: []
    },
    {
      name: 'are none for resource backends',
      annotations: {},
      spec: { defaultBackend: { resource: { kind: 'Bucket', name: 's' } } },
      expected: []
    }
  ])('$name', ({ annotations, spec, expected }) => {
    expect([...servicesOf(annotations, spec)].sort()).toEqual(expected)
  })

  test('are looked for in text nested deeper than a stack would carry', () => {
    const deep = `${'['.repeat(50_000)}{"serviceName":"s"}${']'.repeat(50_000)}`
    expect(servicesOf(action(deep))).toEqual(['a/s'])
  })
})

describe('the Secrets that an object names', () => {
  const key = 'alb.ingress.kubernetes.io/auth-idp-oidc'
  test.each([
    {
      name: 'are the one of auth-idp-oidc',
      annotations: { [key]: '{"issuer":"x","secretName":"k"}' },
      expected: ['a/k']
    },
    { name: 'are none without the annotation', annotations: { other: '{"secretName":"k"}' }, expected: [] },
    { name: 'are none where the text is no JSON', annotations: { [key]: 'secretName: k' }, expected: [] }
  ])('$name', ({ annotations, expected }) => {
    expect(secretsNamed({ namespace: 'a', annotations })).toEqual(expected)
  })
})
