import { describe, expect, test } from 'vitest'
import { applyChange, clusterFrom, emptyCluster } from '../../src/groups/apply-change.js'
import { bindingsOfService, type Change, slicesOfService } from '../../src/groups/cluster.js'
import { groupIds } from '../../src/groups/group-of.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import {
  classManifest,
  ingressManifest,
  type Manifest,
  namespaceManifest,
  paramsManifest,
  secretManifest,
  serviceManifest
} from '../../testing/manifests.js'

const set = (manifest: unknown): Change => ({ type: 'set', object: decodeObject(manifest) })
const removed = ({ kind, metadata: { namespace, name } }: Manifest): Change => ({
  type: 'removed',
  kind,
  name,
  ...(namespace === undefined ? {} : { namespace })
})

const oidc = { 'auth-idp-oidc': '{"secretName":"k"}' }
const red = { matchLabels: { team: 'red' } }
const world: ReadonlyArray<Manifest> = [
  classManifest('alb'),
  classManifest('wide', { params: 'p' }),
  classManifest('usual', { isDefault: true }),
  paramsManifest('p', { namespaceSelector: red }),
  namespaceManifest('a', { team: 'red' }),
  namespaceManifest('b', { team: 'red' }),
  ingressManifest('a/alone', { class: 'alb', services: ['s'] }),
  ingressManifest('a/member', { class: 'alb', annotations: { 'group.name': 'g' }, services: ['t'] }),
  ingressManifest('b/member', { class: 'alb', annotations: { 'group.name': 'g' }, services: ['s'] }),
  ingressManifest('a/wide', { class: 'wide', annotations: oidc }),
  ingressManifest('b/classless', { services: ['u'] }),
  ingressManifest('b/leaver', {
    class: 'gone-to',
    finalizers: ['group.ingress.k8s.aws/old'],
    deleting: true,
    services: ['s']
  }),
  serviceManifest('a/s'),
  serviceManifest('b/u', oidc)
]

describe('a change touches', () => {
  test.each<{ readonly name: string; readonly change: Change; readonly expected: ReadonlyArray<string> }>([
    {
      name: 'the group of an Ingress that appears',
      change: set(ingressManifest('c/new', { class: 'alb' })),
      expected: ['c/new']
    },
    { name: 'the group of an Ingress that goes', change: removed(ingressManifest('b/member')), expected: ['g'] },
    {
      name: 'both groups of an Ingress that moves',
      change: set(ingressManifest('b/member', { class: 'alb', annotations: { 'group.name': 'h' } })),
      expected: ['g', 'h']
    },
    {
      name: 'the groups whose finalizers an Ingress holds',
      change: set(
        ingressManifest('b/leaver', {
          class: 'alb',
          finalizers: ['group.ingress.k8s.aws/old', 'group.ingress.k8s.aws/older']
        })
      ),
      expected: ['b/leaver', 'old', 'older']
    },
    {
      name: 'nothing for an Ingress of somebody else',
      change: set(
        ingressManifest('c/new', { class: 'usual', annotations: { 'kubernetes.io/ingress.class': 'nginx' } })
      ),
      expected: []
    },
    {
      name: 'the groups whose members name a Service of that namespace',
      change: set(serviceManifest('b/s')),
      expected: ['g']
    },
    { name: 'a group that lacked a Service', change: set(serviceManifest('a/t')), expected: ['g'] },
    { name: 'a group that loses a Service', change: removed(serviceManifest('a/s')), expected: ['a/alone'] },
    { name: 'the groups whose Ingress names a Secret', change: set(secretManifest('a/k')), expected: ['a/wide'] },
    { name: 'the groups whose Service names a Secret', change: set(secretManifest('b/k')), expected: ['b/classless'] },
    { name: 'the groups of a class that goes', change: removed(classManifest('wide')), expected: ['a/wide'] },
    {
      name: 'nothing when a class only says again what it said',
      change: set(classManifest('wide', { params: 'p' })),
      expected: []
    },
    {
      name: 'the groups of parameters that change',
      change: set(paramsManifest('p', { scheme: 'internal' })),
      expected: ['a/wide']
    },
    {
      name: 'both groups when parameters name a group',
      change: set(paramsManifest('p', { group: { name: 'g' } })),
      expected: ['a/wide', 'g']
    },
    {
      name: 'Ingresses without a class when a second class becomes the default',
      change: set(classManifest('alb', { isDefault: true })),
      expected: ['b/classless']
    },
    {
      name: 'Ingresses without a class when the default is no default any more',
      change: set(classManifest('usual')),
      expected: ['b/classless']
    },
    {
      name: 'the groups that a namespace loses by its labels',
      change: set(namespaceManifest('a', { team: 'blue' })),
      expected: ['a/wide']
    },
    {
      name: 'nothing when other labels of a namespace change',
      change: set(namespaceManifest('b', { team: 'blue' })),
      expected: []
    },
    {
      name: 'nothing for kinds that only targets need',
      change: set({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } }),
      expected: []
    },
    {
      name: 'nothing for kinds that nobody reads',
      change: set({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'n' } }),
      expected: []
    },
    {
      name: 'nothing when something unknown goes',
      change: { type: 'removed', kind: 'Deployment', namespace: 'a', name: 'member' },
      expected: []
    }
  ])('$name', ({ change, expected }) => {
    const cluster = clusterFrom({ ingressClass: 'alb' }, world.map(decodeObject))
    expect([...applyChange(cluster, change)[1]].sort()).toEqual(expected)
  })
})

test('a cluster without objects has no groups', () => {
  expect(groupIds(emptyCluster({ ingressClass: 'alb' }))).toEqual([])
})

test('the groups depend on the class annotation that the installation answers to', () => {
  const objects = [ingressManifest('a/x', { annotations: { 'kubernetes.io/ingress.class': 'internal' } })].map(
    decodeObject
  )
  expect(groupIds(clusterFrom({ ingressClass: 'alb' }, objects))).toEqual([])
  expect(groupIds(clusterFrom({ ingressClass: 'internal' }, objects))).toEqual(['a/x'])
})

describe('by Service', () => {
  const slice = (name: string, service: string) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { namespace: 'a', name, labels: { 'kubernetes.io/service-name': service } }
  })
  const binding = (name: string, service: string) => ({
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    metadata: { namespace: 'a', name },
    spec: { serviceRef: { name: service, port: 80 } }
  })
  const cluster = clusterFrom(
    { ingressClass: 'alb' },
    [slice('s-2', 's'), slice('s-1', 's'), slice('t-1', 't'), binding('of-s', 's'), binding('of-t', 't')].map(
      decodeObject
    )
  )

  test('slices are found in the order of their names', () => {
    expect(slicesOfService(cluster, 'a/s').map(({ name }) => name)).toEqual(['s-1', 's-2'])
    expect(slicesOfService(cluster, 'b/s')).toEqual([])
  })

  test('bindings are found, also after one went over to another Service', () => {
    applyChange(cluster, set(binding('of-t', 's')))
    expect(bindingsOfService(cluster, 'a/s').map(({ name }) => name)).toEqual(['of-s', 'of-t'])
    expect(bindingsOfService(cluster, 'a/t')).toEqual([])
  })
})
