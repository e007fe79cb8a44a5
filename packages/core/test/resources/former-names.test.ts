import { expect, test } from 'vitest'
import {
  defaultNamePrefix,
  formerLoadBalancerName,
  formerLoadBalancerNames,
  formerTargetGroupName,
  isAfterCluster
} from '../../src/resources/former-names.js'

// Names computed by the rules of AWS ALB Ingress Controller 1.0-beta.7, by other means than the code here.
test.each([
  { name: 'short names are kept', given: ['d642dfa0', 'shop', 'web'], expected: 'd642dfa0-shop-web-a725' },
  {
    name: 'what is no letter or digit becomes a dash in the prefix and nothing elsewhere, and 26 characters stay',
    given: ['my_prefix.x', 'team-shop', 'a.very-long-ingress-name'],
    expected: 'my-prefix-x-teamshop-avery-5251'
  }
] as const)('a load balancer: $name', ({ given: [prefix, namespace, ingress], expected }) => {
  expect(formerLoadBalancerName(prefix, namespace, ingress)).toBe(expected)
})

test('without a prefix of its own an installation used the checksum of its cluster name', () => {
  expect(defaultNamePrefix('demo')).toBe('d642dfa0')
})

test('before 1.0-beta.7 the prefix was the name of the cluster', () => {
  expect(formerLoadBalancerNames({ clusterName: 'demo', namePrefix: 'd642dfa0' }, 'shop', 'web')).toEqual([
    'd642dfa0-shop-web-a725',
    'demo-shop-web-a725'
  ])
})

test.each([
  {
    name: 'a short prefix',
    given: { prefix: 'd642dfa0', service: 'api', port: '80', protocol: 'HTTP', targetType: 'instance' },
    expected: 'd642dfa0-30c9cfa0abbf6fdb4c7'
  },
  {
    name: 'twelve characters of a longer one',
    given: { prefix: 'a-prefix-of-fourteen', service: 'api', port: 'http', protocol: 'HTTPS', targetType: 'ip' },
    expected: 'a-prefix-of--57301282aeb21abfef0'
  }
])('a target group: $name', ({ given, expected }) => {
  expect(formerTargetGroupName({ namespace: 'shop', ingress: 'web', ...given })).toBe(expected)
})

test.each([
  { name: 'demo-shop-web-a725', cluster: 'demo', expected: true },
  { name: 'demonstration', cluster: 'demo', expected: true },
  { name: 'my-cluster-shop', cluster: 'my.cluster', expected: true },
  { name: 'a-cluster-with-a-name-that-a1b2', cluster: 'a-cluster-with-a-name-that-does-not-fit', expected: true },
  { name: 'other-shop-web-a725', cluster: 'demo', expected: false }
])('$name may be of cluster $cluster: $expected', ({ name, cluster, expected }) => {
  expect(isAfterCluster(name, cluster)).toBe(expected)
})
