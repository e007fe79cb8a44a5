import { describe, expect, test } from 'vitest'
import { diagnostic } from '../../src/checked/diagnostic.js'
import { type Model, modelDocument, stackDocument } from '../../src/render/document.js'
import type { Spec } from '../../src/resources/kinds.js'
import { backendSecurityGroupId } from '../../src/resources/ownership.js'
import type { KindName, Ref } from '../../src/resources/ref.js'
import { type Resource, type Stack, sharedStack } from '../../src/resources/stack.js'

const install = { clusterName: 'prod-eks' }
const id = 'shop/web'
const ref = (kind: KindName, name: string, output: Ref['output'] = 'arn'): Ref => ({
  ref: true,
  stack: id,
  kind,
  id: name,
  output
})
const backendGroup: Ref = {
  ref: true,
  stack: sharedStack,
  kind: 'SecurityGroup',
  id: backendSecurityGroupId,
  output: 'groupId'
}

/** The document of a stack that holds one resource, cut down to the spec. */
const specOf = <K extends KindName>(kind: K, name: string, spec: Spec<K>): unknown => {
  // The pairing of kind and spec is checked by the parameters above.
  const stack: Stack = { id, resources: [{ stack: id, kind, id: name, spec } as unknown as Resource] }
  return Object.values(Object.values(stackDocument(stack, install).resources)[0] ?? {})[0]?.spec
}

const healthCheck = {
  port: 'traffic-port',
  protocol: 'HTTP',
  path: '/',
  matcher: { httpCode: '200' },
  intervalSeconds: 15,
  timeoutSeconds: 5,
  healthyThresholdCount: 2,
  unhealthyThresholdCount: 2
} as const

const targetGroup: Spec<'TargetGroup'> = {
  name: 'k8s-shop-cart-1',
  port: 30080,
  vpcId: 'vpc-1',
  ipAddressType: 'ipv4',
  targetType: 'instance',
  protocol: 'HTTP',
  protocolVersion: 'HTTP1',
  tags: {},
  healthCheck
}

const listener: Spec<'Listener'> = {
  loadBalancer: ref('LoadBalancer', 'LoadBalancer'),
  port: 443,
  protocol: 'HTTPS',
  defaultActions: [{ type: 'fixed-response', statusCode: '404', contentType: 'text/plain' }]
}

const rule = (conditions: Spec<'ListenerRule'>['conditions'], actions: Spec<'ListenerRule'>['actions']) =>
  specOf('ListenerRule', '443:1', { listener: ref('Listener', '443'), priority: 1, conditions, actions })

const ofTargetGroup = {
  $ref: '#/resources/AWS::ElasticLoadBalancingV2::TargetGroup/shop/web-cart:80/status/targetGroupARN'
}
const cart = ref('TargetGroup', 'shop/web-cart:80')

