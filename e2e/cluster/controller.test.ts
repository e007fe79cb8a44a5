import { beforeAll, expect, test } from 'vitest'
import type { TestController } from '../../testbed/controller.mjs'
import { createObjects } from '../../testbed/objects.mjs'
import { mutating } from '../../testbed/proxy.mjs'
import { s1 } from '../../testbed/workloads.mjs'
import { owners } from '../support/foreign.js'
import { liveWorld } from './live-world.js'

// One story, from the first Ingress to the last: each part goes on where the one before has ended.

const { aws, admin, kubernetes, controller, inventory, expectAllRight } = await liveWorld()
const ingress = { kind: 'Ingress', namespace: 'app', name: 's1' }
let first: TestController
let second: TestController

beforeAll(async () => {
  first = await controller()
  await first.until(({ msg }) => msg === 'swept')
  aws().reset()
})

test('an Ingress gets its load balancer, its host name and its targets, with few calls', async () => {
  await createObjects(kubernetes.kubeconfig, s1(aws().seed))
  await first.until(({ shared, done }) => shared === 'network' && done > 0)
  await first.rest()
  const { status } = await admin.get(ingress)
  const names = (await inventory()).loadBalancers.map(({ DNSName }) => DNSName)
  expect(names).toContain(status.loadBalancer.ingress[0].hostname)
  expect(aws().counts().total).toBeLessThanOrEqual(30)
  await expectAllRight()
})

test('an endpoint that is gone is taken out, and nothing else is called', async () => {
  const [slice] = await admin.list('EndpointSlice', 'app')
  const [, ...endpoints] = slice.endpoints
  const from = first.lines().length
  aws().reset()
  await admin.patch({ kind: 'EndpointSlice', namespace: 'app', name: slice.metadata.name }, { endpoints })
  await first.until(({ binding, done }) => binding !== undefined && done > 0, from)
  expect(Object.keys(aws().counts().counts)).toEqual(['elasticloadbalancing:DeregisterTargets'])
  await expectAllRight()
})

test('another replica waits, takes over when the first one ends, and finds nothing to change', async () => {
  second = await controller()
  await second.until(({ msg }) => msg === 'alb-ingress-controller')
  aws().reset()
  await first.stop()
  await second.until(({ msg }) => msg === 'swept')
  await second.rest()
  expect(mutating(aws().counts().counts)).toBe(0)
})

test('when the Ingress is deleted, nothing of it stays', async () => {
  await admin.remove(ingress)
  await second.until(({ group, msg }) => group === 'app/s1' && msg === 'gone')
  await second.until(({ step = '', event }) => step.startsWith('DeleteSecurityGroup *shared*') && event === 'done')
  expect((await inventory()).loadBalancers).toHaveLength(owners.length)
  expect(await admin.list('Ingress', 'app')).toEqual([])
  await expectAllRight()
})
