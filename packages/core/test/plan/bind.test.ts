import { describe, expect, test } from 'vitest'
import { bindCall, bindWrite, type Outputs } from '../../src/plan/bind.js'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import { knownBefore, outputKey, outputsOf } from '../../src/plan/outputs.js'
import { keyOf, refTo } from '../../src/resources/ref.js'
import { observedOfShape, wanting } from '../../testing/plan-arbitraries.js'
import { type StackShape, stackOf } from '../../testing/plan-shapes.js'

const group = { stack: 'shop/web', kind: 'TargetGroup', id: 'shop/web-a:80' } as const
const rule = { stack: 'shop/web', kind: 'ListenerRule', id: '80:1' } as const
const balancer = { stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer' } as const

const outputs: Outputs = (name, output) =>
  new Map([
    [`${keyOf(group)} arn`, 'arn-of-group'],
    [`${keyOf(rule)} arn`, 'arn-of-rule'],
    [`${keyOf(balancer)} dnsName`, 'K8s-Web.Elb.Amazonaws.Com']
  ]).get(`${keyOf(name)} ${output}`)

const actions = [
  { type: 'forward', targetGroups: [{ targetGroup: refTo(group, 'arn') }, { targetGroup: 'literal' }] }
] as const

describe('binding', () => {
  test('references and subjects become what AWS calls them', () => {
    const bound = bindCall(
      { do: 'modify', kind: 'ListenerRule', action: 'ModifyRule', subject: rule, fields: { actions } },
      outputs
    )
    expect(bound).toMatchObject({
      bound: true,
      subject: { ...rule, physicalId: 'arn-of-rule' },
      fields: { actions: [{ targetGroups: [{ targetGroup: 'arn-of-group' }, { targetGroup: 'literal' }] }] }
    })
  })

  test('what exists keeps the id that the plan knows, and what is created has none yet', () => {
    const known = { ...rule, physicalId: 'known' }
    expect(
      bindCall({ do: 'delete', kind: 'ListenerRule', action: 'DeleteRule', subject: known }, outputs)
    ).toMatchObject({
      subject: { physicalId: 'known' }
    })
    const created = bindCall(
      { do: 'create', kind: 'ListenerRule', action: 'CreateRule', subject: rule, spec: { actions } },
      outputs
    )
    expect(created.do === 'create' && created.subject).toEqual(rule)
  })

  test('a reference that nobody can resolve is a defect that names it', () => {
    const spec = { listener: refTo({ stack: 'shop/web', kind: 'Listener', id: '80' }, 'arn') }
    expect(() =>
      bindCall({ do: 'create', kind: 'ListenerRule', action: 'CreateRule', subject: rule, spec }, outputs)
    ).toThrow('Nobody knows the arn of Listener shop/web 80')
  })

  test('a status shows host names in lower case', () => {
    const object = { kind: 'Ingress', namespace: 'shop', name: 'web' }
    const status = [
      { hostname: refTo(balancer, 'dnsName'), ports: [80] },
      { hostname: 'Front.Example.Com', ports: [] }
    ]
    expect(bindWrite({ write: 'status', object, status }, outputs)).toMatchObject({
      status: [
        { hostname: 'k8s-web.elb.amazonaws.com', ports: [80] },
        { hostname: 'front.example.com', ports: [] }
      ]
    })
  })
})

describe('what is known before the first step', () => {
  const shape: StackShape = {
    id: 'shop/web',
    scheme: 'internal',
    idleTimeout: undefined,
    team: undefined,
    inbound: undefined,
    subnets: ['subnet-1', 'subnet-2'],
    targetGroups: [{ service: 'a', targetType: 'instance', healthPath: '/', stickiness: undefined }],
    listeners: [],
    tagsListeners: true
  }

  test('a name stands for the new resource, not for the one that it replaces', () => {
    const observed = observedOfShape(shape)
    const after = {
      ...shape,
      targetGroups: [{ service: 'a', targetType: 'ip', healthPath: '/', stickiness: undefined }]
    } as const
    const known = knownBefore(order(diff(wanting(stackOf(after)), observed), observed), observed)
    expect(known.has(outputKey(group, 'arn'))).toBe(false)
    expect(known.has(outputKey({ ...group, superseded: 1 }, 'arn'))).toBe(true)
    expect(known.has(outputKey(balancer, 'arn'))).toBe(true)
  })

  test('the outcome of a creation tells its outputs', () => {
    expect(outputsOf(balancer, { physicalId: 'arn', reported: { dnsName: 'name' } })).toEqual([
      [outputKey(balancer, 'arn'), 'arn'],
      [outputKey(balancer, 'dnsName'), 'name']
    ])
  })
})
