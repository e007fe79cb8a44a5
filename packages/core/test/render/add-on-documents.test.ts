import { expect, test } from 'vitest'
import { stackDocument } from '../../src/render/document.js'
import { protectionName } from '../../src/resources/add-ons.js'
import type { Resource } from '../../src/resources/stack.js'
import type { AddOns } from '../../src/translate/add-ons.js'

const balancer = (addOns: AddOns): Resource<'LoadBalancer'> => ({
  ...{ stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer' },
  spec: {
    ...{ name: 'web', type: 'application', scheme: 'internal', ipAddressType: 'ipv4' },
    ...{ tags: {}, securityGroups: [], subnetMappings: [], ...addOns }
  }
})

const resourceARN = {
  $ref: '#/resources/AWS::ElasticLoadBalancingV2::LoadBalancer/LoadBalancer/status/loadBalancerARN'
}

test.each<{ name: string; given: AddOns; expected: object }>([
  { name: 'nothing where nobody asks', given: {}, expected: {} },
  {
    name: 'an association with the web ACL',
    given: { webAcl: 'acl-1' },
    expected: { 'AWS::WAFv2::WebACLAssociation': { LoadBalancer: { spec: { resourceARN, webACLARN: 'acl-1' } } } }
  },
  {
    name: 'an empty association for a web ACL that is taken off',
    given: { webAcl: 'none' },
    expected: { 'AWS::WAFv2::WebACLAssociation': { LoadBalancer: { spec: { resourceARN, webACLARN: '' } } } }
  },
  {
    name: 'an association with a web ACL of WAF Classic',
    given: { classicWebAcl: 'id-1' },
    expected: { 'AWS::WAFRegional::WebACLAssociation': { LoadBalancer: { spec: { resourceARN, webACLID: 'id-1' } } } }
  },
  {
    name: 'an empty one for a web ACL of WAF Classic that is taken off',
    given: { classicWebAcl: 'none' },
    expected: { 'AWS::WAFRegional::WebACLAssociation': { LoadBalancer: { spec: { resourceARN, webACLID: '' } } } }
  },
  {
    name: 'protection that is on',
    given: { shieldProtection: { name: protectionName } },
    expected: { 'AWS::Shield::Protection': { LoadBalancer: { spec: { resourceARN, enabled: true } } } }
  },
  {
    name: 'protection that is off',
    given: { shieldProtection: 'none' },
    expected: { 'AWS::Shield::Protection': { LoadBalancer: { spec: { resourceARN, enabled: false } } } }
  }
])('the document shows $name, as resources of its own', ({ given, expected }) => {
  const { resources } = stackDocument({ id: 'shop/web', resources: [balancer(given)] }, { clusterName: 'demo' })
  const { 'AWS::ElasticLoadBalancingV2::LoadBalancer': balancers, ...others } = resources
  expect(others).toEqual(expected)
  expect(JSON.stringify(balancers)).not.toMatch(/acl-1|id-1|none|hield/)
})
