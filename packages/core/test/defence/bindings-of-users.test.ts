import { expect, test } from 'vitest'
import { identify } from '../../src/plan/identify.js'
import type { FoundBinding } from '../../src/plan/identify-bindings.js'
import type { FoundResource } from '../../src/resources/found.js'
import { keyOf } from '../../src/resources/ref.js'

// A target group of Ingress shop/web, which is in a group of its own, and one of the same Ingress in group market, each with its binding.

type Labels = Readonly<Record<string, string>>

const ofIngress: Labels = { 'ingress.k8s.aws/stack-namespace': 'shop', 'ingress.k8s.aws/stack-name': 'web' }
const ofMarket: Labels = { 'ingress.k8s.aws/stack': 'market' }

const targetGroup = (physicalId: string, stack: string): FoundResource => ({
  ...{ kind: 'TargetGroup', physicalId, spec: {}, reported: {} },
  tags: {
    'elbv2.k8s.aws/cluster': 'demo',
    'ingress.k8s.aws/stack': stack,
    'ingress.k8s.aws/resource': 'shop/web-web:80'
  }
})

const binding = (key: string, labels: Labels, targetGroup: string): FoundBinding => {
  const [namespace = '', name = ''] = key.split('/')
  const ports = { targetType: 'ip', targetGroupProtocol: 'HTTP', ipAddressType: 'ipv4' } as const
  return { namespace, name, labels, spec: { ...ports, targetGroup, serviceRef: { name: 'web', port: 80 }, vpcId: 'v' } }
}

const groups = [targetGroup('arn:own', 'shop/web'), targetGroup('arn:market', 'market')]
const bindings = [binding('shop/b-own', ofIngress, 'arn:own'), binding('shop/b-market', ofMarket, 'arn:market')]

const names = (
  found: ReadonlyArray<FoundResource>,
  all: ReadonlyArray<FoundBinding>
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...identify(found, all, 'demo').state.stacks.values()].flatMap(({ resources }) =>
      resources.map((each) => [each.physicalId, keyOf(each)])
    )
  )

const unharmed = names(groups, bindings)

test('the bindings of both are found', () => {
  expect(unharmed).toEqual({
    'arn:own': 'TargetGroup shop/web shop/web-web:80',
    'arn:market': 'TargetGroup market shop/web-web:80',
    'shop/b-own': 'TargetGroupBinding shop/web shop/web-web:80',
    'shop/b-market': 'TargetGroupBinding market shop/web-web:80'
  })
})

test.each([
  { name: 'without labels, for a target group of another namespace', labels: {}, arn: 'arn:own' },
  { name: 'with the labels of an Ingress elsewhere, for its target group', labels: ofIngress, arn: 'arn:own' },
  { name: 'with the labels of an Ingress elsewhere, for something else', labels: ofIngress, arn: 'arn:other' },
  { name: 'with the labels of an Ingress elsewhere, for that of a group', labels: ofIngress, arn: 'arn:market' },
  { name: 'with half of the labels', labels: { 'ingress.k8s.aws/stack-name': 'web' }, arn: 'arn:own' },
  {
    name: 'with a name of an Ingress where groups stand',
    labels: { 'ingress.k8s.aws/stack': 'shop/web' },
    arn: 'arn:own'
  }
])('a binding in namespace evil $name is nobody of ours, and changes nothing', ({ labels, arn }) => {
  expect(names(groups, [binding('evil/a', labels, arn), ...bindings])).toEqual(unharmed)
})

test.each(['arn:market', 'arn:own', 'arn:other', ''])(
  'one that says it is of a group stands for none of its target groups: it is only itself (%s)',
  (arn) => {
    const { 'evil/a': itself, ...others } = names(groups, [binding('evil/a', ofMarket, arn), ...bindings])
    expect(others).toEqual(unharmed)
    expect(itself).toBe(`TargetGroupBinding market ${arn}`)
  }
)

test('which of two target groups is in use, bindings of others do not say', () => {
  const twice = [...groups, targetGroup('arn:new', 'market')]
  const used = names(twice, bindings)
  expect([used['arn:market'], used['arn:new']]).toEqual([
    'TargetGroup market shop/web-web:80',
    'TargetGroup market shop/web-web:80 superseded 1'
  ])
  const lies = [0, 1, 2].flatMap((i) => [
    binding(`evil/a${i}`, {}, 'arn:new'),
    binding(`evil/b${i}`, ofMarket, 'arn:new'),
    binding(`evil/c${i}`, ofIngress, 'arn:new')
  ])
  expect(names(twice, [...lies, ...bindings])).toMatchObject(used)
})
