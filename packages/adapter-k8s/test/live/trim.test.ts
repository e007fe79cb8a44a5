import { decodeObject } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { ApiObject } from '../../src/api/object.js'
import { trim } from '../../src/live/trim.js'

const metadata = {
  name: 'web',
  namespace: 'shop',
  uid: 'u',
  resourceVersion: '7',
  generation: 2,
  creationTimestamp: '2026-01-01T00:00:00Z',
  deletionTimestamp: '2026-01-01T00:00:00Z',
  finalizers: ['example.com/other'],
  labels: { app: 'web' },
  annotations: { keep: 'yes', 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
  managedFields: [{ manager: 'kubectl' }],
  ownerReferences: [{ kind: 'ReplicaSet' }]
}
const kept = {
  name: 'web',
  namespace: 'shop',
  uid: 'u',
  resourceVersion: '7',
  generation: 2,
  creationTimestamp: '2026-01-01T00:00:00Z',
  deletionTimestamp: '2026-01-01T00:00:00Z',
  finalizers: ['example.com/other'],
  labels: { app: 'web' },
  annotations: { keep: 'yes' }
}

const object = (kind: string, apiVersion: string, rest: object): ApiObject => ({ apiVersion, kind, metadata, ...rest })

const pod = object('Pod', 'v1', {
  spec: {
    nodeName: 'node-1',
    hostNetwork: false,
    readinessGates: [{ conditionType: 'target-health.elbv2.k8s.aws/web' }],
    containers: [
      { name: 'web', image: 'web', env: [{ name: 'A', value: 'b' }], ports: [{ name: 'http', containerPort: 80 }] }
    ],
    initContainers: [{ name: 'side', restartPolicy: 'Always', image: 'side', ports: [{ containerPort: 81 }] }],
    volumes: [{ name: 'token' }]
  },
  status: {
    phase: 'Running',
    podIP: '10.0.0.1',
    podIPs: [{ ip: '10.0.0.1' }],
    conditions: [{ type: 'Ready', status: 'True', lastProbeTime: null, lastTransitionTime: '2026-01-01T00:00:00Z' }],
    containerStatuses: [{ name: 'web' }]
  }
})

const node = object('Node', 'v1', {
  spec: { providerID: 'aws:///us-west-2a/i-1', podCIDR: '10.1.0.0/24', taints: [{ key: 'a', effect: 'NoSchedule' }] },
  status: {
    addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
    conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: '2026-01-01T00:00:00Z' }],
    images: [{ names: ['web'] }]
  }
})

const secret = object('Secret', 'v1', { type: 'Opaque', data: { clientId: 'YQ==' } })
const namespace = object('Namespace', 'v1', { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } })
const ingress = object('Ingress', 'networking.k8s.io/v1', {
  spec: { rules: [{ host: 'a.example.com', http: { paths: [] } }] },
  status: { loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } }
})
const slice = object('EndpointSlice', 'discovery.k8s.io/v1', {
  addressType: 'IPv4',
  endpoints: [
    { addresses: ['10.0.0.1'], conditions: { ready: true, serving: true }, targetRef: { kind: 'Pod', name: 'a' } }
  ],
  ports: [{ port: 80 }]
})
const all = [pod, node, secret, namespace, ingress, slice]

test('of metadata only what somebody reads is kept', () => {
  expect(trim(ingress).metadata).toEqual(kept)
})

test('of a Pod little is kept', () => {
  expect(trim(pod)).toEqual({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: kept,
    spec: {
      nodeName: 'node-1',
      hostNetwork: false,
      readinessGates: [{ conditionType: 'target-health.elbv2.k8s.aws/web' }],
      containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 80 }] }],
      initContainers: [{ name: 'side', restartPolicy: 'Always', ports: [{ containerPort: 81 }] }]
    },
    status: {
      phase: 'Running',
      podIP: '10.0.0.1',
      podIPs: [{ ip: '10.0.0.1' }],
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }]
    }
  })
})

test('of a Node neither heartbeats nor images are kept', () => {
  expect(trim(node)).toMatchObject({ status: { conditions: [{ type: 'Ready', status: 'True' }] } })
  expect(JSON.stringify(trim(node))).not.toMatch(/Heartbeat|images|podCIDR/)
})

describe('what the core reads of an object is the same before and after', () => {
  test.each(all)('$kind', (given) => {
    const [before, after] = [decodeObject(given), decodeObject(trim(given))]
    const { [lastApplied]: _gone, ...annotations } = metadata.annotations
    // Only this one annotation is missing, and nobody reads it.
    expect(JSON.parse(JSON.stringify(after))).toEqual(JSON.parse(JSON.stringify(before), withAnnotations(annotations)))
    expect('read' in after).toBe(true)
  })
})

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'
const withAnnotations = (annotations: object) => (name: string, value: unknown) =>
  name === 'annotations' ? annotations : value

test('a trimmed object is not trimmed further', () => {
  for (const each of all) expect(trim(trim(each))).toEqual(trim(each))
})
