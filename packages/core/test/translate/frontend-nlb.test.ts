import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { Resource } from '../../src/resources/stack.js'
import { certificateArn, type GroupGiven, member, noticed, shownOf, specsOf, subnet, translated } from './one-group.js'

type Short = Readonly<Record<string, string>>

const on = { 'enable-frontend-nlb': 'true' }
const elb = { 'kubernetes.io/role/elb': '1' }
const publicSubnets = [subnet('subnet-p', 'a', { tags: elb }), subnet('subnet-q', 'b', { tags: elb })]
const subnets = [subnet('subnet-a', 'a'), subnet('subnet-b', 'b'), ...publicSubnets]
const http = (...ports: ReadonlyArray<number>) => JSON.stringify(ports.map((port) => ({ HTTP: port })))

const alone = (short: Short, given: Partial<GroupGiven> = {}) =>
  translated({ members: [member('a', { ...on, ...short })], subnets, ...given })
const group = (...members: ReadonlyArray<Short>) =>
  translated({ members: members.map((short, i) => member(String.fromCharCode(97 + i), short)), subnets })

const front = (checked: ReturnType<typeof alone>, show: (spec: Resource<'LoadBalancer'>['spec']) => unknown) => {
  const shown = shownOf('LoadBalancer', checked, show)
  return 'FrontendNlb' in shown ? shown.FrontendNlb : shown
}

/** `80 to 443`, for each port in front; or the codes of the errors. */
const ports = (checked: ReturnType<typeof alone>): ReadonlyArray<unknown> =>
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

describe('its scheme', () => {
  test.each<{ name: string; given: Short; expected: unknown; told: ReadonlyArray<string> }>([
    { name: 'is that of the installation', given: {}, expected: 'internal', told: [] },
    {
      name: 'is that of the installation although the load balancer behind it has another, which is told',
      given: { scheme: 'internet-facing' },
      expected: 'internal',
      told: ['hint frontend-nlb/scheme at Ingress a']
    },
    {
      name: 'may be another one on purpose',
      given: { 'frontend-nlb-scheme': 'internet-facing' },
      expected: 'internet-facing',
      told: []
    },
    {
      name: 'is one of two words',
      given: { 'frontend-nlb-scheme': '' },
      expected: ['annotation/value'],
      told: ['error annotation/value at Ingress a']
    }
  ])('$name', ({ given, expected, told }) => {
    const checked = alone(given)
    expect(front(checked, ({ scheme }) => scheme)).toEqual(expected)
    expect(noticed(checked)).toEqual(told)
  })
})

describe('its subnets', () => {
  const mappings = (short: Short, given: Partial<GroupGiven> = {}) =>
    front(alone(short, given), ({ subnetMappings }) =>
      subnetMappings.map(({ subnetId, allocationId }) =>
        allocationId === undefined ? subnetId : `${subnetId} ${allocationId}`
      )
    )
  const facing = { 'frontend-nlb-scheme': 'internet-facing' }

  test.each<{ name: string; given: Short; account?: Partial<GroupGiven>; expected: ReadonlyArray<string> }>([
    { name: 'are looked up for its own scheme', given: facing, expected: ['subnet-p', 'subnet-q'] },
    {
      name: 'are those that are named, as they are named',
      given: { 'frontend-nlb-subnets': 'subnet-b,subnet-a' },
      expected: ['subnet-b', 'subnet-a']
    },
    { name: 'may be one alone', given: { 'frontend-nlb-subnets': 'subnet-b' }, expected: ['subnet-b'] },
    {
      name: 'must be named where they are named at all',
      given: { 'frontend-nlb-subnets': '' },
      expected: ['subnets/none']
    },
    {
      name: 'are in zones of their own',
      given: { 'frontend-nlb-subnets': 'subnet-a,subnet-p' },
      expected: ['subnets/zone']
    },
    {
      name: 'have IPv6 where the load balancer behind it has',
      given: { 'ip-address-type': 'dualstack', 'frontend-nlb-subnets': 'subnet-x' },
      account: { subnets: [...subnets, subnet('subnet-x', 'c', { ipv6CidrBlocks: [], tags: {} })] },
      expected: ['subnets/ipv6']
    },
    {
      name: 'get elastic addresses in the order of both',
      given: { ...facing, 'frontend-nlb-subnets': 'subnet-q,subnet-p', 'frontend-nlb-eip-allocations': 'eip-1, eip-2' },
      expected: ['subnet-q eip-1', 'subnet-p eip-2']
    },
    {
      name: 'get elastic addresses in the order of their ids where they are looked up',
      given: { ...facing, 'frontend-nlb-eip-allocations': 'eip-1,eip-2' },
      expected: ['subnet-p eip-1', 'subnet-q eip-2']
    },
    {
      name: 'get no elastic addresses from an empty list',
      given: { ...facing, 'frontend-nlb-eip-allocations': '' },
      expected: ['subnet-p', 'subnet-q']
    },
    {
      name: 'need as many elastic addresses as there are',
      given: { ...facing, 'frontend-nlb-eip-allocations': 'eip-1' },
      expected: ['frontend-nlb/addresses']
    },
    {
      name: 'have no elastic addresses where it is internal, not even an empty list of them',
      given: { 'frontend-nlb-eip-allocations': '' },
      expected: ['frontend-nlb/addresses']
    }
  ])('$name', ({ given, account, expected }) => {
    expect(mappings(given, account)).toEqual(expected)
  })

  test('do not become those of the load balancer behind it, nor the other way round', () => {
    const there = (id: string, subnetId: string): GroupGiven['current'] => [
      {
        ...{ stack: 'team', kind: 'LoadBalancer', id, physicalId: `arn:${id}`, reported: {} },
        spec: { scheme: 'internal', subnetMappings: [{ subnetId }] }
      }
    ]
    const shown = (current: GroupGiven['current']) =>
      shownOf('LoadBalancer', alone({}, current === undefined ? {} : { current }), ({ subnetMappings }) =>
        subnetMappings.map(({ subnetId }) => subnetId)
      )
    const found = ['subnet-a', 'subnet-b']
    expect(shown(there('FrontendNlb', 'subnet-old'))).toEqual({ LoadBalancer: found, FrontendNlb: found })
    expect(shown(there('LoadBalancer', 'subnet-old'))).toEqual({ LoadBalancer: ['subnet-old'], FrontendNlb: found })
  })

  test('are told to be missing with the annotation that names them', () => {
    const [problem] = findings(
      alone(facing, {
        subnets: [subnet('subnet-a', 'a'), subnet('subnet-b', 'b')],
        gates: { SubnetDiscoveryByReachability: false }
      })
    )
    expect(problem).toMatchObject({ code: 'subnets/none', hint: expect.stringContaining('frontend-nlb-subnets') })
  })
})

