import { describe, expect, test } from 'vitest'
import { nameOf } from '../../src/checked/diagnostic.js'
import { clusterFrom } from '../../src/groups/apply-change.js'
import { invalid, unmanaged } from '../../src/groups/census.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { classManifest, ingressManifest, type Manifest, serviceManifest } from '../../testing/manifests.js'

const cluster = (...objects: ReadonlyArray<Manifest>) =>
  clusterFrom({ ingressClass: 'alb' }, [classManifest('alb'), ...objects].map(decodeObject))

describe('Ingresses that are left alone', () => {
  test('are named with the reason, in the order of their names', () => {
    const made = cluster(
      classManifest('nginx', { controller: 'k8s.io/ingress-nginx' }),
      ingressManifest('d/x', { class: 'alb', deleting: true }),
      ingressManifest('c/x'),
      ingressManifest('b/x', { class: 'nginx' }),
      ingressManifest('a/x', { class: 'alb', annotations: { 'kubernetes.io/ingress.class': 'nginx' } }),
      ingressManifest('e/ours', { class: 'alb' }),
      ingressManifest('f/lost', { class: 'gone' })
    )
    expect(unmanaged(made)).toEqual([
      { ingress: 'a/x', because: 'its annotation kubernetes.io/ingress.class is "nginx"' },
      { ingress: 'b/x', because: 'IngressClass nginx belongs to the controller "k8s.io/ingress-nginx"' },
      { ingress: 'c/x', because: 'it names no class, and no IngressClass is the default' },
      { ingress: 'd/x', because: 'it is being deleted' }
    ])
  })
})

describe('objects that are not valid', () => {
  const told = (...objects: ReadonlyArray<Manifest>) =>
    invalid(cluster(...objects)).map(
      ({ object, problems }) => `${nameOf(object)}: ${problems.map(({ code }) => code).join(' ')}`
    )

  test.each([
    {
      name: 'are Ingresses of a class that is missing',
      given: [ingressManifest('a/x', { class: 'gone' })],
      expected: ['Ingress a/x: class/missing']
    },
    {
      name: 'are Ingresses that name a group that cannot be',
      given: [ingressManifest('a/x', { class: 'alb', annotations: { 'group.name': 'No' } })],
      expected: ['Ingress a/x: group/name']
    },
    {
      name: 'are objects of any kind that cannot be read, each once, with all that is wrong',
      given: [
        { ...serviceManifest('a/s'), spec: { ports: 80, type: 1 } },
        ingressManifest('a/x', { class: 'gone', annotations: { scheme: 1 } })
      ],
      expected: ['Ingress a/x: object/field', 'Service a/s: object/field object/field']
    },
    {
      name: 'are not Ingresses being deleted',
      given: [ingressManifest('a/x', { class: 'gone', deleting: true })],
      expected: []
    },
    {
      name: 'are not Ingresses that only stop their group',
      given: [ingressManifest('a/x', { class: 'alb', annotations: { 'group.order': '1001' } })],
      expected: []
    }
  ])('$name', ({ given, expected }) => {
    expect(told(...given)).toEqual(expected)
  })
})
