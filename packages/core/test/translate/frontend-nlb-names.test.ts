import { expect, test } from 'vitest'
import { frontendName, frontendTargetGroupName } from '../../src/translate/names.js'

// Names that AWS Load Balancer Controller gives: whoever moves over finds what it made, and it finds what we made.

test.each([
  {
    name: 'after the load balancer behind it',
    ...{ group: 'ns-1/ing-1', behind: 'k8s-ns1-ing1-b7e914000d' },
    expected: 'k8s-ns1-ing1-b7e914000d-nlb'
  },
  {
    name: 'with at most 28 characters of that name',
    ...{ group: 'a-very-long-shared-group', behind: 'k8s-averylongsharedgr-e5bb22b79d' },
    expected: 'k8s-averylongsharedgr-e5bb22-nlb'
  },
  { name: 'after a name that was given', ...{ group: 'ns-1/ing-1', behind: 'foo' }, expected: 'foo-nlb' }
])('a network load balancer in front is called $name', ({ group, behind, expected }) => {
  expect(frontendName('cluster-dummy', group, behind, 'internal')).toBe(expected)
})

test('a network load balancer in front of one whose name is empty is called after the group', () => {
  expect(frontendName('demo', 'shop/cart', '', 'internal')).toMatch(/^k8s-shop-cart-[0-9a-f]{6}-nlb$/)
  expect(frontendName('demo', 'a-very-long-shared-group', '', 'internal')).toMatch(
    /^k8s-averylongsharedg-[0-9a-f]{8}-nlb$/
  )
})

test.each([
  {
    name: 'is called after the group and the port',
    ...{ cluster: 'test-cluster', group: 'default/my-ingress', port: 80, health: { port: '80', protocol: 'TCP' } },
    expected: 'k8s-default-myingres-8c0a3e00bd'
  },
  {
    name: 'has at most eight characters each of namespace and Ingress',
    ...{ cluster: 'prod-eks', group: '2048-game/2048-ingress', port: 80 },
    health: { port: 'traffic-port', protocol: 'HTTP' },
    expected: 'k8s-2048game-2048ingr-2ab5d82b30'
  },
  {
    name: 'has at most 17 characters of a group that has a name',
    ...{ cluster: 'prod-eks', group: 'my-team.awesome-group', port: 80 },
    health: { port: 'traffic-port', protocol: 'HTTP' },
    expected: 'k8s-myteamawesomegrou-4a2901e42e'
  },
  {
    name: 'is called otherwise where health is checked on the traffic port',
    ...{ cluster: 'demo', group: 'ml/w', port: 80, health: { port: 'traffic-port', protocol: 'HTTP' } },
    expected: 'k8s-ml-w-dd2fed5967'
  },
  {
    name: 'is called otherwise where health is checked with HTTPS',
    ...{ cluster: 'demo', group: 'ml/w', port: 80, health: { port: 'traffic-port', protocol: 'HTTPS' } },
    expected: 'k8s-ml-w-c6af49560a'
  }
])('a target group that holds a load balancer $name', ({ cluster, group, port, health, expected }) => {
  expect(frontendTargetGroupName(cluster, group, port, health)).toBe(expected)
})
