import { installation } from '@alb-ingress/core'
import { classManifest, ingressManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { objectsOf } from '../../src/loop/objects.js'
import type { ObjectChange } from '../../src/source.js'

const install = installation({ clusterName: 'shop', region: 'eu-central-1', accountId: '1', vpcId: 'vpc-1' })
const nobody = (): ReadonlySet<string> => new Set()

const inVersion = (resourceVersion: string, annotations: Readonly<Record<string, unknown>> = {}): ObjectChange => {
  const manifest = ingressManifest('shop/cart', { class: 'alb', annotations })
  return { type: 'set', object: { ...manifest, metadata: { ...manifest.metadata, resourceVersion } } }
}

const withClass = () => {
  const objects = objectsOf(install)
  objects.take({ type: 'set', object: classManifest('alb') }, nobody)
  return objects
}

describe('an object', () => {
  test('is taken in once in each version', () => {
    const objects = withClass()
    expect(objects.take(inVersion('7'), nobody)).toMatchObject({ name: 'Ingress shop/cart' })
    expect(objects.take(inVersion('7'), nobody)).toBeUndefined()
    expect(objects.take(inVersion('8'), nobody)).toBeDefined()
  })

  test('without a version is taken in each time', () => {
    const objects = withClass()
    objects.take(inVersion(''), nobody)
    expect(objects.take(inVersion(''), nobody)).toBeDefined()
  })

  test('that comes back in the version in which it went is new', () => {
    const objects = withClass()
    objects.take(inVersion('7'), nobody)
    objects.take({ type: 'removed', kind: 'Ingress', namespace: 'shop', name: 'cart' }, nobody)
    expect(objects.take(inVersion('7'), nobody)?.groups).toEqual(new Set(['shop/cart']))
  })

  test('touches the group that it was in, and the one that it is in now', () => {
    const objects = withClass()
    objects.take(inVersion('7', { 'group.name': 'old' }), nobody)
    expect(objects.take(inVersion('8', { 'group.name': 'new' }), nobody)?.groups).toEqual(new Set(['old', 'new']))
  })

  test('touches the bindings that it touched before it was taken in', () => {
    const objects = withClass()
    const bindingsOf = (): ReadonlySet<string> => new Set([`${objects.cluster.objects.Ingress.size} Ingresses`])
    expect(objects.take(inVersion('7'), bindingsOf)?.bindings).toEqual(new Set(['0 Ingresses']))
  })
})

test('what is no object at all is noticed, and touches nobody', () => {
  const taken = objectsOf(install).take({ type: 'set', object: 'text' }, nobody)
  expect(taken?.groups.size).toBe(0)
})

test('what was noticed of an object is told for as long as the object says it', () => {
  const objects = withClass()
  const former = { apiVersion: 'extensions/v1beta1', kind: 'Ingress', metadata: { namespace: 'shop', name: 'old' } }
  const spec = { ingressClassName: 'alb', backend: { serviceName: 'web', servicePort: 80 } }
  objects.take({ type: 'set', object: { ...former, spec } }, nobody)
  expect(objects.noticed().map(({ code }) => code)).toEqual(['object/former-version'])
  objects.take({ type: 'removed', kind: 'Ingress', namespace: 'shop', name: 'old' }, nobody)
  expect(objects.noticed()).toEqual([])
})
