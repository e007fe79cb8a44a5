import { describe, expect, test } from 'vitest'
import { fitsBinding, nodeEndpoints } from '../../src/targets/nodes.js'
import type { NodeSaid } from '../../testing/target-manifests.js'
import { aNode } from './parts.js'

const cases: ReadonlyArray<{ name: string; given: NodeSaid; expected: boolean }> = [
  { name: 'any node', given: {}, expected: true },
  {
    name: 'a node of the control plane by its former label',
    given: { labels: { 'node-role.kubernetes.io/master': '' } },
    expected: false
  },
  {
    name: 'a node of the control plane by its label of today, which decides nothing',
    given: { labels: { 'node-role.kubernetes.io/control-plane': '' } },
    expected: true
  },
  {
    name: 'a node that load balancers should leave out',
    given: { labels: { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' } },
    expected: false
  },
  {
    name: 'a node that they should leave out by the former label',
    given: { labels: { 'alpha.service-controller.kubernetes.io/exclude-balancer': '' } },
    expected: false
  },
  { name: 'a node of Fargate', given: { labels: { 'eks.amazonaws.com/compute-type': 'fargate' } }, expected: false },
  {
    name: 'a node of EC2 that says so',
    given: { labels: { 'eks.amazonaws.com/compute-type': 'ec2' } },
    expected: true
  },
  {
    name: 'a machine outside of AWS, by its label',
    given: { labels: { 'eks.amazonaws.com/compute-type': 'hybrid' } },
    expected: false
  },
  {
    name: 'a machine outside of AWS, by its provider',
    given: { providerID: 'eks-hybrid:///us-west-2/c/mi-0123' },
    expected: false
  },
  {
    name: 'a node that the autoscaler takes away, whatever the effect',
    given: { taints: [{ key: 'ToBeDeletedByClusterAutoscaler', effect: 'PreferNoSchedule' }] },
    expected: false
  },
  {
    name: 'a node that Karpenter takes away',
    given: { taints: [{ key: 'karpenter.sh/disrupted', effect: 'NoSchedule' }] },
    expected: false
  },
  {
    name: 'a node with that taint and another effect',
    given: { taints: [{ key: 'karpenter.sh/disrupted', effect: 'NoExecute' }] },
    expected: true
  },
  {
    name: 'a cordoned node',
    given: { taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] },
    expected: true
  }
]

describe('which nodes fit a binding', () => {
  test.each(cases)('$name: $expected', ({ given, expected }) => {
    expect(fitsBinding(aNode('n', given), undefined)).toBe(expected)
  })

  test('a selector of the binding must hold as well', () => {
    const selector = { matchLabels: { disk: 'ssd' }, matchExpressions: [] }
    expect(fitsBinding(aNode('n', { labels: { disk: 'ssd' } }), selector)).toBe(true)
    expect(fitsBinding(aNode('n'), selector)).toBe(false)
    expect(fitsBinding(aNode('n'), { matchLabels: {}, matchExpressions: [] })).toBe(true)
  })
})

describe('which nodes are targets', () => {
  const nodes = (...ready: ReadonlyArray<'True' | 'False' | 'Unknown'>) =>
    ready.map((each, i) => aNode(`n${i}`, { ready: each }))
  const idsOf = (given: ReturnType<typeof nodes>, failOpen = true) =>
    nodeEndpoints(given, undefined, 30080, failOpen).endpoints.map(({ id }) => id)

  test.each([
    { name: 'those that are ready', given: nodes('True', 'False', 'Unknown', 'True'), expected: ['i-n0', 'i-n3'] },
    {
      name: 'those of which nobody has heard, where none is ready',
      given: nodes('Unknown', 'False'),
      expected: ['i-n0']
    },
    { name: 'none, where all say that they are not ready', given: nodes('False', 'False'), expected: [] }
  ])('$name', ({ given, expected }) => {
    expect(idsOf(given)).toEqual(expected)
  })

  test('without fail-open, none of which nobody has heard', () => {
    expect(idsOf(nodes('Unknown'), false)).toEqual([])
  })

  test.each(['', 'aws:///us-west-2a/', 'gce://project/zone/machine', 'i'])(
    'a node with the providerID "%s" is left out and told, and the others serve',
    (providerID) => {
      const found = nodeEndpoints([aNode('good'), aNode('odd', { providerID })], undefined, 30080, true)
      expect(found.endpoints).toMatchObject([{ id: 'i-good', port: 30080 }])
      expect(found.unfit.map(({ node }) => node)).toEqual(['odd'])
    }
  )
})
