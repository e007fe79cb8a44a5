import { describe, expect, test } from 'vitest'
import { findings, valueIn } from '../../src/checked/checked.js'
import { resourcesOf } from '../../src/resources/stack.js'
import { backend, rule, service } from '../build.js'
import { expectTold, type Told } from '../told.js'
import { type GroupGiven, member, shownOf, translated } from './one-group.js'

const port = (given: object = {}) => ({
  ...{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080, protocol: 'TCP' },
  ...given
})
const web = (given: object = {}, more: Parameters<typeof service>[1] = {}) =>
  service('web', { ports: [port(given)], ...more })
const ip = { 'target-type': 'ip' }
const onService = (key: string, value: string) => ({ annotations: { [`alb.ingress.kubernetes.io/${key}`]: value } })

const targetGroup = (given: GroupGiven): unknown => {
  const shown = shownOf('TargetGroup', translated(given), (spec) => spec)
  return 'shop/a-web:80' in shown ? shown['shop/a-web:80'] : shown
}

describe('a target group', () => {
  test.each<{ name: string; given: GroupGiven; expected: object }>([
    {
      name: 'of nodes is on the node port, and speaks HTTP/1 over IPv4, unless somebody says so',
      given: { members: [member('a')] },
      expected: {
        ...{ port: 30080, targetType: 'instance', protocol: 'HTTP', protocolVersion: 'HTTP1' },
        ...{ ipAddressType: 'ipv4', vpcId: 'vpc-1', tags: {} }
      }
    },
    {
      name: 'of pods is on the target port',
      given: { members: [member('a', ip)] },
      expected: { port: 8080, targetType: 'ip' }
    },
    {
      name: 'of pods is on port 1 where pods give the port a number each',
      given: { members: [member('a', ip)], services: [web({ targetPort: 'web' })] },
      expected: { port: 1 }
    },
    {
      name: 'has the type that the installation prefers',
      given: { members: [member('a')], install: { defaultTargetType: 'ip' } },
      expected: { targetType: 'ip' }
    },
    {
      name: 'has the type of the Service before that of the Ingress',
      given: { members: [member('a', ip)], services: [web({}, onService('target-type', 'instance'))] },
      expected: { targetType: 'instance' }
    },
    {
      name: 'has the type of the class before everything',
      given: {
        members: [member('a', {}, { params: { targetType: 'ip' } })],
        services: [web({}, onService('target-type', 'instance'))]
      },
      expected: { targetType: 'ip' }
    },
    {
      name: 'speaks as the annotations say',
      given: { members: [member('a', { 'backend-protocol': 'HTTPS', 'backend-protocol-version': 'HTTP2' })] },
      expected: { protocol: 'HTTPS', protocolVersion: 'HTTP2' }
    },
    {
      name: 'has the attributes of the Service in place of those of the Ingress, and not both',
      given: {
        members: [member('a', { 'target-group-attributes': 'a=1,b=2' })],
        services: [web({}, onService('target-group-attributes', 'c=3'))]
      },
      expected: { attributes: { c: '3' } }
    },
    {
      name: 'is of IPv6 where the Service has any',
      given: {
        members: [member('a', { 'ip-address-type': 'dualstack' })],
        services: [web({}, { ipFamilies: ['IPv4', 'IPv6'] })]
      },
      expected: { ipAddressType: 'ipv6' }
    }
  ])('$name', ({ given, expected }) => {
    expect(targetGroup(given)).toMatchObject(expected)
  })

  test('leaves attributes alone that nobody names', () => {
    expect(targetGroup({ members: [member('a')] })).not.toHaveProperty('attributes')
  })

  test('is shared by all listeners and paths that lead to one Service port', () => {
    const rules = [rule('a.example', backend('web')), rule('b.example', backend('web'))]
    const stack = valueIn(
      translated({ members: [member('a', { 'listen-ports': '[{"HTTP":80},{"HTTP":81}]' }, { rules })] })
    )
    expect(resourcesOf(stack, 'TargetGroup').map(({ id }) => id)).toEqual(['shop/a-web:80'])
    expect(resourcesOf(stack, 'TargetGroupBinding').map(({ id }) => id)).toEqual(['shop/a-web:80'])
  })

  test('is not shared by two Ingresses of a group', () => {
    const stack = valueIn(translated({ members: [member('a'), member('b')] }))
    expect(resourcesOf(stack, 'TargetGroup').map(({ id }) => id)).toEqual(['shop/a-web:80', 'shop/b-web:80'])
  })

  test('is made also where its rule is redundant', () => {
    const away = JSON.stringify({ type: 'redirect', redirectConfig: { host: 'new.example', statusCode: 'HTTP_301' } })
    const rules = [rule('', backend('away', 'use-annotation')), rule('', backend('web'))]
    const stack = valueIn(translated({ members: [member('a', { 'actions.away': away }, { rules })] }))
    expect(resourcesOf(stack, 'ListenerRule').map(({ id }) => id)).toEqual(['80:1'])
    expect(resourcesOf(stack, 'TargetGroup').map(({ id }) => id)).toEqual(['shop/a-web:80'])
  })
})

