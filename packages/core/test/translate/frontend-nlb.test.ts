import { describe, expect, test } from 'vitest'
import { type Checked, findings } from '../../src/checked/checked.js'
import type { Resource, Stack } from '../../src/resources/stack.js'
import { alone, group, http, on, type Short } from './in-front.js'
import { certificateArn, noticed, shownOf, specsOf } from './one-group.js'

/** `80 to 443`, for each port in front; or the codes of the errors. */
const ports = (checked: Checked<Stack>): ReadonlyArray<unknown> =>
  Object.values(
    shownOf('TargetGroup', checked, ({ port, targets = [] }) => targets.map((to) => `${port} to ${to.port}`))
  ).flat()

describe('a network load balancer in front', () => {
  test('is not there unless somebody asks for it, and nothing is read of what is said about it', () => {
    const unread = {
      'enable-frontend-nlb': 'false',
      'frontend-nlb-scheme': 'sideways',
      'frontend-nlb-healthcheck-port': 'x',
      'frontend-nlb-tags': 'broken',
      'frontend-nlb-listener-port-mapping': 'a=b'
    }
    for (const checked of [group(unread), group({ ...unread, 'enable-frontend-nlb': '0' })]) {
      expect(Object.keys(specsOf('LoadBalancer', checked))).toEqual(['LoadBalancer'])
      expect(noticed(checked)).toEqual([])
    }
  })

  test('leads each port to the load balancer behind it, with the settings of that', () => {
    const checked = alone({ tags: 'team=shop' })
    const { LoadBalancer: behind, FrontendNlb } = specsOf('LoadBalancer', checked) as Record<
      string,
      Resource<'LoadBalancer'>['spec']
    >
    expect(FrontendNlb).toEqual({ ...behind, name: `${behind?.name}-nlb`, type: 'network' })
    expect(specsOf('Listener', checked)).toMatchObject({
      'FrontendNlb-ls-TCP-80': {
        loadBalancer: { kind: 'LoadBalancer', id: 'FrontendNlb' },
        port: 80,
        protocol: 'TCP',
        defaultActions: [{ type: 'forward', targetGroups: [{ targetGroup: { id: 'FrontendNlb-tg-TCP-80' } }] }],
        tags: { team: 'shop' }
      }
    })
    expect(specsOf('TargetGroup', checked)).toMatchObject({
      'FrontendNlb-tg-TCP-80': {
        port: 80,
        vpcId: 'vpc-1',
        ipAddressType: 'ipv4',
        targetType: 'alb',
        protocol: 'TCP',
        tags: { team: 'shop' },
        healthCheck: {
          port: 'traffic-port',
          protocol: 'HTTP',
          path: '/',
          matcher: { httpCode: '200' },
          intervalSeconds: 15,
          timeoutSeconds: 5,
          healthyThresholdCount: 2,
          unhealthyThresholdCount: 2
        },
        targets: [
          {
            loadBalancer: { kind: 'LoadBalancer', id: 'LoadBalancer', output: 'arn' },
            port: 80,
            listener: { kind: 'Listener', id: '80' }
          }
        ]
      }
    })
    expect(specsOf('TargetGroup', checked)).not.toHaveProperty('FrontendNlb-tg-TCP-80.protocolVersion')
    expect(noticed(checked)).toEqual([])
  })

  test.each<{ name: string; given: ReadonlyArray<Short>; expected: ReadonlyArray<string> }>([
    { name: 'one member asks for it for all', given: [on, {}], expected: ['FrontendNlb', 'LoadBalancer'] },
    {
      name: 'true and 1 agree',
      given: [on, { 'enable-frontend-nlb': '1' }],
      expected: ['FrontendNlb', 'LoadBalancer']
    },
    { name: 'true and false do not', given: [on, { 'enable-frontend-nlb': 'false' }], expected: ['group/disagree'] },
    {
      name: 'a word with a blank is neither',
      given: [{ 'enable-frontend-nlb': 'true ' }],
      expected: ['annotation/value']
    }
  ])('$name', ({ given, expected }) => {
    const balancers = specsOf('LoadBalancer', group(...given))
    expect(Array.isArray(balancers) ? balancers : Object.keys(balancers).sort()).toEqual(expected)
  })
})

