import { describe, expect, test } from 'vitest'
import type { Asked } from '../../src/annotations/read.js'
import { annotations as registry } from '../../src/annotations/registry.js'
import { settle } from '../../src/annotations/settle.js'
import { type Checked, findings } from '../../src/checked/checked.js'
import { installation } from '../../src/install.js'
import type { IngressClassParams } from '../../src/kubernetes/ingress-class-params.js'
import { O } from '../../src/prelude.js'
import { annotations, ingress, service } from '../build.js'

const install = installation({ clusterName: 'demo', region: 'eu-central-1', accountId: '1', vpcId: 'vpc-1' })

const member = (
  name: string,
  short: Readonly<Record<string, string>>,
  params?: Omit<IngressClassParams, 'name'>
): Asked => ({
  ingress: ingress({ name, annotations: annotations(short) }),
  params: params && { name: `${name}-class`, ...params }
})

const withService = (short: Readonly<Record<string, string>>, ofService: Readonly<Record<string, string>>): Asked => ({
  ...member('web', short),
  service: service('web', { annotations: annotations(ofService) })
})

/** The value of a setting, `absent`, or the codes of what is wrong. */
const outcome = (setting: Checked<unknown>): unknown => {
  if (setting._tag === 'Left') return findings(setting).map(({ code }) => code)
  // A setting with a default is the setting itself, one without is an option of it.
  const held = setting.right as O.Option<{ readonly value: unknown }> | { readonly value: unknown }
  if (!('_tag' in held)) return held.value
  return O.isNone(held) ? 'absent' : held.value.value
}

describe('a setting that all members share', () => {
  const { scheme } = registry
  test.each<{ name: string; members: ReadonlyArray<Asked>; expected: unknown }>([
    { name: 'has its default while nobody says anything', members: [member('a', {})], expected: 'internal' },
    {
      name: 'is what the only member that speaks says',
      members: [member('a', {}), member('b', { scheme: 'internet-facing' })],
      expected: 'internet-facing'
    },
    {
      name: 'may be said by several members in the same words',
      members: [member('a', { scheme: 'internal' }), member('b', { scheme: 'internal' })],
      expected: 'internal'
    },
    {
      name: 'is refused when two members differ',
      members: [member('a', { scheme: 'internal' }), member('b', { scheme: 'internet-facing' })],
      expected: ['group/disagree']
    },
    {
      name: 'is refused at every member that differs from the first',
      members: [
        member('a', { scheme: 'internal' }),
        member('b', { scheme: 'internet-facing' }),
        member('c', { scheme: 'internet-facing' })
      ],
      expected: ['group/disagree', 'group/disagree']
    },
    {
      name: "is the class's where the class says it, whatever the annotation holds",
      members: [member('a', { scheme: 'nonsense' }, { scheme: 'internet-facing' })],
      expected: 'internet-facing'
    },
    {
      name: 'takes the class of one member and the annotation of another on equal footing',
      members: [member('a', {}, { scheme: 'internal' }), member('b', { scheme: 'internet-facing' })],
      expected: ['group/disagree']
    },
    {
      name: 'tells every value that cannot be read',
      members: [member('a', { scheme: 'public' }), member('b', { scheme: '' })],
      expected: ['annotation/value', 'annotation/value']
    }
  ])('$name', ({ members, expected }) => {
    expect(outcome(settle(scheme, members, install))).toEqual(expected)
  })

  test('names both members, both values and the key when they differ', () => {
    const [found] = findings(
      settle(scheme, [member('a', { scheme: 'internal' }), member('b', { scheme: 'internet-facing' })], install)
    )
    expect(found?.message).toBe(
      'Ingress shop/b asks for scheme "internet-facing", but Ingress shop/a in the same group asks for "internal".'
    )
    expect(found?.at.object.name).toBe('b')
    expect(found?.related?.map(({ at }) => at.object.name)).toEqual(['a'])
  })
})

describe('a map that is joined key by key', () => {
  test.each<{ name: string; members: ReadonlyArray<Asked>; expected: unknown }>([
    {
      name: 'holds the keys of all members',
      members: [member('a', { 'load-balancer-attributes': 'x=1' }), member('b', { 'load-balancer-attributes': 'y=2' })],
      expected: { x: '1', y: '2' }
    },
    {
      name: 'is refused where one key has two values',
      members: [member('a', { 'load-balancer-attributes': 'x=1' }), member('b', { 'load-balancer-attributes': 'x=2' })],
      expected: ['group/disagree']
    },
    {
      name: 'lets the class of the first member decide a key that members differ on',
      members: [
        member('a', { 'load-balancer-attributes': 'x=1' }, { loadBalancerAttributes: { x: '9' } }),
        member('b', { 'load-balancer-attributes': 'x=2' })
      ],
      expected: { x: '9' }
    },
    {
      name: 'does not ask the class of a later member',
      members: [member('a', {}), member('b', {}, { loadBalancerAttributes: { x: '9' } })],
      expected: 'absent'
    }
  ])('$name', ({ members, expected }) => {
    expect(outcome(settle(registry.loadBalancerAttributes, members, install))).toEqual(expected)
  })
})

describe('lists that say the same in another order', () => {
  test.each<{
    name: string
    key: 'subnets' | 'securityGroups' | 'inboundCidrs'
    texts: readonly [string, string]
    agree: boolean
  }>([
    { name: 'agree for subnets', key: 'subnets', texts: ['a,b', 'b, a'], agree: true },
    { name: 'differ for subnets when one is named twice', key: 'subnets', texts: ['a,b', 'b,a,a'], agree: false },
    {
      name: 'agree for security groups, which AWS takes as a set',
      key: 'securityGroups',
      texts: ['sg-1,sg-2', 'sg-2,sg-1'],
      agree: true
    },
    {
      name: 'agree for address ranges, also when one is repeated',
      key: 'inboundCidrs',
      texts: ['10.0.0.0/8,10.1.0.0/16', '10.1.0.0/16,10.0.0.0/8,10.0.0.0/8'],
      agree: true
    },
    {
      name: 'leave a member with an empty list of address ranges out',
      key: 'inboundCidrs',
      texts: ['10.0.0.0/8', ''],
      agree: true
    }
  ])('$name', ({ key, texts, agree }) => {
    const members = texts.map((text, i) => member(`m${i}`, { [registry[key].key]: text }))
    const settled =
      key === 'subnets' ? settle(registry.subnets, members, install) : settle(registry[key], members, install)
    expect(settled._tag === 'Right').toBe(agree)
  })
})

describe('a setting that a Service may have', () => {
  test("is the Service's as a whole, also when that is empty", () => {
    const asked = withService({ 'target-group-attributes': 'a=1,b=2' }, { 'target-group-attributes': '' })
    expect(outcome(settle(registry.targetGroupAttributes, [asked], install))).toEqual({})
  })

  test('is not read from the Ingress where the Service has it, so a mistake there is no error', () => {
    const asked = withService({ 'backend-protocol': 'nonsense' }, { 'backend-protocol': 'HTTPS' })
    expect(outcome(settle(registry.backendProtocol, [asked], install))).toBe('HTTPS')
  })

  test('joins tags key by key: class over Service over Ingress', () => {
    const asked: Asked = {
      ...withService({ tags: 'a=ingress,b=ingress,c=ingress' }, { tags: 'b=service,c=service' }),
      params: { name: 'class', tags: { c: 'class' } }
    }
    expect(outcome(settle(registry.tags, [asked], install))).toEqual({ a: 'ingress', b: 'service', c: 'class' })
  })
})