describe('its security groups', () => {
  const securityGroups = [
    { id: 'sg-1', vpcId: 'vpc-1', tags: {} },
    { id: 'sg-2', vpcId: 'vpc-1', tags: { Name: 'office' } }
  ]
  const groups = (...members: ReadonlyArray<Short>) =>
    front(translated({ members: members.map((short, i) => member(`m${i}`, short)), subnets, securityGroups }), (spec) =>
      spec.securityGroups.map((arn) => (typeof arn === 'string' ? arn : arn.id))
    )

  test.each<{ name: string; given: ReadonlyArray<Short>; expected: ReadonlyArray<string> }>([
    { name: 'are those behind it', given: [on], expected: ['ManagedLBSecurityGroup', 'backend-sg'] },
    {
      name: 'are those behind it where the list is empty',
      given: [{ ...on, 'frontend-nlb-security-groups': ' , ' }],
      expected: ['ManagedLBSecurityGroup', 'backend-sg']
    },
    {
      name: 'are those that are named, and no others: ids first',
      given: [{ ...on, 'frontend-nlb-security-groups': 'office,sg-1' }],
      expected: ['sg-1', 'sg-2']
    },
    {
      name: 'are the same in whatever order members name them',
      given: [{ ...on, 'frontend-nlb-security-groups': 'sg-2,sg-1' }, { 'frontend-nlb-security-groups': 'sg-1,sg-2' }],
      expected: ['sg-2', 'sg-1']
    },
    {
      name: 'are refused where members name others',
      given: [{ ...on, 'frontend-nlb-security-groups': 'sg-1' }, { 'frontend-nlb-security-groups': '' }],
      expected: ['group/disagree']
    },
    {
      name: 'are refused where one is unknown',
      given: [{ ...on, 'frontend-nlb-security-groups': 'sg-9' }],
      expected: ['security-groups/unknown']
    }
  ])('$name', ({ given, expected }) => {
    expect(groups(...given)).toEqual(expected)
  })
})