describe('a target group is refused', () => {
  const at = 'Ingress shop/a spec.rules[0].http.paths[0].backend'
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'of nodes where the Service has no node port',
      given: { members: [member('a')], services: [web({ nodePort: 0 }, { type: 'ClusterIP' })] },
      expected: [
        {
          ...{ code: 'service/node-port', at, says: ['port 80', 'shop/web', 'ClusterIP'] },
          remedy: ['NodePort', 'target-type to ip']
        }
      ]
    },
    {
      name: 'of pods where the target port is 0',
      given: { members: [member('a', ip)], services: [web({ targetPort: 0 })] },
      expected: [{ code: 'service/target-port', at, says: ['port 80', 'shop/web'], remedy: ['targetPort'] }]
    },
    {
      name: 'of IPv6 where the load balancer has none',
      given: { members: [member('a')], services: [web({}, { ipFamilies: ['IPv6'] })] },
      expected: [
        {
          ...{ code: 'service/ipv6', at, says: ['shop/web', 'IPv4 only'] },
          remedy: ['dualstack', 'ipFamilies [IPv4]']
        }
      ]
    },
    {
      name: 'of pods where the gate for them is off',
      given: { members: [member('a', ip)], gates: { EnableIPTargetType: false } },
      expected: [
        { code: 'target-type/gate', at, says: ['EnableIPTargetType'], remedy: ['Switch the gate on', 'instance'] }
      ]
    },
    {
      name: 'with all its faults at once',
      given: {
        members: [member('a', { 'healthcheck-port': 'metrics' })],
        services: [web({ nodePort: 0 }, { ipFamilies: ['IPv6'] })]
      },
      expected: [
        { code: 'service/node-port', at, says: ['shop/web'], remedy: ['NodePort'] },
        {
          code: 'health-check/port',
          at: 'Ingress shop/a metadata.annotations[alb.ingress.kubernetes.io/healthcheck-port]',
          says: ['metrics'],
          remedy: ['Use a number']
        },
        { code: 'service/ipv6', at, says: ['IPv6'], remedy: ['dualstack'] }
      ]
    },
    {
      name: 'where two pairs of Ingress and Service come to one id, which would send requests to the wrong one',
      given: {
        members: [
          member('a', {}, { rules: [rule('', backend('b-c'))] }),
          member('a-b', {}, { rules: [rule('', backend('c'))] })
        ],
        services: [service('b-c'), service('c')]
      },
      expected: [
        {
          code: 'target-group/ambiguous',
          at: 'Ingress shop/a-b spec.rules[0].http.paths[0].backend',
          says: ['Ingress shop/a-b with Service c', 'Ingress shop/a with Service b-c', 'shop/a-b-c:80'],
          remedy: ['Rename', 'different groups'],
          beside: ['Ingress shop/a']
        }
      ]
    }
  ])('$name', ({ given, expected }) => {
    expectTold(findings(translated(given)), expected)
  })
})
