import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/groups/cluster.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { targetBindings } from '../../src/targets/bindings.js'
import { bindingsTouchedBy } from '../../src/targets/touched.js'
import { type Manifest, serviceManifest } from '../../testing/manifests.js'
import { bindingManifest, nodeManifest, podManifest, sliceManifest } from '../../testing/target-manifests.js'
import { clusterOf } from './parts.js'

const binding = (key: string, targetType: string, more: object = {}) =>
  bindingManifest(key, {
    ...{ targetGroupARN: `arn:aws:x:targetgroup/${key.split('/')[1]}/1`, targetType },
    ...{ serviceRef: { name: 'web', port: 80 }, ...more }
  })
const slice = (...ips: ReadonlyArray<string>) =>
  sliceManifest(
    'shop/web',
    ips.map((ip) => ({ pod: 'web', ip }))
  )
const pod = (more: object = {}) => podManifest('shop/web', { ip: '10.0.0.1', waitsFor: ['ips', 'Bad_Name'], ...more })

const cluster = clusterOf(
  ...[binding('shop/ips', 'ip'), binding('shop/machines', 'instance'), binding('pay/ips', 'ip')],
  binding('shop/fast', 'instance', { nodeSelector: { matchLabels: { disk: 'ssd' } } }),
  ...[serviceManifest('shop/web'), slice('10.0.0.1'), pod()],
  ...[nodeManifest('a'), nodeManifest('slow', { ready: 'False' })]
)
const bindings = targetBindings(cluster, { stacks: new Map(), rulesPerLoadBalancer: 100 })

const set = (object: Manifest): Change => ({ type: 'set', object: decodeObject(object) })
const removed = (kind: string, name: string, namespace?: string): Change => ({
  ...{ type: 'removed', kind, name },
  ...(namespace === undefined ? {} : { namespace })
})
const service = (ports: ReadonlyArray<object>) => ({
  ...serviceManifest('shop/web', { healthcheck: 'x' }),
  spec: { type: 'NodePort', ports }
})
const samePorts = [{ port: 80, targetPort: 8080, nodePort: 30080 }]
const ofShop = ['shop/fast', 'shop/ips', 'shop/machines']

const cases: ReadonlyArray<{ name: string; given: Change; expected: ReadonlyArray<string> }> = [
  { name: 'a binding touches itself', given: set(binding('shop/ips', 'ip')), expected: ['shop/ips'] },
  {
    name: 'a deleted binding touches itself',
    given: removed('TargetGroupBinding', 'ips', 'shop'),
    expected: ['shop/ips']
  },
  { name: 'other ports of a Service touch all bindings of it', given: set(service([{ port: 81 }])), expected: ofShop },
  { name: 'another annotation of a Service touches none', given: set(service(samePorts)), expected: [] },
  {
    name: 'a Service that is gone touches all bindings of it',
    given: removed('Service', 'web', 'shop'),
    expected: ofShop
  },
  { name: 'another endpoint touches bindings to addresses', given: set(slice('10.0.0.2')), expected: ['shop/ips'] },
  { name: 'a slice that says the same touches none', given: set(slice('10.0.0.1')), expected: [] },
  {
    name: 'a slice that is gone touches bindings to addresses',
    given: removed('EndpointSlice', 'web-1', 'shop'),
    expected: ['shop/ips']
  },
  {
    name: 'a Pod touches those that it waits for',
    given: set(pod({ containersReady: false })),
    expected: ['shop/ips']
  },
  { name: 'a Pod that is as before touches none', given: set(pod()), expected: [] },
  { name: 'a Pod that is gone touches none: its slice tells', given: removed('Pod', 'web', 'shop'), expected: [] },
  {
    name: 'a new node that is ready touches those whose selector it fits',
    given: set(nodeManifest('b')),
    expected: ['shop/machines']
  },
  {
    name: 'with the label, also those that ask for it',
    given: set(nodeManifest('b', { labels: { disk: 'ssd' } })),
    expected: ['shop/fast', 'shop/machines']
  },
  {
    name: 'a new node that is not ready touches none',
    given: set(nodeManifest('b', { ready: 'False' })),
    expected: []
  },
  {
    name: 'a node of which nobody hears any more touches',
    given: set(nodeManifest('a', { ready: 'Unknown' })),
    expected: ['shop/machines']
  },
  {
    name: 'a node that says the same touches none',
    given: set(nodeManifest('a', { labels: { other: 'label' } })),
    expected: []
  },
  {
    name: 'a node that is taken away touches',
    given: set(nodeManifest('a', { taints: [{ key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' }] })),
    expected: ['shop/machines']
  },
  {
    name: 'a node that gains the label touches those that ask for it',
    given: set(nodeManifest('a', { labels: { disk: 'ssd' } })),
    expected: ['shop/fast']
  },
  { name: 'a ready node that is gone touches', given: removed('Node', 'a'), expected: ['shop/machines'] },
  { name: 'a node that was not ready and is gone touches none', given: removed('Node', 'slow'), expected: [] },
  { name: 'an Ingress touches none', given: removed('Ingress', 'web', 'shop'), expected: [] }
]

describe('which bindings a change touches', () => {
  test.each(cases)('$name', ({ given, expected }) => {
    expect([...bindingsTouchedBy(cluster, bindings, given)].sort()).toEqual(expected)
  })
})
