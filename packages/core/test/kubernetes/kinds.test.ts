import { describe, expect, test } from 'vitest'
import { decodeObject } from '../../src/kubernetes/decode.js'

const metadata = { namespace: 'shop', name: 'web' }
const read = (apiVersion: string, kind: string, rest: object) => {
  const decoded = decodeObject({ apiVersion, kind, metadata, ...rest })
  return 'read' in decoded ? decoded.read.value : decoded
}

describe('a Service', () => {
  test('is read with what the API server would fill in', () => {
    expect(
      read('v1', 'Service', {
        spec: { ports: [{ port: 80 }, { name: 'x', port: 81, targetPort: 'http', nodePort: 30081, protocol: 'UDP' }] }
      })
    ).toMatchObject({
      type: 'ClusterIP',
      ports: [
        { name: '', port: 80, targetPort: 80, nodePort: 0, protocol: 'TCP' },
        { name: 'x', port: 81, targetPort: 'http', nodePort: 30081, protocol: 'UDP' }
      ],
      ipFamilies: []
    })
  })

  test('whose port is text cannot be read', () => {
    expect(read('v1', 'Service', { spec: { ports: [{ port: '80' }] } })).toHaveProperty('unreadable')
  })
})

describe('an IngressClass', () => {
  const classWith = (annotation: unknown) =>
    decodeObject({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'alb', annotations: { 'ingressclass.kubernetes.io/is-default-class': annotation } },
      spec: { controller: 'ingress.k8s.aws/alb' }
    })
  test.each([
    { annotation: 'true', isDefault: true },
    { annotation: 'True', isDefault: false },
    { annotation: '1', isDefault: false },
    { annotation: 'false', isDefault: false }
  ])('marked as default with $annotation: $isDefault', ({ annotation, isDefault }) => {
    expect(classWith(annotation)).toMatchObject({ read: { value: { isDefault, parameters: undefined } } })
  })

  test('marked with an unquoted true cannot be read', () => {
    expect(classWith(true)).toHaveProperty('unreadable')
  })
})

describe('a TargetGroupBinding', () => {
  const spec = { targetGroupARN: 'arn', serviceRef: { name: 's', port: 'http' } }
  test('leaves security groups alone without networking', () => {
    expect(read('elbv2.k8s.aws/v1beta1', 'TargetGroupBinding', { spec })).toMatchObject({
      targetGroupARN: 'arn',
      serviceRef: { name: 's', port: 'http' },
      targetType: undefined,
      multiClusterTargetGroup: false,
      nodeSelector: undefined,
      networking: undefined
    })
  })

  test('is read with its network rules and its selector of nodes', () => {
    const networking = {
      ingress: [
        {
          from: [{ securityGroup: { groupID: 'sg' } }, { ipBlock: { cidr: '10.0.0.0/8' } }],
          ports: [{ protocol: 'TCP', port: 80 }, {}]
        }
      ]
    }
    expect(
      read('elbv2.k8s.aws/v1alpha1', 'TargetGroupBinding', {
        spec: { ...spec, networking, nodeSelector: { matchLabels: { pool: 'edge' } } }
      })
    ).toMatchObject({
      nodeSelector: { matchLabels: { pool: 'edge' }, matchExpressions: [] },
      networking: [
        {
          from: [{ securityGroup: { groupID: 'sg' } }, { ipBlock: { cidr: '10.0.0.0/8' } }],
          ports: [
            { protocol: 'TCP', port: 80 },
            { protocol: undefined, port: undefined }
          ]
        }
      ]
    })
  })

  test('needs a Service', () => {
    expect(read('elbv2.k8s.aws/v1beta1', 'TargetGroupBinding', { spec: {} })).toMatchObject({
      unreadable: {
        problems: [{ at: { path: ['spec', 'serviceRef', 'name'] } }, { at: { path: ['spec', 'serviceRef', 'port'] } }]
      }
    })
  })
})

