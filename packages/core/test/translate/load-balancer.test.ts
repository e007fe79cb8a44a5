import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { type GroupGiven, member, noticed, shownOf, translated } from './one-group.js'

const balancer = (given: GroupGiven): unknown => {
  const shown = shownOf('LoadBalancer', translated(given), (spec) => spec)
  return 'LoadBalancer' in shown ? shown.LoadBalancer : shown
}

const attributes = (text: string) => ({ 'load-balancer-attributes': text })

describe('a load balancer is', () => {
  test.each<{ name: string; given: GroupGiven; expected: object }>([
    {
      name: 'internal and of IPv4, and has no attributes, unless somebody says so',
      given: { members: [member('a')] },
      expected: { type: 'application', scheme: 'internal', ipAddressType: 'ipv4' }
    },
    {
      name: 'of the scheme that the installation prefers',
      given: { members: [member('a')], install: { defaultScheme: 'internet-facing' } },
      expected: { scheme: 'internet-facing' }
    },
    {
      name: 'as one member says where the others say nothing',
      given: { members: [member('a'), member('b', { scheme: 'internet-facing', 'ip-address-type': 'dualstack' })] },
      expected: { scheme: 'internet-facing', ipAddressType: 'dualstack' }
    },
    {
      name: 'as the class says, whatever the Ingress does',
      given: { members: [member('a', { scheme: 'internal' }, { params: { scheme: 'internet-facing' } })] },
      expected: { scheme: 'internet-facing' }
    },
    {
      name: 'called as the annotation says',
      given: { members: [member('a', { 'load-balancer-name': 'shop-front' })] },
      expected: { name: 'shop-front' }
    },
    {
      name: 'called as the annotation says in 32 characters',
      given: { members: [member('a', { 'load-balancer-name': 'x'.repeat(32) })] },
      expected: { name: 'x'.repeat(32) }
    },
    {
      name: 'given the attributes of all members',
      given: { members: [member('a', attributes('a=1,b=2')), member('b', attributes('b=2,c=3'))] },
      expected: { attributes: { a: '1', b: '2', c: '3' } }
    },
    {
      name: 'given the attributes of the first class, which settle what members differ about',
      given: {
        members: [
          member('a', attributes('a=1'), { params: { loadBalancerAttributes: { a: '9' } } }),
          member('b', attributes('a=2,b=2'))
        ]
      },
      expected: { attributes: { a: '9', b: '2' } }
    }
  ])('$name', ({ given, expected }) => {
    expect(balancer(given)).toMatchObject(expected)
  })
})

test('attributes that nobody names are left alone', () => {
  expect(balancer({ members: [member('a')] })).not.toHaveProperty('attributes')
})

describe('a load balancer is refused', () => {
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'where members want different schemes',
      given: { members: [member('a', { scheme: 'internal' }), member('b', { scheme: 'internet-facing' })] },
      expected: [
        {
          code: 'group/disagree',
          at: annotationOf('scheme', 'b'),
          says: ['internal', 'internet-facing', 'shop/a', 'shop/b'],
          remedy: ['one'],
          beside: ['Ingress shop/a']
        }
      ]
    },
    {
      name: 'where its name is too long for AWS',
      given: { members: [member('a', { 'load-balancer-name': 'x'.repeat(33) })] },
      expected: [
        {
          code: 'load-balancer/name',
          at: annotationOf('load-balancer-name'),
          says: ['33 characters', '32'],
          remedy: ['shorter']
        }
      ]
    },
    {
      name: 'where members give one attribute two values',
      given: { members: [member('a', attributes('a=1')), member('b', attributes('a=2'))] },
      expected: [
        {
          code: 'group/disagree',
          at: annotationOf('load-balancer-attributes', 'b'),
          says: ['shop/a', 'shop/b'],
          remedy: ['another group.name'],
          beside: ['Ingress shop/a']
        }
      ]
    },
    {
      name: 'for everything that is wrong, at once',
      given: { members: [member('a', { scheme: 'public', 'ip-address-type': 'ipv6' })] },
      expected: [
        {
          code: 'annotation/value',
          at: annotationOf('scheme'),
          says: ['public'],
          remedy: ['internal', 'internet-facing']
        },
        { code: 'annotation/value', at: annotationOf('ip-address-type'), says: ['ipv6'], remedy: ['dualstack'] }
      ]
    }
  ])('$name', ({ given, expected }) => {
    expectTold(findings(translated(given)), expected)
  })
})

test('attributes of a class that does not come first are told to be unused', () => {
  const unused = { params: { loadBalancerAttributes: { a: '9' } } }
  expect(noticed(translated({ members: [member('a'), member('b', {}, unused)] }))).toEqual([
    'hint class/not-counted at IngressClassParams b-class'
  ])
})
