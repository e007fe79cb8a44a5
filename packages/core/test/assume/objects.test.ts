import { describe, expect, test } from 'vitest'
import { isAssumed } from '../../src/assume/assumptions.js'
import { assumeObjects } from '../../src/assume/objects.js'
import { nameOf } from '../../src/checked/diagnostic.js'
import { installation } from '../../src/install.js'
import { writtenOf } from '../../src/kubernetes/written.js'
import { expectTold } from '../told.js'
import { anIngress, groupsIn, install } from './lone.js'

const assumed = (...objects: ReadonlyArray<unknown>) => assumeObjects(install, objects.map(writtenOf))

/** What was added to, or changed in, what was given. */
const added = (...objects: ReadonlyArray<unknown>) =>
  assumed(...objects)
    .objects.map(({ json }) => json)
    .filter((json) => !objects.includes(json))

const classAt = 'Ingress shop/web spec.ingressClassName'
const backendAt = 'Ingress shop/web spec.rules[0].http.paths[0].backend'

const ours = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: 'alb' },
  spec: { controller: 'ingress.k8s.aws/alb' }
}

const service = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name: 'web' },
  spec
})

test('a lone Ingress gets its class and its Service, and a hint for each', () => {
  const { objects, assumed: told } = assumed(anIngress({}))
  expect(objects.map(({ object }) => nameOf(object))).toEqual([
    'Ingress shop/web',
    'IngressClass alb',
    'Service shop/web'
  ])
  expectTold(told, [
    {
      code: 'assumed/class',
      at: classAt,
      says: ['IngressClass alb', 'controller ingress.k8s.aws/alb', 'for Ingress shop/web'],
      remedy: ['IngressClass']
    },
    { code: 'assumed/service', at: backendAt, says: ['Service shop/web', 'port 80'], remedy: ['Add the Service'] }
  ])
  for (const each of told) expect(each.severity).toBe('hint')
})

test('what is made up is marked as such', () => {
  const marks = assumed(anIngress({})).objects.map((each) => isAssumed(each))
  expect(marks).toEqual([false, true, true])
})

test('where nothing is missing, nothing is assumed, and objects stay the very same', () => {
  const given = [anIngress({}), ours, service({ ports: [{ port: 80 }] })]
  expect(assumed(...given).assumed).toEqual([])
  expect(added(...given)).toEqual([])
})

describe('Services', () => {
  test('have every port by which anybody asks for them, and a node port for each', () => {
    const canary = {
      type: 'forward',
      forwardConfig: {
        targetGroups: [
          { serviceName: 'web', servicePort: 'http', weight: 1 },
          { serviceName: 'other', servicePort: '81', weight: 1 }
        ]
      }
    }
    const asked = anIngress({
      annotations: { 'actions.canary': JSON.stringify(canary), 'healthcheck-port': 'probe' },
      backend: { service: { name: 'canary', port: { name: 'use-annotation' } } }
    })
    const also = anIngress({ name: 'also', hosts: ['b.example'] })
    expect(added(ours, asked, also)).toMatchObject([
      {
        metadata: { namespace: 'shop', name: 'web' },
        spec: {
          type: 'NodePort',
          ports: [
            { name: 'http', nodePort: 30000 },
            { name: 'probe', nodePort: 30001 },
            { port: 80, nodePort: 30002 }
          ]
        }
      },
      { metadata: { name: 'other' } }
    ])
  })

  test('are told once, with all who ask for them', () => {
    const names = ['a', 'b', 'c', 'd']
    const { assumed: told } = assumed(ours, ...names.map((name) => anIngress({ name, hosts: [`${name}.example`] })))
    expect(told.map(({ message }) => message)).toEqual([
      'Service shop/web is in no manifest: assumed with port 80, for Ingress shop/a, Ingress shop/b, Ingress shop/c and 1 more.'
    ])
  })

  test('that are there are believed: a port that they lack is not made up', () => {
    expect(assumed(ours, anIngress({}), service({ ports: [{ port: 8080 }] })).assumed).toEqual([])
  })

  test('of type NodePort get the node ports that the API server would give, beside those they have', () => {
    const given = service({
      type: 'NodePort',
      ports: [
        { name: 'a', port: 80 },
        { name: 'b', port: 81, nodePort: 31000 }
      ]
    })
    expect(added(ours, anIngress({}), given)).toMatchObject([
      {
        spec: {
          ports: [
            { port: 80, nodePort: 30000 },
            { port: 81, nodePort: 31000 }
          ]
        }
      }
    ])
    expectTold(assumed(ours, anIngress({}), given).assumed, [
      { code: 'assumed/node-port', at: 'Service shop/web spec.ports', says: ['30000'], remedy: ['API server'] }
    ])
  })

  test('that cannot be read, or are written by another tool, are left as they are', () => {
    for (const spec of [{ type: 'NodePort', ports: 'no list' }, { type: 'NodePort' }, { ports: [7] }])
      expect(added(ours, anIngress({}), service(spec))).toEqual([])
  })

  test('of Ingresses that others serve are not needed', () => {
    const theirs = { ...ours, metadata: { name: 'nginx' }, spec: { controller: 'k8s.io/nginx' } }
    expect(assumed(theirs, anIngress({ className: 'nginx' })).assumed).toEqual([])
  })
})

