import { describe, expect, test } from 'vitest'
import { findings, valueIn } from '../../src/checked/checked.js'
import { noFacts } from '../../src/facts/facts.js'
import { O } from '../../src/prelude.js'
import { refTo } from '../../src/resources/ref.js'
import { sharedStack } from '../../src/resources/stack.js'
import { translate } from '../../src/translate/translate.js'
import { backend, rule, service } from '../build.js'
import { annotationOf, expectTold } from '../told.js'
import { configuredOf, member, questionsOf, subnet, translated } from './one-group.js'

const game = service('service-2048', {
  ...{ namespace: '2048-game', uid: '0c4c2f5e-6b1f-4d3a-9a55-1f2e3d4c5b6a' },
  ports: [{ name: 'http', port: 80, targetPort: 80, nodePort: 31380, protocol: 'TCP' }]
})
const inGame = {
  ...{ id: '2048-game/2048-ingress', services: [game], install: { clusterName: 'prod-eks' } },
  subnets: [
    subnet('subnet-b', 'b', { tags: { 'kubernetes.io/role/elb': '1' } }),
    subnet('subnet-a', 'a', { tags: { 'kubernetes.io/role/elb': '1' } })
  ],
  members: [
    member(
      '2048-ingress',
      { scheme: 'internet-facing', 'target-type': 'ip' },
      { namespace: '2048-game', rules: [rule('', backend('service-2048'))] }
    )
  ]
}

test('one Ingress with one Service becomes a load balancer with all that belongs to it', () => {
  const own = { stack: inGame.id }
  const targetGroup = refTo({ ...own, kind: 'TargetGroup', id: '2048-game/2048-ingress-service-2048:80' }, 'arn')
  const shared = refTo({ stack: sharedStack, kind: 'SecurityGroup', id: 'backend-sg' }, 'groupId')
  expect(valueIn(translated(inGame))).toEqual({
    id: inGame.id,
    resources: [
      {
        ...{ ...own, kind: 'SecurityGroup', id: 'ManagedLBSecurityGroup' },
        spec: {
          groupName: 'k8s-2048game-2048ingr-10d5628741',
          description: '[k8s] Managed SecurityGroup for LoadBalancer',
          vpcId: 'vpc-1',
          tags: {},
          ingress: [{ protocol: 'tcp', fromPort: 80, toPort: 80, source: { cidr: '0.0.0.0/0' } }]
        }
      },
      {
        ...{ ...own, kind: 'LoadBalancer', id: 'LoadBalancer' },
        spec: {
          ...{ name: 'k8s-2048game-2048ingr-a6f0dae66b', type: 'application', scheme: 'internet-facing' },
          ...{ ipAddressType: 'ipv4', tags: {} },
          subnetMappings: [{ subnetId: 'subnet-a' }, { subnetId: 'subnet-b' }],
          securityGroups: [refTo({ ...own, kind: 'SecurityGroup', id: 'ManagedLBSecurityGroup' }, 'groupId'), shared]
        }
      },
      {
        ...{ ...own, kind: 'TargetGroup', id: '2048-game/2048-ingress-service-2048:80' },
        spec: {
          ...{ name: 'k8s-2048game-service2-8e7ced56a6', port: 80, vpcId: 'vpc-1', ipAddressType: 'ipv4' },
          ...{ targetType: 'ip', protocol: 'HTTP', protocolVersion: 'HTTP1', tags: {} },
          healthCheck: {
            ...{ port: 'traffic-port', protocol: 'HTTP', path: '/', matcher: { httpCode: '200' } },
            ...{ intervalSeconds: 15, timeoutSeconds: 5, healthyThresholdCount: 2, unhealthyThresholdCount: 2 }
          }
        }
      },
      {
        ...{ ...own, kind: 'TargetGroupBinding', id: '2048-game/2048-ingress-service-2048:80' },
        spec: {
          ...{ namespace: '2048-game', name: 'k8s-2048game-service2-8e7ced56a6' },
          spec: {
            ...{ targetGroup, targetType: 'ip', targetGroupProtocol: 'HTTP', ipAddressType: 'ipv4', vpcId: 'vpc-1' },
            serviceRef: { name: 'service-2048', port: 80 },
            networking: [{ from: [{ securityGroup: shared }], ports: [{ protocol: 'TCP', port: 80 }] }]
          }
        }
      },
      {
        ...{ ...own, kind: 'Listener', id: '80' },
        spec: {
          loadBalancer: refTo({ ...own, kind: 'LoadBalancer', id: 'LoadBalancer' }, 'arn'),
          ...{ port: 80, protocol: 'HTTP', tags: {} },
          defaultActions: [{ type: 'fixed-response', statusCode: '404', contentType: 'text/plain' }]
        }
      },
      {
        ...{ ...own, kind: 'ListenerRule', id: '80:1' },
        spec: {
          listener: refTo({ ...own, kind: 'Listener', id: '80' }, 'arn'),
          ...{ priority: 1, tags: {} },
          conditions: [{ field: 'path-pattern', values: ['/*'] }],
          actions: [{ type: 'forward', targetGroups: [{ targetGroup }] }]
        }
      }
    ]
  })
})

describe('a group', () => {
  test('without members is an empty stack, and asks nothing of the account', () => {
    const nobody = { members: [] }
    expect(questionsOf(nobody)).toEqual([])
    expect(valueIn(translate(noFacts, O.none)(configuredOf(nobody)))).toEqual({ id: 'team', resources: [] })
  })

  test('asks each question once, however many members need the answer', () => {
    const tls = { 'listen-ports': '[{"HTTPS":443}]' }
    expect(questionsOf({ members: [member('a', tls), member('b', tls)] }).map(({ ask }) => ask)).toEqual([
      'subnetsOfVpc',
      'certificates'
    ])
  })

  test('is told everything that is wrong at once: of a member, of the load balancer, of certificates and of paths', () => {
    const broken = member(
      'a',
      { 'listen-ports': '[{"HTTPS":443}]', 'security-groups': 'sg-x' },
      { rules: [rule('h.example', backend('web', 81))] }
    )
    expectTold(findings(translated({ members: [broken, member('b', { 'listen-ports': '[]' })] })), [
      { code: 'annotation/value', at: annotationOf('listen-ports', 'b'), says: ['shop/b'], remedy: ['annotation'] },
      { code: 'security-groups/unknown', at: annotationOf('security-groups'), says: ['sg-x'], remedy: ['Check'] },
      {
        ...{ code: 'certificates/none-for-host', at: 'Ingress shop/a spec.rules[0].host' },
        ...{ says: ['h.example'], remedy: ['certificate'] }
      },
      {
        ...{ code: 'service/port', at: 'Ingress shop/a spec.rules[0].http.paths[0].backend' },
        ...{ says: ['81'], remedy: ['Name a port'] }
      }
    ])
  })

  test('reading an answer that nobody asked for is a mistake of ours', () => {
    expect(() => translate(noFacts, O.none)(configuredOf({ members: [member('a')] }))).toThrow('needed() did not ask')
  })
})