describe('its attributes and tags', () => {
  const crossZone = 'load_balancing.cross_zone.enabled=true'
  test.each<{ name: string; given: ReadonlyArray<Short>; expected: unknown }>([
    { name: 'none are set where nobody names one', given: [on], expected: undefined },
    { name: 'an empty map says nothing', given: [{ ...on, 'frontend-nlb-attributes': '' }], expected: undefined },
    {
      name: 'one member speaks for all, whoever comes after',
      given: [{ ...on, 'frontend-nlb-attributes': crossZone }, {}, { 'frontend-nlb-attributes': '' }],
      expected: { 'load_balancing.cross_zone.enabled': 'true' }
    },
    {
      name: 'members that speak say the same',
      given: [{ ...on, 'frontend-nlb-attributes': crossZone }, { 'frontend-nlb-attributes': 'a=b' }],
      expected: ['group/disagree']
    }
  ])('$name', ({ given, expected }) => {
    expect(front(group(...given), ({ attributes }) => attributes)).toEqual(expected)
  })

  test.each<{ name: string; given: ReadonlyArray<Short>; expected: unknown }>([
    {
      name: 'tags are those behind it, default tags among them',
      given: [{ ...on, tags: 'team=shop' }],
      expected: { team: 'shop', org: 'x' }
    },
    {
      name: 'tags of its own take the place of all others',
      given: [{ ...on, tags: 'team=shop', 'frontend-nlb-tags': 'layer=nlb' }, {}],
      expected: { layer: 'nlb' }
    },
    { name: 'it may have none', given: [{ ...on, tags: 'team=shop', 'frontend-nlb-tags': '' }], expected: {} },
    {
      name: 'members that give tags give the same',
      given: [{ ...on, 'frontend-nlb-tags': 'layer=nlb' }, { 'frontend-nlb-tags': '' }],
      expected: ['group/disagree']
    }
  ])('$name', ({ given, expected }) => {
    const members = given.map((short, i) => member(`m${i}`, short))
    const checked = translated({ members, subnets, install: { defaultTags: { org: 'x' } } })
    expect(front(checked, ({ tags }) => tags)).toEqual(expected)
    if (Array.isArray(expected)) return
    expect(specsOf('Listener', checked)).toMatchObject({ 'FrontendNlb-ls-TCP-80': { tags: expected } })
    expect(specsOf('TargetGroup', checked)).toMatchObject({ 'FrontendNlb-tg-TCP-80': { tags: expected } })
  })

  test('tags that others own may be given to it', () => {
    const install = { externalManagedTags: new Set(['owner']) }
    expect(noticed(alone({ 'frontend-nlb-tags': 'owner=x' }, { install }))).toEqual([])
  })
})

describe('how it checks the health of the load balancer behind it', () => {
  const health = (suffix: string) => `frontend-nlb-healthcheck-${suffix}`
  const checks = (...members: ReadonlyArray<Short>) => {
    const shown = shownOf('TargetGroup', group(...members), ({ healthCheck }) => healthCheck)
    return Array.isArray(shown) ? shown : shown['FrontendNlb-tg-TCP-80' as keyof typeof shown]
  }

  test('is said by the annotations of all members, each setting for itself', () => {
    const one = {
      [health('port')]: '8080',
      [health('protocol')]: 'HTTPS',
      [health('interval-seconds')]: '25',
      [health('timeout-seconds')]: '7'
    }
    const other = {
      [health('path')]: '/b',
      [health('success-codes')]: '200,204',
      [health('healthy-threshold-count')]: '5',
      [health('unhealthy-threshold-count')]: '6'
    }
    expect(checks({ ...on, ...one }, other)).toEqual({
      port: '8080',
      protocol: 'HTTPS',
      path: '/b',
      matcher: { httpCode: '200,204' },
      intervalSeconds: 25,
      timeoutSeconds: 7,
      healthyThresholdCount: 5,
      unhealthyThresholdCount: 6
    })
  })

  test.each<{ name: string; given: ReadonlyArray<Short>; expected: unknown }>([
    {
      name: 'equal codes agree',
      given: [{ ...on, [health('success-codes')]: '200' }, { [health('success-codes')]: '200' }],
      expected: expect.objectContaining({ matcher: { httpCode: '200' } })
    },
    {
      name: 'equal numbers agree however they are written',
      given: [{ ...on, [health('interval-seconds')]: '10' }, { [health('interval-seconds')]: '+010' }],
      expected: expect.objectContaining({ intervalSeconds: 10 })
    },
    {
      name: 'different codes do not agree',
      given: [{ ...on, [health('success-codes')]: '200' }, { [health('success-codes')]: '204' }],
      expected: ['group/disagree']
    },
    {
      name: 'a value that says the default is a value',
      given: [{ ...on, [health('path')]: '/' }, { [health('path')]: '/b' }],
      expected: ['group/disagree']
    },
    {
      name: 'members on different ports need not agree',
      given: [
        { ...on, [health('path')]: '/a' },
        { 'listen-ports': http(81), [health('path')]: '/b' }
      ],
      expected: expect.objectContaining({ path: '/a' })
    },
    { name: 'a port has no name', given: [{ ...on, [health('port')]: 'http' }], expected: ['annotation/value'] }
  ])('$name', ({ given, expected }) => {
    expect(checks(...given)).toEqual(expected)
  })

  test('is not read of a member without a port in front; what could not be read is told', () => {
    const checked = alone({
      'frontend-nlb-listener-port-mapping': '443=443',
      [health('protocol')]: 'TCP',
      [health('interval-seconds')]: 'often'
    })
    expect(front(checked, ({ type }) => type)).toBe('network')
    expect(noticed(checked)).toEqual([
      'warning frontend-nlb/unserved-port at Ingress a',
      'warning frontend-nlb/unread at Ingress a',
      'warning frontend-nlb/unread at Ingress a'
    ])
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
