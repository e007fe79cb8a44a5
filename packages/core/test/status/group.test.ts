import { describe, expect, test } from 'vitest'
import { diagnostic } from '../../src/checked/diagnostic.js'
import { type Answer, known } from '../../src/facts/facts.js'
import type { Action } from '../../src/resources/action.js'
import type { KindName } from '../../src/resources/ref.js'
import { refTo } from '../../src/resources/ref.js'
import type { ObservedResource, ObservedStack } from '../../src/resources/stack.js'
import type { Known } from '../../src/status/balancer.js'
import { targetGroupsOf } from '../../src/status/forwarded.js'
import { groupStatus, type LookedAt } from '../../src/status/group.js'
import { healthOf, type Status } from '../../src/status/status.js'

const stack = 'shop/web'
const name = <K extends KindName>(kind: K, id: string) => ({ stack, kind, id })
const refArn = (kind: KindName, id: string) => refTo(name(kind, id), 'arn')
const forward = (...ids: ReadonlyArray<string>): ReadonlyArray<Action> => [
  { type: 'forward', targetGroups: ids.map((id) => ({ targetGroup: refArn('TargetGroup', id) })) }
]
const notFound: ReadonlyArray<Action> = [{ type: 'fixed-response', statusCode: '404' }]

const balancer: ObservedResource<'LoadBalancer'> = {
  ...{ ...name('LoadBalancer', 'LoadBalancer'), physicalId: 'arn:lb' },
  spec: { name: 'k8s-shop', scheme: 'internal' },
  reported: { state: 'active', dnsName: 'shop.elb.example' }
}
const listener: ObservedResource<'Listener'> = {
  ...{ ...name('Listener', '80'), physicalId: 'arn:listener', reported: {} },
  spec: { loadBalancer: refArn('LoadBalancer', 'LoadBalancer'), port: 80, protocol: 'HTTP', defaultActions: notFound }
}
const rule = (priority: number, path: string, actions: ReadonlyArray<Action>): ObservedResource<'ListenerRule'> => ({
  ...{ ...name('ListenerRule', `80:${priority}`), physicalId: `arn:rule-${priority}`, reported: {} },
  spec: {
    ...{ listener: refArn('Listener', '80'), priority, actions },
    conditions: [{ field: 'path-pattern', values: [path] }]
  }
})
const targetGroup = (id: string): ObservedResource<'TargetGroup'> => ({
  ...{ ...name('TargetGroup', id), physicalId: `arn:${id}`, spec: { name: id, targetType: 'ip' }, reported: {} }
})

const observed: ObservedStack = {
  id: stack,
  resources: [balancer, targetGroup('cart'), listener, rule(2, '/*', notFound), rule(1, '/cart', forward('cart'))]
}

const group: LookedAt = { id: stack, members: ['shop/web'], state: 'wanted', findings: [], observed }
const healthy: Answer<'targets'> = known<'targets'>([{ id: '10.0.0.1', port: 80, state: 'healthy' }])
const all: Known = {
  planned: { of: new Map(), others: new Map() },
  targets: () => healthy,
  behind: () => ({ service: 'shop/cart:80' })
}

/** Everything in the tree, from top to bottom. */
const flat = (status: Status): ReadonlyArray<Status> => [status, ...status.parts.flatMap(flat)]
const namesOf = (status: Status): ReadonlyArray<string> => flat(status).map((each) => each.name)

