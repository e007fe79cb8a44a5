import { expect, test } from 'vitest'
import { backendSecurityGroupName } from '../../src/support/backend-security-group-name.js'

test.each([
  { cluster: 'testCluster', expected: 'k8s-traffic-testCluster-411a1bcdb1' },
  { cluster: 'prod-eks', expected: 'k8s-traffic-prodeks-e91bc47b4a' },
  { cluster: 'Prod_EKS.1', expected: 'k8s-traffic-ProdEKS1-ab7f887367' },
  { cluster: 'my.cluster.example.com', expected: 'k8s-traffic-myclusterexamplecom-003d4f5787' }
])('the shared group of cluster $cluster is called $expected', ({ cluster, expected }) => {
  expect(backendSecurityGroupName(cluster)).toBe(expected)
})

test('the longest cluster name still gives a name that EC2 takes', () => {
  expect(backendSecurityGroupName('c'.repeat(400))).toHaveLength(255)
})