describe('an EndpointSlice', () => {
  const slice = (endpoint: object, labels: object = { 'kubernetes.io/service-name': 's' }) =>
    read('discovery.k8s.io/v1', 'EndpointSlice', {
      metadata: { ...metadata, labels },
      addressType: 'IPv4',
      endpoints: [endpoint],
      ports: [{ name: 'http', port: 8080 }, { port: null }]
    })
  test('belongs to the Service of its label', () => {
    expect(slice({})).toMatchObject({ serviceName: 's', addressType: 'IPv4' })
    expect(slice({}, {})).toMatchObject({ serviceName: undefined })
  })

  test.each([
    {
      name: 'is ready where nothing is said',
      given: { addresses: ['10.0.0.1'] },
      expected: { addresses: ['10.0.0.1'], ready: true, terminating: false, pod: undefined }
    },
    {
      name: 'is not ready where that is said',
      given: { conditions: { ready: false, terminating: true } },
      expected: { ready: false, terminating: true }
    },
    {
      name: 'names its Pod, of the same namespace where none is said',
      given: { targetRef: { kind: 'Pod', name: 'p' }, nodeName: 'n', zone: 'z' },
      expected: { pod: 'shop/p', nodeName: 'n', zone: 'z' }
    },
    {
      name: 'names a Pod of the namespace that is said',
      given: { targetRef: { kind: 'Pod', namespace: 'other', name: 'p' } },
      expected: { pod: 'other/p' }
    },
    {
      name: 'has no Pod where something else stands behind it',
      given: { targetRef: { kind: 'Node', name: 'n' } },
      expected: { pod: undefined }
    }
  ])('has an endpoint that $name', ({ given, expected }) => {
    expect(slice(given)).toMatchObject({ endpoints: [expected] })
  })

  test('has ports, one without a number for all', () => {
    expect(slice({})).toMatchObject({
      ports: [
        { name: 'http', port: 8080, protocol: 'TCP' },
        { name: '', port: undefined }
      ]
    })
  })
})

test('a Node is read with what decides whether it takes traffic', () => {
  const node = {
    metadata: { name: 'n', labels: { zone: 'a' }, uid: 'u', creationTimestamp: '1970-01-01T00:00:07Z' },
    spec: { providerID: 'aws:///us-west-2a/i-1', taints: [{ key: 'k', effect: 'NoSchedule', timeAdded: 'now' }] },
    status: {
      addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
      conditions: [{ type: 'Ready', status: 'Unknown', reason: 'x' }]
    }
  }
  expect(read('v1', 'Node', node)).toEqual({
    name: 'n',
    labels: { zone: 'a' },
    uid: 'u',
    created: 7000,
    providerID: 'aws:///us-west-2a/i-1',
    taints: [{ key: 'k', value: '', effect: 'NoSchedule' }],
    addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
    conditions: [{ type: 'Ready', status: 'Unknown' }]
  })
})

test('a Pod is read with its gates, the conditions that somebody asks for, address, and the ports of containers that go on running', () => {
  const pod = {
    spec: {
      nodeName: 'n',
      readinessGates: [{ conditionType: 'target-health.elbv2.k8s.aws/b' }],
      containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }, { name: 'd' }],
      initContainers: [
        { ports: [{ containerPort: 1 }] },
        { restartPolicy: 'Always', ports: [{ name: 'side', containerPort: 9090, protocol: 'UDP' }] }
      ]
    },
    status: {
      podIP: '10.0.0.1',
      podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }],
      conditions: [
        { type: 'Initialized', status: 'True' },
        { type: 'ContainersReady', status: 'True' },
        { type: 'target-health.elbv2.k8s.aws/b', status: 'False', reason: 'r', message: 'm', lastTransitionTime: 't' }
      ]
    }
  }
  expect(read('v1', 'Pod', pod)).toMatchObject({
    ...metadata,
    created: 0,
    ip: '10.0.0.1',
    ips: ['10.0.0.1', 'fd00::1'],
    ownInterfaces: [],
    nodeName: 'n',
    readinessGates: ['target-health.elbv2.k8s.aws/b'],
    conditions: [
      { type: 'ContainersReady', status: 'True', reason: '', message: '', lastTransitionTime: '' },
      { type: 'target-health.elbv2.k8s.aws/b', status: 'False', reason: 'r', message: 'm', lastTransitionTime: 't' }
    ],
    containerPorts: [
      { name: 'http', port: 8080, protocol: 'TCP' },
      { name: 'side', port: 9090, protocol: 'UDP' }
    ]
  })
})

test('a Namespace keeps a name label that it was given', () => {
  const labels = { 'kubernetes.io/metadata.name': 'shop', team: 'red' }
  expect(read('v1', 'Namespace', { metadata: { name: 'shop', labels } })).toEqual({ name: 'shop', labels })
})
