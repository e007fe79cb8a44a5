import { describe, expect, test } from 'vitest'
import { applyChange, clusterFrom } from '../../src/groups/apply-change.js'
import { configurationFindings, configure } from '../../src/groups/configure.js'
import { groupOf } from '../../src/groups/group-of.js'
import { installation } from '../../src/install.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { ingressManifest, type Manifest } from '../../testing/manifests.js'
import { expectTold } from '../told.js'

const install = installation({
  ...{ clusterName: 'demo', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' },
  restrictScheme: true,
  restrictSchemeNamespace: 'policy'
})

const list = (data: Readonly<Record<string, unknown>>, namespace = 'policy'): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace, name: 'alb-ingress-controller-internet-facing-ingresses' },
  data
})

const member = (key: string, scheme?: string): Manifest =>
  ingressManifest(key, {
    annotations: { 'kubernetes.io/ingress.class': 'alb', 'group.name': 'front', ...(scheme ? { scheme } : {}) }
  })

const told = (manifests: ReadonlyArray<Manifest>, by = install) => {
  const group = groupOf(clusterFrom(by, manifests.map(decodeObject)), 'front')
  if (group._tag === 'Left') throw new Error(JSON.stringify(group.left))
  return configurationFindings(configure(by)(group.right))
}

const who = (manifests: ReadonlyArray<Manifest>, by = install): ReadonlyArray<string> =>
  told(manifests, by).map(({ code, at }) => `${code} ${at.object.namespace}/${at.object.name}`)

const facing = 'internet-facing'

describe('with --restrict-scheme an internet-facing load balancer', () => {
  test.each([
    {
      name: 'is made for Ingresses on the list',
      given: [list({ shop: 'a, b' }), member('shop/a', facing), member('shop/b')]
    },
    { name: 'is not needed by those that are internal', given: [member('shop/a', 'internal'), member('shop/b')] },
    {
      name: 'is refused while one member is not on the list',
      given: [list({ shop: 'a' }), member('shop/a', facing), member('shop/b')],
      refused: ['scheme/restricted shop/b']
    },
    {
      name: 'is refused where the name is listed for another namespace',
      given: [list({ pay: 'a' }), member('shop/a', facing)],
      refused: ['scheme/restricted shop/a']
    },
    {
      name: 'is refused without a list',
      given: [member('shop/a', facing)],
      refused: ['scheme/restricted shop/a']
    },
    {
      name: 'is refused by a list in another namespace',
      given: [list({ shop: 'a' }, 'shop'), member('shop/a', facing)],
      refused: ['scheme/restricted shop/a']
    }
  ])('$name', ({ given, refused = [] }) => {
    expect(who(given)).toEqual(refused)
  })

  test('the default scheme is restricted too', () => {
    const by = { ...install, defaultScheme: 'internet-facing' } as const
    expect(who([member('shop/a')], by)).toEqual(['scheme/restricted shop/a'])
  })

  test('nothing is restricted without it', () => {
    expect(who([member('shop/a', facing)], { ...install, restrictScheme: false })).toEqual([])
  })

  test('tells what to add where', () => {
    expectTold(told([member('shop/a', facing)]), [
      {
        code: 'scheme/restricted',
        at: 'Ingress shop/a metadata.annotations[alb.ingress.kubernetes.io/scheme]',
        says: ['internet-facing', 'policy/alb-ingress-controller-internet-facing-ingresses'],
        remedy: ['Add a to shop', 'internal'],
        beside: ['Ingress shop/a']
      }
    ])
  })
})

describe('the list', () => {
  test('touches every group when it changes', () => {
    const cluster = clusterFrom(install, [member('shop/a', facing), ingressManifest('shop/c', {})].map(decodeObject))
    const [, touched] = applyChange(cluster, { type: 'set', object: decodeObject(list({ shop: 'a' })) })
    expect([...touched]).toEqual(['front'])
  })

  test('that cannot be read is told', () => {
    expect(decodeObject(list({ shop: 7 }))).toMatchObject({ unreadable: { problems: [{ code: 'object/field' }] } })
  })

  test('other ConfigMaps are of no interest, whatever they hold', () => {
    const other = { ...list({ shop: 7 }), metadata: { namespace: 'policy', name: 'colours' } }
    expect(decodeObject(other)).toHaveProperty('foreign')
  })
})
