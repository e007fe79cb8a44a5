import { describe, expect, test } from 'vitest'
import { refTo } from '../../src/resources/ref.js'
import { backend, rule, service } from '../build.js'
import { type GroupGiven, member, shownOf, translated } from './one-group.js'

const web = service('web', {
  ports: [{ name: 'http', port: 80, targetPort: 'web', nodePort: 30080, protocol: 'TCP' }]
})
const ip = { 'target-type': 'ip' }

const bindings = (given: GroupGiven) => shownOf('TargetGroupBinding', translated(given), (spec) => spec)

const only = (given: GroupGiven): unknown => Object.values(bindings(given))[0]

test('a binding names the Service behind its target group, and bears the name of the target group', () => {
  const given = { members: [member('a')] }
  const names = shownOf('TargetGroup', translated(given), ({ name }) => name)
  expect(bindings(given)).toEqual({
    'shop/a-web:80': {
      namespace: 'shop',
      name: Object.values(names)[0],
      spec: {
        targetGroup: refTo({ stack: 'team', kind: 'TargetGroup', id: 'shop/a-web:80' }, 'arn'),
        ...{ targetType: 'instance', targetGroupProtocol: 'HTTP', ipAddressType: 'ipv4', vpcId: 'vpc-1' },
        serviceRef: { name: 'web', port: 80 },
        networking: [expect.anything()]
      }
    }
  })
})

describe('a binding', () => {
  test.each<{ name: string; given: GroupGiven; expected: object }>([
    {
      name: 'keeps the port as the Ingress writes it',
      given: { members: [member('a', {}, { rules: [rule('', backend('web', 'http'))] })] },
      expected: { spec: { serviceRef: { name: 'web', port: 'http' } } }
    },
    {
      name: 'says what the target group says of type, protocol and addresses',
      given: {
        members: [member('a', { ...ip, 'backend-protocol': 'HTTPS', 'ip-address-type': 'dualstack' })],
        services: [{ ...web, ipFamilies: ['IPv6'] }]
      },
      expected: { spec: { targetType: 'ip', targetGroupProtocol: 'HTTPS', ipAddressType: 'ipv6' } }
    },
    {
      name: 'takes only nodes with the labels that are asked for',
      given: { members: [member('a', { 'target-node-labels': 'pool=web' })] },
      expected: { spec: { nodeSelector: { pool: 'web' } } }
    }
  ])('$name', ({ given, expected }) => {
    expect(only(given)).toMatchObject(expected)
  })

  test.each<{ name: string; given: GroupGiven }>([
    { name: 'takes all nodes where no labels are asked for', given: { members: [member('a')] } },
    {
      name: 'takes all nodes where the labels are empty',
      given: { members: [member('a', { 'target-node-labels': '' })] }
    },
    {
      name: 'reads no labels of nodes where pods are the targets',
      given: { members: [member('a', { ...ip, 'target-node-labels': 'not a map' })] }
    }
  ])('$name', ({ given }) => {
    expect(only(given)).not.toHaveProperty('spec.nodeSelector')
  })
})

/** The ports that are opened, in the order of the rules. */
const opened = (given: GroupGiven): unknown =>
  Object.values(
    shownOf('TargetGroupBinding', translated(given), ({ spec }) =>
      spec.networking?.map(({ ports }) => ports.map(({ port }) => port ?? 'all'))
    )
  )[0]

describe('for the load balancer a binding opens', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    { name: 'the node port of nodes', given: { members: [member('a')] }, expected: [[30080]] },
    { name: 'the target port of pods', given: { members: [member('a', ip)] }, expected: [[8080]] },
    {
      name: 'the target port of pods by its name, where it has one',
      given: { members: [member('a', ip)], services: [web] },
      expected: [['web']]
    },
    {
      name: 'the port of health checks too',
      given: { members: [member('a', { 'healthcheck-port': '9001' })] },
      expected: [[30080], [9001]]
    },
    {
      name: 'the port of health checks also where it is the port of traffic, as the reference does',
      given: { members: [member('a', { 'healthcheck-port': '30080' })] },
      expected: [[30080], [30080]]
    },
    {
      name: 'all ports where the installation does not restrict them',
      given: {
        members: [member('a', { 'healthcheck-port': '9001' })],
        install: { disableRestrictedSecurityGroupRules: true }
      },
      expected: [['all']]
    },
    {
      name: 'nothing where security groups are given and nobody is to open anything',
      given: {
        members: [member('a', { 'security-groups': 'sg-1' })],
        securityGroups: [{ id: 'sg-1', vpcId: 'vpc-1', tags: {} }]
      },
      expected: undefined
    }
  ])('$name', ({ given, expected }) => {
    expect(opened(given)).toEqual(expected)
  })
})

test('a target group of others gets no binding', () => {
  const theirs = JSON.stringify({ type: 'forward', targetGroupARN: 'arn:theirs' })
  const rules = [rule('', backend('theirs', 'use-annotation'))]
  expect(bindings({ members: [member('a', { 'actions.theirs': theirs }, { rules })] })).toEqual({})
})