describe('its ports', () => {
  const both = { 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'certificate-arn': certificateArn }
  test.each<{ name: string; given: ReadonlyArray<Short>; expected: ReadonlyArray<string> }>([
    { name: 'are those behind it', given: [{ ...on, ...both }], expected: ['80 to 80', '443 to 443'] },
    {
      name: 'are those that are mapped to a port of the member',
      given: [{ ...on, ...both, 'frontend-nlb-listener-port-mapping': '80=443,8443=9999,8080=80' }],
      expected: ['80 to 443', '8080 to 80']
    },
    {
      name: 'are those behind it where the mapping is empty',
      given: [{ ...on, 'frontend-nlb-listener-port-mapping': '' }],
      expected: ['80 to 80']
    },
    {
      name: 'may be none',
      given: [{ ...on, 'frontend-nlb-listener-port-mapping': '443=443' }],
      expected: []
    },
    {
      name: 'come from all members',
      given: [{ ...on, 'listen-ports': http(80) }, { 'listen-ports': http(81) }],
      expected: ['80 to 80', '81 to 81']
    },
    {
      name: 'are not mapped to a port that only another member has',
      given: [
        { ...on, 'listen-ports': http(80), 'frontend-nlb-listener-port-mapping': '80=80,8080=81' },
        { 'listen-ports': http(81) }
      ],
      expected: ['80 to 80', '81 to 81']
    },
    {
      name: 'are refused where two members lead one to different ports',
      given: [{ ...on, ...both, 'frontend-nlb-listener-port-mapping': '80=443' }, {}],
      expected: ['group/disagree']
    },
    {
      name: 'are refused where the mapping cannot be read',
      given: [{ ...on, 'frontend-nlb-listener-port-mapping': '80=http' }],
      expected: ['annotation/value']
    }
  ])('$name', ({ given, expected }) => {
    expect(ports(group(...given))).toEqual(expected)
  })

  test('that are left out are told at the mapping, each entry', () => {
    const told = findings(alone({ 'frontend-nlb-listener-port-mapping': '80=80,81=8081,82=8082' }))
    expect(told.map(({ code, at, message }) => [code, at.path.at(-1), /\d+=\d+/.exec(message)?.[0]])).toEqual([
      ['frontend-nlb/unserved-port', 'alb.ingress.kubernetes.io/frontend-nlb-listener-port-mapping', '81=8081'],
      ['frontend-nlb/unserved-port', 'alb.ingress.kubernetes.io/frontend-nlb-listener-port-mapping', '82=8082']
    ])
  })

  test.each<{ name: string; given: Short; expected: ReadonlyArray<string> }>([
    {
      name: 'that the security group of the load balancer behind it does not open are told',
      given: { 'frontend-nlb-listener-port-mapping': '8080=80' },
      expected: ['warning frontend-nlb/closed-port at Ingress a']
    },
    {
      name: 'that another group opens, or does not, are nobody’s business',
      given: { 'frontend-nlb-listener-port-mapping': '8080=80', 'frontend-nlb-security-groups': 'sg-1' },
      expected: []
    },
    {
      name: 'are not judged where the load balancer behind it has groups of the user’s',
      given: { 'frontend-nlb-listener-port-mapping': '8080=80', 'security-groups': 'sg-1' },
      expected: []
    }
  ])('$name', ({ given, expected }) => {
    const securityGroups = [{ id: 'sg-1', vpcId: 'vpc-1', tags: {} }]
    expect(noticed(alone(given, { securityGroups }))).toEqual(expected)
  })
})

test('all problems of both load balancers are told together', () => {
  const codes = specsOf(
    'LoadBalancer',
    alone({
      subnets: 'subnet-9',
      'frontend-nlb-subnets': 'subnet-8',
      'frontend-nlb-security-groups': 'nowhere',
      'frontend-nlb-eip-allocations': 'eip-1'
    })
  )
  expect([...(codes as ReadonlyArray<string>)].sort()).toEqual([
    'frontend-nlb/addresses',
    'security-groups/unknown',
    'subnets/unknown',
    'subnets/unknown'
  ])
})