describe('classes', () => {
  test.each([
    { name: 'one that is called alb is ours', className: 'alb', annotations: {}, isOurs: true },
    { name: 'one whose name says alb is ours', className: 'alb-internal', annotations: {}, isOurs: true },
    {
      name: 'one is ours if an Ingress of it has our annotations',
      className: 'web',
      annotations: { scheme: 'internal' },
      isOurs: true
    },
    { name: 'one without any sign is somebody else’s', className: 'albatross', annotations: {}, isOurs: false }
  ])('$name', ({ className, annotations, isOurs }) => {
    const [made] = added(anIngress({ className, annotations }))
    expect(made).toMatchObject({ kind: 'IngressClass', metadata: { name: className } })
    expect(Object(made?.spec).controller === 'ingress.k8s.aws/alb').toBe(isOurs)
  })

  test('an Ingress with our annotations and no class has the default one', () => {
    const given = anIngress({ className: '', annotations: { scheme: 'internal' } })
    const { objects, assumed: told } = assumed(given)
    expect(groupsIn(objects).map(({ group }) => group.id)).toEqual(['shop/web'])
    expect(told[0]).toMatchObject({
      code: 'assumed/class',
      message: expect.stringContaining('No IngressClass is the default')
    })
  })

  test('an Ingress with neither class nor annotation is nobody’s', () => {
    expect(assumed(anIngress({ className: '' })).assumed).toEqual([])
  })

  test('a default class that is there is believed', () => {
    const annotations = { 'ingressclass.kubernetes.io/is-default-class': 'true' }
    const nginx = { ...ours, metadata: { name: 'nginx', annotations }, spec: { controller: 'k8s.io/nginx' } }
    expect(assumed(nginx, anIngress({ className: '', annotations: { scheme: 'internal' } })).assumed).toEqual([])
  })

  test('parameters that are missing say nothing; labels of namespaces that nobody knows are as asked', () => {
    const parameters = { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'usual' }
    const withParameters = { ...ours, spec: { ...ours.spec, parameters } }
    const given = [withParameters, anIngress({}), service({ ports: [{ port: 80 }] })]
    expect(assumed(...given).assumed.map(({ code }) => code)).toEqual(['assumed/class-parameters'])
    const params = {
      apiVersion: 'elbv2.k8s.aws/v1beta1',
      kind: 'IngressClassParams',
      metadata: { name: 'usual' },
      spec: { scheme: 'internal', namespaceSelector: { matchLabels: { team: 'shop' } } }
    }
    const selected = assumed(...given, params)
    expect(selected.assumed.map(({ code }) => code)).toEqual(['assumed/namespace'])
    expect(groupsIn(selected.objects)).toHaveLength(1)
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: {} } }
    expect(assumed(...given, params, namespace).assumed).toEqual([])
  })
})

test('Secrets that are named are there, with the label that the installation asks for', () => {
  const requiredSecretsLabel = { key: 'readable', value: 'yes' }
  const idp = JSON.stringify({ issuer: 'https://idp.example', secretName: 'client' })
  const given = [ours, service({ ports: [{ port: 80 }] }), anIngress({ annotations: { 'auth-idp-oidc': idp } })]
  const { objects, assumed: told } = assumeObjects({ ...install, requiredSecretsLabel }, given.map(writtenOf))
  expect(objects.at(-1)?.json).toMatchObject({
    kind: 'Secret',
    metadata: { name: 'client', labels: { readable: 'yes' } }
  })
  expect(told.map(({ code }) => code)).toEqual(['assumed/secret'])
})

test('an installation with a prefix of its own is asked for by its own keys', () => {
  const own = installation({ ...install, annotationsPrefix: 'lb.example' })
  const given = {
    ...anIngress({ className: '' }),
    metadata: { namespace: 'shop', name: 'web', annotations: { 'lb.example/scheme': 'internal' } }
  }
  const { objects } = assumeObjects(own, [given].map(writtenOf))
  expect(groupsIn(objects, own).map(({ group }) => group.id)).toEqual(['shop/web'])
})

test('objects that are none are handed on', () => {
  expect(assumed(7, { kind: 'Ingress' }).objects).toHaveLength(2)
})
