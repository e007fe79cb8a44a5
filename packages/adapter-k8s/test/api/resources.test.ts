import { expect, test } from 'vitest'
import { groupOfResource, pathOfKind, pathOfObject, resources } from '../../src/api/resources.js'

test.each([
  { path: pathOfKind(resources.Service), expected: '/api/v1/services' },
  { path: pathOfKind(resources.Service, 'shop'), expected: '/api/v1/namespaces/shop/services' },
  { path: pathOfKind(resources.Ingress), expected: '/apis/networking.k8s.io/v1/ingresses' },
  { path: pathOfKind(resources.Node, 'ignored'), expected: '/api/v1/nodes' },
  {
    path: pathOfObject(resources.Ingress, { namespace: 'shop', name: 'cart' }, 'status'),
    expected: '/apis/networking.k8s.io/v1/namespaces/shop/ingresses/cart/status'
  },
  {
    path: pathOfObject(resources.IngressClass, { name: '../secrets' }),
    expected: '/apis/networking.k8s.io/v1/ingressclasses/..%2Fsecrets'
  }
])('$expected', ({ path, expected }) => {
  expect(path).toBe(expected)
})

test('groups are named as RBAC names them', () => {
  expect(groupOfResource(resources.Pod)).toBe('')
  expect(groupOfResource(resources.TargetGroupBinding)).toBe('elbv2.k8s.aws')
})
