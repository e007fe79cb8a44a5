import { describe, expect, test } from 'vitest'
import { annotations, backend, rule, service } from '../build.js'
import { type GroupGiven, member, specsOf, translated } from './one-group.js'

const toWeb = (port: number | string = 80) => ({ rules: [rule('', backend('web', port))] })
const onPods = { 'target-type': 'ip', 'target-control-port.web.80': '3000' }

/** The control port of each target group that has one, or the codes of the errors. */
const controlPorts = (given: GroupGiven): unknown => {
  const groups = specsOf('TargetGroup', translated(given))
  if (Array.isArray(groups)) return groups
  return Object.fromEntries(
    Object.entries(groups).flatMap(([id, spec]) => ('targetControlPort' in spec ? [[id, spec.targetControlPort]] : []))
  )
}

describe('pods tell how busy they are', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'nowhere, unless somebody says where',
      given: { members: [member('a', { 'target-type': 'ip' })] },
      expected: {}
    },
    {
      name: 'on the port that the Ingress says',
      given: { members: [member('a', onPods)] },
      expected: { 'shop/a-web:80': 3000 }
    },
    {
      name: 'on the port that the Service says, whatever the Ingress says',
      given: {
        members: [member('a', { ...onPods, 'target-control-port.web.80': 'nonsense' })],
        services: [service('web', { annotations: annotations({ 'target-control-port.web.80': '4000' }) })]
      },
      expected: { 'shop/a-web:80': 4000 }
    },
    {
      name: 'only for the port as the backend writes it',
      given: { members: [member('a', onPods, toWeb('http'))] },
      expected: {}
    },
    {
      name: 'also for a port that is written by its name',
      given: { members: [member('a', { 'target-type': 'ip', 'target-control-port.web.http': '3000' }, toWeb('http'))] },
      expected: { 'shop/a-web:http': 3000 }
    },
    {
      name: 'not where nodes are the targets',
      given: { members: [member('a', { ...onPods, 'target-type': 'instance' })] },
      expected: ['target-control-port/instance']
    },
    {
      name: 'not on something that is no number',
      given: { members: [member('a', { ...onPods, 'target-control-port.web.80': '3000/tcp' })] },
      expected: ['annotation/value']
    }
  ])('$name', ({ given, expected }) => {
    expect(controlPorts(given)).toEqual(expected)
  })

  test('so the load balancer is let in on that port, after the others', () => {
    const members = [member('a', { ...onPods, 'healthcheck-port': '9000' })]
    const bindings = specsOf('TargetGroupBinding', translated({ members }))
    expect(bindings).toMatchObject({
      'shop/a-web:80': {
        spec: {
          networking: [8080, 9000, 3000].map((port) => ({ ports: [{ protocol: 'TCP', port }] }))
        }
      }
    })
  })

  test('so a target group with a control port has a name of its own', () => {
    const nameOf = (short: Readonly<Record<string, string>>) =>
      Object.values(specsOf('TargetGroup', translated({ members: [member('a', short)] }))).map((spec) =>
        typeof spec === 'string' ? spec : spec.name
      )
    expect(nameOf(onPods)).not.toEqual(nameOf({ 'target-type': 'ip' }))
  })
})
