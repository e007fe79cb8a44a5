import { describe, expect, test } from 'vitest'
import { shownActions } from '../../src/shapes/actions.js'
import { shownCertificates, shownDefaultCertificate } from '../../src/shapes/certificates.js'
import { shownConditions } from '../../src/shapes/conditions.js'
import { shownHealthCheck } from '../../src/shapes/health-check.js'
import { literal } from '../../src/shapes/literal.js'
import { shownMutualAuthentication } from '../../src/shapes/mutual-authentication.js'
import { shownPermissions, withoutDescription } from '../../src/shapes/permissions.js'
import { shownSubnetMappings } from '../../src/shapes/subnet-mappings.js'
import { shownLoadBalancerTargets, shownTargets } from '../../src/shapes/targets.js'
import { shownPairs } from '../../src/shapes/text-map.js'
import { shownTransforms } from '../../src/shapes/transforms.js'

// What AWS shows, and was never sent so.

interface Case {
  readonly name: string
  readonly shown: unknown
  readonly expected: unknown
}

const actions: ReadonlyArray<Case> = [
  {
    name: 'actions come in the order in which they are carried out',
    shown: shownActions([
      { Type: 'fixed-response', Order: 2, FixedResponseConfig: { StatusCode: '404' } },
      { Type: 'jwt-validation', Order: 1, JwtValidationConfig: { JwksEndpoint: 'https://keys', Issuer: 'us' } }
    ]),
    expected: [
      { type: 'jwt-validation', jwksEndpoint: 'https://keys', issuer: 'us' },
      { type: 'fixed-response', statusCode: '404' }
    ]
  },
  {
    name: 'a forward without its structure, as AWS once showed it',
    shown: shownActions([{ Type: 'forward', TargetGroupArn: 'arn:tg' }]),
    expected: [{ type: 'forward', targetGroups: [{ targetGroup: 'arn:tg' }] }]
  },
  {
    name: 'a forward whose target groups AWS tells twice',
    shown: shownActions([
      {
        Type: 'forward',
        TargetGroupArn: 'arn:tg',
        ForwardConfig: {
          TargetGroups: [{ TargetGroupArn: 'arn:tg', Weight: 1 }],
          TargetGroupStickinessConfig: { Enabled: false }
        }
      }
    ]),
    expected: [
      { type: 'forward', targetGroups: [{ targetGroup: 'arn:tg', weight: 1 }], stickiness: { enabled: false } }
    ]
  },
  {
    name: 'an action that came to AWS later is not understood, nor are those beside it',
    // Whatever AWS may add.
    shown: shownActions([{ Type: 'teleport' as 'forward' }, { Type: 'forward', TargetGroupArn: 'arn:tg' }]),
    expected: undefined
  },
  {
    name: 'an action without what it needs is not understood',
    shown: shownActions([{ Type: 'redirect' }]),
    expected: undefined
  },
  { name: 'no actions are none', shown: shownActions(undefined), expected: [] }
]

const rules: ReadonlyArray<Case> = [
  {
    name: 'the flat list of values beside the structure of a condition says nothing',
    shown: shownConditions([
      {
        Field: 'path-pattern',
        Values: ['/cart'],
        RegexValues: [],
        PathPatternConfig: { Values: ['/cart'], RegexValues: [] }
      }
    ]),
    expected: [{ field: 'path-pattern', values: ['/cart'] }]
  },
  {
    name: 'a condition on something new is not understood',
    shown: shownConditions([{ Field: 'moon-phase' }]),
    expected: undefined
  },
  {
    name: 'a transform of something new is not understood',
    // Whatever AWS may add.
    shown: shownTransforms([{ Type: 'body-rewrite' as 'url-rewrite', UrlRewriteConfig: { Rewrites: [] } }]),
    expected: undefined
  },
  { name: 'no transforms are none', shown: shownTransforms(undefined), expected: [] }
]

const listeners: ReadonlyArray<Case> = [
  {
    name: 'what AWS keeps of a trust store says nothing unless clients are verified',
    shown: shownMutualAuthentication({ Mode: 'passthrough', TrustStoreArn: '', IgnoreClientCertificateExpiry: false }),
    expected: { mode: 'passthrough' }
  },
  {
    name: 'the state of a trust store is no setting',
    shown: shownMutualAuthentication({
      ...{ Mode: 'verify', TrustStoreArn: 'arn:trust', TrustStoreAssociationStatus: 'removed' }
    }),
    expected: { mode: 'verify', trustStore: 'arn:trust', ignoreClientCertificateExpiry: false }
  },
  { name: 'a listener without TLS shows none', shown: shownMutualAuthentication(undefined), expected: undefined },
  {
    name: 'a listener shows its default certificate',
    shown: shownDefaultCertificate([{ CertificateArn: 'arn:1' }]),
    expected: 'arn:1'
  },
  { name: 'or has none', shown: shownDefaultCertificate(undefined), expected: undefined },
  {
    name: 'the default certificate is no certificate by server name, unless it is both',
    shown: shownCertificates([
      { CertificateArn: 'arn:1', IsDefault: true },
      { CertificateArn: 'arn:1', IsDefault: false },
      { CertificateArn: 'arn:2', IsDefault: false }
    ]),
    expected: ['arn:1', 'arn:2']
  }
]

