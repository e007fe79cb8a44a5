import { describe, expect, test } from 'vitest'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { paramsManifest } from '../../testing/manifests.js'

const read = (spec: Readonly<Record<string, unknown>>) => {
  const decoded = decodeObject(paramsManifest('p', spec))
  return 'read' in decoded ? decoded.read.value : decoded
}
const pairs = (...all: ReadonlyArray<readonly [string, string]>) => all.map(([key, value]) => ({ key, value }))

describe('class parameters', () => {
  test('are read whole', () => {
    expect(
      read({
        namespaceSelector: { matchLabels: { team: 'red' } },
        group: { name: 'g' },
        loadBalancerName: 'lb',
        scheme: 'internal',
        ipAddressType: 'dualstack',
        subnets: { tags: { tier: ['a', 'b'] } },
        certificateArn: ['arn'],
        inboundCIDRs: ['10.0.0.0/8'],
        sslPolicy: 'policy',
        sslRedirectPort: '443',
        prefixListsIDs: ['pl-1'],
        tags: pairs(['team', 'red']),
        targetType: 'ip',
        loadBalancerAttributes: pairs(['idle_timeout.timeout_seconds', '60']),
        listeners: [{ protocol: 'HTTP', port: 80, listenerAttributes: pairs(['k', 'v']) }],
        minimumLoadBalancerCapacity: { capacityUnits: 0 },
        ipamConfiguration: { ipv4IPAMPoolId: 'pool' },
        wafv2AclArn: 'waf',
        wafv2AclName: 'named'
      })
    ).toEqual({
      name: 'p',
      namespaceSelector: { matchLabels: { team: 'red' }, matchExpressions: [] },
      groupName: 'g',
      loadBalancerName: 'lb',
      scheme: 'internal',
      ipAddressType: 'dualstack',
      subnets: { tags: { tier: ['a', 'b'] } },
      certificateArn: ['arn'],
      inboundCIDRs: ['10.0.0.0/8'],
      sslPolicy: 'policy',
      sslRedirectPort: '443',
      prefixListsIDs: ['pl-1'],
      tags: { team: 'red' },
      targetType: 'ip',
      loadBalancerAttributes: { 'idle_timeout.timeout_seconds': '60' },
      listeners: [{ protocol: 'HTTP', port: 80, listenerAttributes: { k: 'v' } }],
      capacityUnits: 0,
      ipv4IPAMPoolId: 'pool',
      wafv2AclArn: 'waf',
      wafv2AclName: 'named'
    })
  })

  test.each([
    { name: 'leave out what is absent', given: {}, expected: {} },
    {
      name: 'leave out what is empty',
      given: { loadBalancerName: '', certificateArn: [], tags: [], scheme: '', listeners: [] },
      expected: {}
    },
    {
      name: 'know a field only in its own letter case',
      given: { inboundCidrs: ['10.0.0.0/8'], Scheme: 'internal' },
      expected: {}
    },
    {
      name: 'take prefix lists under the older spelling',
      given: { PrefixListsIDs: ['pl-1'] },
      expected: { prefixListsIDs: ['pl-1'] }
    },
    {
      name: 'prefer prefix lists under the newer spelling',
      given: { prefixListsIDs: ['pl-2'], PrefixListsIDs: ['pl-1'] },
      expected: { prefixListsIDs: ['pl-2'] }
    },
    {
      name: 'take the older spelling where the newer is empty',
      given: { prefixListsIDs: [], PrefixListsIDs: ['pl-1'] },
      expected: { prefixListsIDs: ['pl-1'] }
    },
    {
      name: 'keep the last of tags with one key',
      given: { tags: pairs(['a', '1'], ['a', '2']) },
      expected: { tags: { a: '2' } }
    },
    {
      name: 'prefer subnets by id',
      given: { subnets: { ids: ['subnet-1'], tags: { a: ['b'] } } },
      expected: { subnets: { ids: ['subnet-1'] } }
    },
    {
      name: 'ask for all subnets of the VPC with empty subnets',
      given: { subnets: {} },
      expected: { subnets: { tags: {} } }
    },
    { name: 'keep a group without a name, which is no valid group', given: { group: {} }, expected: { groupName: '' } },
    {
      name: 'keep an empty selector, which selects everything',
      given: { namespaceSelector: {} },
      expected: { namespaceSelector: { matchLabels: {}, matchExpressions: [] } }
    }
  ])('$name', ({ given, expected }) => {
    expect(read(given)).toEqual({ name: 'p', ...expected })
  })

  test.each([
    {
      name: 'an unknown scheme',
      given: { scheme: 'public' },
      path: ['spec', 'scheme'],
      message:
        'In IngressClassParams p, spec.scheme must be "internal" or "internet-facing", but "public" stands there.'
    },
    {
      name: 'a redirect port that is a number',
      given: { sslRedirectPort: 443 },
      path: ['spec', 'sslRedirectPort'],
      message: 'In IngressClassParams p, spec.sslRedirectPort must be text, but 443 stands there.'
    },
    {
      name: 'tags as a map',
      given: { tags: { a: 'b' } },
      path: ['spec', 'tags'],
      message: 'In IngressClassParams p, spec.tags must be a list, but {"a":"b"} stands there.'
    },
    {
      name: 'a tag without a value',
      given: { tags: [{ key: 'a' }] },
      path: ['spec', 'tags', 0, 'value'],
      message: 'IngressClassParams p lacks spec.tags[0].value, which must be text.'
    },
    {
      name: 'a capacity that is no whole number',
      given: { minimumLoadBalancerCapacity: { capacityUnits: 1.5 } },
      path: ['spec', 'minimumLoadBalancerCapacity', 'capacityUnits'],
      message:
        'In IngressClassParams p, spec.minimumLoadBalancerCapacity.capacityUnits must be a whole number, but 1.5 stands there.'
    },
    {
      name: 'an unknown operator',
      given: { namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Is' }] } },
      path: ['spec', 'namespaceSelector', 'matchExpressions', 0, 'operator'],
      message:
        'In IngressClassParams p, spec.namespaceSelector.matchExpressions[0].operator must be "In" or "NotIn" or "Exists" or "DoesNotExist", but "Is" stands there.'
    }
  ])('cannot be read with $name', ({ given, path, message }) => {
    expect(read(given)).toMatchObject({ unreadable: { problems: [{ code: 'object/field', at: { path }, message }] } })
  })
})
