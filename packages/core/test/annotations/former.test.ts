import { describe, expect, test } from 'vitest'
import type { Setting } from '../../src/annotations/annotation.js'
import { formerAnnotations, formerIn } from '../../src/annotations/former.js'
import { annotations, families } from '../../src/annotations/registry.js'
import { settle } from '../../src/annotations/settle.js'
import { type Checked, valueIn } from '../../src/checked/checked.js'
import { pathText } from '../../src/checked/diagnostic.js'
import { installation } from '../../src/install.js'
import { O } from '../../src/prelude.js'
import { ingress, annotations as keys, service } from '../build.js'

const install = installation({ clusterName: 'c', region: 'r', accountId: 'a', vpcId: 'v' })

describe('every key of the former controller', () => {
  const today = new Set([...Object.values(annotations), ...Object.values(families)].map(({ key }) => key))
  const spelt = new Set(Object.values(annotations).map((each): string => each.formerKey ?? each.key))

  test('is listed once', () => {
    const listed = formerAnnotations.map(({ key }) => key)
    expect(listed.length).toBe(new Set(listed).size)
  })

  test.each(formerAnnotations.filter(({ answer }) => answer !== 'refused'))('$key is read ($answer)', ({ key }) => {
    expect(today.has(key) || spelt.has(key)).toBe(true)
  })

  test.each(formerAnnotations.filter(({ now }) => now !== undefined))('$key names $now, which is read', ({ now }) => {
    expect(today.has(now ?? '')).toBe(true)
  })

  test.each(formerAnnotations.filter(({ silent }) => silent !== undefined))(
    '$key still has the default $silent',
    ({ key, silent = '' }) => {
      const declared = Object.values(annotations).find((each) => each.key === key)
      const read = declared?.codec.decode(silent)
      expect(read?._tag).toBe('Right')
      const today = declared?.fallback?.(install)
      if (today !== undefined) expect(read).toMatchObject({ right: today })
    }
  )

  test.each(formerAnnotations.filter(({ answer }) => answer === 'refused'))('$key is not read', ({ key }) => {
    expect(today.has(key) || spelt.has(key)).toBe(false)
  })
})

describe('what is told of them', () => {
  test.each([
    { name: 'a key that is what it was', given: { scheme: 'internal' }, expected: [] },
    {
      name: 'a key with another name today',
      given: { attributes: 'a=b' },
      expected: [['annotation/former', 'attributes', 'Write load-balancer-attributes, with the same value.']]
    },
    {
      name: 'both spellings',
      given: { successCodes: '200', 'success-codes': '201' },
      expected: [['annotation/former-unread', 'successCodes', 'Remove successCodes.']]
    },
    {
      name: 'a key that has no other name',
      given: { 'ignore-host-header': 'true' },
      expected: [['annotation/former', 'ignore-host-header', 'Rules without a host answer every host too.']]
    },
    {
      name: 'WAF Classic under both of its names',
      given: { 'web-acl-id': 'x', 'waf-acl-id': 'y' },
      expected: [
        ['annotation/former-unread', 'web-acl-id', 'Remove web-acl-id.'],
        [
          'annotation/former',
          'waf-acl-id',
          'WAF Classic is at the end of its life at AWS: make a web ACL of WAFv2, and name it with wafv2-acl-arn.'
        ]
      ]
    },
    {
      name: 'keys that only the documentation knew',
      given: { port: '8080,9000', 'healthcheck-healthy-threshold-count': '9' },
      expected: [
        ['annotation/former-unread', 'port', 'Did you mean listen-ports?'],
        ['annotation/former-unread', 'healthcheck-healthy-threshold-count', 'Did you mean healthy-threshold-count?']
      ]
    }
  ])('$name', ({ given, expected }) => {
    const told = formerIn('Ingress', ingress({ annotations: keys(given) }))
    expect(told.map(({ code, at, hint }) => [code, pathText(at.path), hint])).toEqual(
      expected.map(([code, key, hint]) => [code, `metadata.annotations[alb.ingress.kubernetes.io/${key}]`, hint])
    )
  })

  test('a Service is told of its own keys only', () => {
    const given = { annotations: keys({ successCodes: '200', attributes: 'a=b' }) }
    expect(formerIn('Service', service('api', given)).map(({ message }) => message)).toEqual([
      'Service shop/api: annotation successCodes comes from AWS ALB Ingress Controller 1.x, and still counts.'
    ])
  })
})

describe('former spellings are read', () => {
  const ofIngress = (given: Readonly<Record<string, string>>) => ({
    ingress: ingress({ annotations: keys(given) }),
    params: undefined
  })
  const settled = (checked: Checked<O.Option<Setting<unknown>>>) => {
    const setting = valueIn(checked) ?? O.none
    return O.isSome(setting) ? setting.value.value : undefined
  }

  test('attributes', () => {
    const { loadBalancerAttributes } = annotations
    expect(settled(settle(loadBalancerAttributes, [ofIngress({ attributes: 'a=b' })], install))).toEqual({ a: 'b' })
    const both = ofIngress({ attributes: 'a=b,c=d', 'load-balancer-attributes': 'a=x' })
    expect(settled(settle(loadBalancerAttributes, [both], install))).toEqual({ a: 'x' })
  })

  test('two members that spell one setting differently must agree all the same', () => {
    const members = [ofIngress({ attributes: 'a=b' }), ofIngress({ 'load-balancer-attributes': 'a=x' })]
    expect(settle(annotations.loadBalancerAttributes, members, install)).toMatchObject({
      _tag: 'Left',
      left: [
        {
          code: 'group/disagree',
          related: [{ at: { path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/attributes'] } }]
        }
      ]
    })
  })

  test('security-group-inbound-cidrs', () => {
    const asked = ofIngress({ 'security-group-inbound-cidrs': '10.0.0.0/8' })
    expect(settled(settle(annotations.inboundCidrs, [asked], install))).toEqual(['10.0.0.0/8'])
  })

  test('successCodes of a Service, before success-codes of its Ingress', () => {
    const asked = {
      ...ofIngress({ 'success-codes': '200' }),
      service: service('api', { annotations: keys({ successCodes: '200-399' }) })
    }
    expect(settled(settle(annotations.successCodes, [asked], install))).toBe('200-399')
  })

  test('a value that cannot be read is told under the key that was written', () => {
    const asked = ofIngress({ attributes: 'a' })
    expect(settle(annotations.loadBalancerAttributes, [asked], install)).toMatchObject({
      left: [{ at: { path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/attributes'] } }]
    })
  })
})