const healthCheck = {
  HealthCheckPort: 'traffic-port',
  HealthCheckPath: '/',
  HealthCheckIntervalSeconds: 15,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 2,
  UnhealthyThresholdCount: 2
}

const targetGroups: ReadonlyArray<Case> = [
  {
    name: 'a health check that is switched off is no health check',
    shown: shownHealthCheck({ ...healthCheck, HealthCheckProtocol: 'HTTP', HealthCheckEnabled: false }),
    expected: undefined
  },
  {
    name: 'one that only connects is none that an Ingress asks for',
    shown: shownHealthCheck({ ...healthCheck, HealthCheckProtocol: 'TCP', HealthCheckEnabled: true }),
    expected: undefined
  },
  {
    name: 'targets say how they are, and why',
    shown: shownTargets([
      { Target: { Id: 'i-1', Port: 80 }, TargetHealth: { State: 'healthy' } },
      {
        Target: { Id: '10.0.0.7', Port: 8080, AvailabilityZone: 'all' },
        TargetHealth: { State: 'unhealthy', Reason: 'Target.Timeout', Description: 'Request timed out' }
      }
    ]),
    expected: [
      { id: 'i-1', port: 80, state: 'healthy' },
      {
        ...{ id: '10.0.0.7', port: 8080, availabilityZone: 'all' },
        ...{ state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' }
      }
    ]
  },
  {
    name: 'a load balancer that drains is no target any more',
    shown: shownLoadBalancerTargets([
      { Target: { Id: 'arn:1', Port: 80 }, TargetHealth: { State: 'draining' } },
      { Target: { Id: 'arn:2', Port: 80 }, TargetHealth: { State: 'unhealthy' } }
    ]),
    expected: [{ loadBalancer: 'arn:2', port: 80 }]
  }
]

const permission = { protocol: 'tcp', fromPort: 80, toPort: 80 }

const others: ReadonlyArray<Case> = [
  {
    name: 'permissions that AWS shows together are one for each source',
    shown: shownPermissions([
      {
        ...{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80 },
        IpRanges: [{ CidrIp: '192.0.2.0/24', Description: 'office' }, { CidrIp: '10.0.0.0/8' }],
        Ipv6Ranges: [{ CidrIpv6: '::/0' }],
        PrefixListIds: [{ PrefixListId: 'pl-1' }],
        UserIdGroupPairs: [{ GroupId: 'sg-2', UserId: '111122223333', Description: 'of a binding' }]
      }
    ]),
    expected: [
      { ...permission, source: { cidr: '192.0.2.0/24' }, description: 'office' },
      { ...permission, source: { cidr: '10.0.0.0/8' } },
      { ...permission, source: { cidrIpv6: '::/0' } },
      { ...permission, source: { prefixListId: 'pl-1' } },
      { ...permission, source: { securityGroup: 'sg-2' }, description: 'of a binding' }
    ]
  },
  {
    name: 'every protocol has no ports',
    shown: shownPermissions([{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-2' }] }]),
    expected: [{ protocol: '-1', fromPort: 0, toPort: 0, source: { securityGroup: 'sg-2' } }]
  },
  {
    name: 'a description is no part of what is compared',
    shown: withoutDescription({ ...permission, source: { cidr: '10.0.0.0/8' }, description: 'office' }),
    expected: { ...permission, source: { cidr: '10.0.0.0/8' } }
  },
  {
    name: 'an elastic address stands among the addresses of its zone',
    shown: shownSubnetMappings([
      { SubnetId: 'subnet-1', ZoneName: 'a', LoadBalancerAddresses: [{ AllocationId: 'eipalloc-1' }] },
      { SubnetId: 'subnet-2', ZoneName: 'b', LoadBalancerAddresses: [] }
    ]),
    expected: [{ subnetId: 'subnet-1', allocationId: 'eipalloc-1' }, { subnetId: 'subnet-2' }]
  },
  {
    name: 'a tag without a value has an empty one, whatever its key',
    shown: shownPairs([{ Key: '__proto__' }, { Key: 'team', Value: 'shop' }]),
    expected: Object.fromEntries([
      ['__proto__', ''],
      ['team', 'shop']
    ])
  }
]

describe('what AWS shows', () => {
  test.each([...actions, ...rules, ...listeners, ...targetGroups, ...others])('$name', ({ shown, expected }) => {
    expect(shown).toEqual(expected)
  })
})

test('a reference that nobody resolved is a defect', () => {
  const ref = { ref: true, stack: 'shop/cart', kind: 'TargetGroup', id: 'web:80', output: 'arn' } as const
  expect(() => literal(ref)).toThrow('TargetGroup shop/cart web:80 is still a reference')
})