describe('a group', () => {
  test('is a tree down to targets, rules in the order in which they are tried', () => {
    const status = groupStatus(group, all)
    expect(namesOf(status)).toEqual([
      ...['group shop/web', 'load balancer k8s-shop', 'listener 80', 'rule 1 /cart', 'target group cart'],
      ...['target 10.0.0.1:80', 'rule 2 /*']
    ])
    expect(status.about).toEqual(['Ingress shop/web'])
    expect(healthOf(status)).toBe('well')
  })

  test('knows the ARNs of the target groups that get requests, each once', () => {
    const twice = { ...observed, resources: [...observed.resources, rule(3, '/basket', forward('cart', 'gone'))] }
    expect(targetGroupsOf(twice)).toEqual(['arn:cart'])
  })

  test('that asks for a target group which is not there says so', () => {
    const resources = [...observed.resources, rule(3, '/gone', forward('gone'))]
    const status = groupStatus({ ...group, observed: { ...observed, resources } }, all)
    const gone = flat(status).find((each) => each.name === 'target group gone')
    expect(gone).toMatchObject({ health: 'unwell', reasons: ['AWS has no such target group'] })
  })

  test.each([
    {
      name: 'that is frozen says why, in the words of its findings',
      given: {
        state: 'frozen',
        findings: [
          diagnostic(
            'service/missing',
            { object: { kind: 'Ingress', name: 'web' }, path: [] },
            'No Service.',
            'Make it.'
          )
        ]
      },
      expected: {
        health: 'unwell',
        reasons: ['frozen: it stays as it is until this is mended', 'No Service. Make it.']
      }
    },
    {
      name: 'that leaves has something to be deleted',
      given: { state: 'leaving' },
      expected: { health: 'waiting', reasons: ['no Ingress is left, and what it has is to be deleted'] }
    },
    {
      name: 'of which AWS has nothing is not well',
      given: { observed: undefined },
      expected: { health: 'unwell', reasons: ['there is no load balancer'] }
    }
  ] as ReadonlyArray<{ name: string; given: Partial<LookedAt>; expected: object }>)('$name', ({ given, expected }) => {
    expect(groupStatus({ ...group, ...given }, all)).toMatchObject(expected)
  })

  test.each([
    { state: 'provisioning', health: 'waiting' },
    { state: 'failed', health: 'unwell' }
  ] as const)('whose load balancer is $state is $health', ({ state, health }) => {
    const resources = [{ ...balancer, reported: { state } }, ...observed.resources.slice(1)]
    const [status] = groupStatus({ ...group, observed: { ...observed, resources } }, all).parts
    expect(status).toMatchObject({ health, reasons: [`AWS says that it is ${state}`] })
  })

  test('tells what is due where it is due', () => {
    const planned = {
      of: new Map([['arn:rule-1', ['ModifyRule is due: conditions']]]),
      others: new Map([[stack, ['CreateRule of rule 80:3 is due']]])
    }
    const status = groupStatus(group, { ...all, planned })
    expect(status).toMatchObject({ health: 'waiting', reasons: ['CreateRule of rule 80:3 is due'] })
    const due = flat(status).filter(({ reasons }) => reasons.includes('ModifyRule is due: conditions'))
    expect(due.map((each) => each.name)).toEqual(['rule 1 /cart'])
  })

  test('shows certificates that wait', () => {
    const certificate: ObservedResource<'Certificate'> = {
      ...{ ...name('Certificate', 'shop.example.com'), physicalId: 'arn:certificate', spec: {} },
      reported: { state: 'provisioning' }
    }
    const resources = [...observed.resources, certificate]
    const status = groupStatus({ ...group, observed: { ...observed, resources } }, all)
    expect(status.parts.at(-1)).toMatchObject({ name: 'certificate shop.example.com', health: 'waiting' })
  })
})

test('whatever is not well says why', () => {
  const resources = [{ ...balancer, reported: { state: 'failed' as const } }, ...observed.resources.slice(1)]
  const ill: Known = { ...all, targets: () => known<'targets'>([{ id: '10.0.0.1', port: 80, state: 'unhealthy' }]) }
  const status = groupStatus({ ...group, state: 'leaving', observed: { ...observed, resources } }, ill)
  const silent = flat(status).filter(({ health, reasons }) => health !== 'well' && reasons.length === 0)
  expect(silent).toEqual([])
})
