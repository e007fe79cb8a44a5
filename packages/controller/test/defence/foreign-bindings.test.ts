import type { Manifest } from '@alb-ingress/core/testing'
import { beforeEach, expect, test } from 'vitest'
import { ingress, type Simulated, simulated, started, surroundings } from '../support/world.js'

// Somebody who may write bindings and Services in namespace blog wants the requests that come for shop.

const slice = (namespace: string, address: string): Manifest => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { namespace, name: 'web-1', labels: { 'kubernetes.io/service-name': 'web' } },
  addressType: 'IPv4',
  ports: [{ port: 8080 }],
  endpoints: [{ addresses: [address], conditions: { ready: true }, targetRef: { kind: 'Pod', namespace, name: 'a' } }]
})

const pod = (namespace: string, address: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name: 'a' },
  spec: { nodeName: 'node-a', containers: [{ name: 'web', ports: [{ containerPort: 8080 }] }] },
  status: { podIP: address, conditions: [{ type: 'ContainersReady', status: 'True' }] }
})

const binding = (spec: Readonly<Record<string, unknown>>): Manifest => ({
  apiVersion: 'elbv2.k8s.aws/v1beta1',
  kind: 'TargetGroupBinding',
  metadata: { namespace: 'blog', name: 'thief' },
  spec: { targetType: 'ip', serviceRef: { name: 'web', port: 80 }, ...spec }
})

let world: Simulated

const receiving = (): ReadonlyArray<string> =>
  [...world.account.targetGroups.values()].flatMap(({ registered = [] }) =>
    registered.filter(({ until }) => until === undefined).map(({ id }) => id)
  )

beforeEach(async () => {
  world = await started(simulated())
  world.apply(...surroundings, pod('shop', '10.0.0.10'), pod('blog', '10.0.0.66'))
  world.apply(slice('shop', '10.0.0.10'), slice('blog', '10.0.0.66'), ingress('shop/a', { 'target-type': 'ip' }))
  await world.time.pass(10_000)
  world.calls.length = 0
})

test.each([
  { name: 'ARN', spec: (arn: string) => ({ targetGroupARN: arn }) },
  { name: 'name', spec: (arn: string) => ({ targetGroupName: arn.split('/')[1] }) },
  {
    name: 'ARN, as shared by several clusters',
    spec: (arn: string) => ({ targetGroupARN: arn, multiClusterTargetGroup: true })
  }
])(
  'a binding that says the $name of a target group of another namespace fills and empties nothing',
  async ({ spec }) => {
    const [arn = ''] = world.account.targetGroups.keys()
    expect(receiving()).toEqual(['10.0.0.10'])
    world.apply(binding(spec(arn)))
    await world.time.pass(60_000)
    expect(receiving()).toEqual(['10.0.0.10'])
    expect(
      world.events().map(({ object, reason }) => `${object.kind} ${object.namespace}/${object.name} ${reason}`)
    ).toContain('TargetGroupBinding blog/thief NotItsOwn')
    world.source.remove('TargetGroupBinding blog/thief')
    await world.time.pass(60_000)
    expect(receiving()).toEqual(['10.0.0.10'])
    expect(world.calls.filter((call) => call.endsWith('Targets'))).toEqual([])
  }
)