describe('the spec of each kind is written as the reference writes it', () => {
  test('a security group lists one source per permission, each under the member of its kind', () => {
    const permission = { protocol: 'tcp', fromPort: 80, toPort: 80 } as const
    expect(
      specOf('SecurityGroup', 'ManagedLBSecurityGroup', {
        groupName: 'k8s-shop-web-1',
        description: 'for tests',
        vpcId: 'vpc-1',
        tags: { team: 'shop', Empty: '' },
        ingress: [
          { ...permission, source: { cidr: '0.0.0.0/0' } },
          { ...permission, source: { cidrIpv6: '::/0' } },
          { ...permission, source: { prefixListId: 'pl-1' } },
          { ...permission, source: { securityGroup: 'sg-1' } }
        ]
      })
    ).toEqual({
      groupName: 'k8s-shop-web-1',
      description: 'for tests',
      tags: { team: 'shop', Empty: '' },
      ingress: [
        { fromPort: 80, ipProtocol: 'tcp', toPort: 80, ipRanges: [{ cidrIP: '0.0.0.0/0' }] },
        { fromPort: 80, ipProtocol: 'tcp', toPort: 80, ipv6Ranges: [{ cidrIPv6: '::/0' }] },
        { fromPort: 80, ipProtocol: 'tcp', toPort: 80, prefixLists: [{ listID: 'pl-1' }] },
        { fromPort: 80, ipProtocol: 'tcp', toPort: 80, userIDGroupPairs: [{ groupID: 'sg-1' }] }
      ]
    })
  })

  test('a load balancer refers to its own group, and shows the id that stands for the shared one', () => {
    expect(
      specOf('LoadBalancer', 'LoadBalancer', {
        name: 'k8s-shop-web-2',
        type: 'application',
        scheme: 'internal',
        tags: {},
        securityGroups: [ref('SecurityGroup', 'ManagedLBSecurityGroup', 'groupId'), backendGroup],
        subnetMappings: [{ subnetId: 'subnet-a' }, { subnetId: 'subnet-b' }],
        ipAddressType: 'ipv4',
        attributes: { 'idle_timeout.timeout_seconds': '30' }
      })
    ).toEqual({
      name: 'k8s-shop-web-2',
      type: 'application',
      scheme: 'internal',
      securityGroups: [
        { $ref: '#/resources/AWS::EC2::SecurityGroup/ManagedLBSecurityGroup/status/groupID' },
        // `sg-` and the start of `printf %s k8s-traffic-prodeks-e91bc47b4a | sha256sum`.
        'sg-e27afd069f2efaaed'
      ],
      subnetMapping: [{ subnetID: 'subnet-a' }, { subnetID: 'subnet-b' }],
      ipAddressType: 'ipv4',
      loadBalancerAttributes: [{ key: 'idle_timeout.timeout_seconds', value: '30' }]
    })
  })

  test.each([
    { name: 'a named port stays text', port: 'traffic-port', expected: 'traffic-port' },
    { name: 'a port in digits becomes a number', port: '8081', expected: 8081 }
  ])('the health check of a target group: $name', ({ port, expected }) => {
    expect(
      specOf('TargetGroup', 'shop/web-cart:80', { ...targetGroup, healthCheck: { ...healthCheck, port } })
    ).toEqual({
      name: 'k8s-shop-cart-1',
      port: 30080,
      ipAddressType: 'ipv4',
      targetType: 'instance',
      protocol: 'HTTP',
      protocolVersion: 'HTTP1',
      healthCheckConfig: { ...healthCheck, port: expected }
    })
  })

  test('attributes of a target group are lists of key and value', () => {
    expect(specOf('TargetGroup', 'x', { ...targetGroup, attributes: { 'stickiness.enabled': 'true' } })).toMatchObject({
      targetGroupAttributes: [{ key: 'stickiness.enabled', value: 'true' }]
    })
  })

  test.each<{ name: string; given: Partial<Spec<'Listener'>>; expected: ReadonlyArray<string> | undefined }>([
    { name: 'none', given: {}, expected: undefined },
    { name: 'only a default one', given: { defaultCertificate: 'd' }, expected: ['d'] },
    {
      name: 'the list begins with the default one',
      given: { defaultCertificate: 'd', certificates: ['d', 'e', 'd'] },
      expected: ['d', 'e', 'd']
    },
    {
      name: 'the list begins with another one',
      given: { defaultCertificate: 'd', certificates: ['e', 'f'] },
      expected: ['d', 'e', 'f']
    }
  ])('the certificates of a listener, the default one first: $name', ({ given, expected }) => {
    expect(specOf('Listener', '443', { ...listener, ...given })).toEqual({
      loadBalancerARN: {
        $ref: '#/resources/AWS::ElasticLoadBalancingV2::LoadBalancer/LoadBalancer/status/loadBalancerARN'
      },
      port: 443,
      protocol: 'HTTPS',
      defaultActions: [
        { type: 'fixed-response', fixedResponseConfig: { statusCode: '404', contentType: 'text/plain' } }
      ],
      ...(expected === undefined ? {} : { certificates: expected.map((certificateARN) => ({ certificateARN })) })
    })
  })

  test('attributes of a listener have capital letters', () => {
    expect(specOf('Listener', '443', { ...listener, sslPolicy: 'P', attributes: { a: 'b' } })).toMatchObject({
      sslPolicy: 'P',
      listenerAttributes: [{ Key: 'a', Value: 'b' }]
    })
  })

  test.each<{ name: string; given: Spec<'ListenerRule'>['conditions'][number]; expected: object }>([
    {
      name: 'host-header',
      given: { field: 'host-header', values: ['a'] },
      expected: { hostHeaderConfig: { values: ['a'] } }
    },
    {
      name: 'a regular expression',
      given: { field: 'host-header', regexValues: ['^a'] },
      expected: { hostHeaderConfig: { regexValues: ['^a'] } }
    },
    {
      name: 'path-pattern',
      given: { field: 'path-pattern', values: ['/*'] },
      expected: { pathPatternConfig: { values: ['/*'] } }
    },
    {
      name: 'http-header',
      given: { field: 'http-header', httpHeaderName: 'X-A', values: ['1'] },
      expected: { httpHeaderConfig: { httpHeaderName: 'X-A', values: ['1'] } }
    },
    {
      name: 'method',
      given: { field: 'http-request-method', values: ['GET'] },
      expected: { httpRequestMethodConfig: { values: ['GET'] } }
    },
    {
      name: 'query-string',
      given: { field: 'query-string', values: [{ key: 'a', value: '1' }, { value: '2' }] },
      expected: { queryStringConfig: { values: [{ key: 'a', value: '1' }, { value: '2' }] } }
    },
    {
      name: 'source-ip',
      given: { field: 'source-ip', values: ['10.0.0.0/8'] },
      expected: { sourceIPConfig: { values: ['10.0.0.0/8'] } }
    }
  ])('a condition keeps its values under the member of its field: $name', ({ given, expected }) => {
    expect(rule([given], [])).toEqual({
      listenerARN: { $ref: '#/resources/AWS::ElasticLoadBalancingV2::Listener/443/status/listenerARN' },
      priority: 1,
      conditions: [{ field: given.field, ...expected }]
    })
  })

  test.each<{ name: string; given: Spec<'ListenerRule'>['actions'][number]; expected: object }>([
    {
      name: 'forward to one',
      given: { type: 'forward', targetGroups: [{ targetGroup: cart }] },
      expected: { type: 'forward', forwardConfig: { targetGroups: [{ targetGroupARN: ofTargetGroup }] } }
    },
    {
      name: 'forward by weight, with stickiness',
      given: {
        type: 'forward',
        targetGroups: [
          { targetGroup: cart, weight: 80 },
          { targetGroup: 'arn:other', weight: 0 }
        ],
        stickiness: { enabled: true, durationSeconds: 600 }
      },
      expected: {
        type: 'forward',
        forwardConfig: {
          targetGroups: [
            { targetGroupARN: ofTargetGroup, weight: 80 },
            { targetGroupARN: 'arn:other', weight: 0 }
          ],
          targetGroupStickinessConfig: { enabled: true, durationSeconds: 600 }
        }
      }
    },
    {
      name: 'redirect',
      given: { type: 'redirect', statusCode: 'HTTP_301', port: '443', protocol: 'HTTPS' },
      expected: { type: 'redirect', redirectConfig: { statusCode: 'HTTP_301', port: '443', protocol: 'HTTPS' } }
    }
  ])('an action keeps its settings under the member of its type: $name', ({ given, expected }) => {
    expect(rule([], [given])).toMatchObject({ actions: [expected] })
  })

  test('a binding is a template of a Kubernetes object, without labels', () => {
    expect(
      specOf('TargetGroupBinding', 'shop/web-cart:80', {
        namespace: 'shop',
        name: 'k8s-shop-cart-1',
        labels: { a: 'b' },
        spec: {
          targetGroup: cart,
          targetType: 'instance',
          targetGroupProtocol: 'HTTP',
          serviceRef: { name: 'cart', port: 80 },
          ipAddressType: 'ipv4',
          vpcId: 'vpc-1',
          nodeSelector: { pool: 'edge' },
          multiClusterTargetGroup: true,
          networking: [{ from: [{ securityGroup: 'sg-1' }], ports: [{ protocol: 'TCP', port: 30080 }] }]
        }
      })
    ).toEqual({
      template: {
        metadata: { name: 'k8s-shop-cart-1', namespace: 'shop' },
        spec: {
          targetGroupARN: ofTargetGroup,
          targetType: 'instance',
          targetGroupProtocol: 'HTTP',
          serviceRef: { name: 'cart', port: 80 },
          ipAddressType: 'ipv4',
          vpcID: 'vpc-1',
          nodeSelector: { matchLabels: { pool: 'edge' } },
          multiClusterTargetGroup: true,
          networking: {
            ingress: [{ from: [{ securityGroup: { groupID: 'sg-1' } }], ports: [{ protocol: 'TCP', port: 30080 }] }]
          }
        }
      }
    })
  })
})

test('a tag may have any name', () => {
  const tags = JSON.parse('{"__proto__":"a","constructor":"b"}')
  expect(JSON.stringify(specOf('TargetGroup', 'x', { ...targetGroup, tags }))).toContain(
    '"tags":{"__proto__":"a","constructor":"b"}'
  )
})

test('the order of resources makes no difference to the bytes', () => {
  const resources: ReadonlyArray<Resource> = ['a', 'b'].map((name) => ({
    stack: id,
    kind: 'TargetGroup',
    id: name,
    spec: targetGroup
  }))
  const text = (list: ReadonlyArray<Resource>): string =>
    JSON.stringify(stackDocument({ id, resources: list }, install))
  expect(text([...resources].reverse())).toBe(text(resources))
})

test('a model shows groups, what nobody here manages, and why others are not valid', () => {
  const at = { object: { kind: 'Ingress', namespace: 'shop', name: 'broken' }, path: ['spec', 'rules', 0] }
  const problem = diagnostic('object/field', at, 'host is a number.', 'Write it in quotes.')
  const model: Model = {
    groups: [
      { id: 'z', members: ['shop/b', 'shop/a'], leaving: [], stack: { id: 'z', resources: [] }, refused: [] },
      { id: 'a', members: [], leaving: ['shop/c'], stack: undefined, refused: [problem] }
    ],
    unmanaged: ['x/b', 'x/a'],
    invalid: [{ object: at.object, why: [problem] }]
  }
  expect(modelDocument(model, install)).toEqual({
    groups: {
      a: {
        members: [],
        leaving: ['shop/c'],
        refused: ['object/field: Ingress shop/broken spec.rules[0]: host is a number.']
      },
      z: { members: ['shop/b', 'shop/a'], leaving: [], stack: { id: 'z', resources: {} } }
    },
    unmanaged: ['x/a', 'x/b'],
    invalid: { 'Ingress shop/broken': ['object/field: Ingress shop/broken spec.rules[0]: host is a number.'] }
  })
})
