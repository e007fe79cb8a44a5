import { expect, test } from 'vitest'
import { createObjects } from '../../testbed/objects.mjs'
import { mutating } from '../../testbed/proxy.mjs'
import { owners } from '../support/foreign.js'
import { anIngress } from '../support/objects.js'
import { liveWorld } from './live-world.js'

const world = await liveWorld()
const count = 500
const groups = 10
const hello = JSON.stringify({ type: 'fixed-response', fixedResponseConfig: { statusCode: '200' } })

/** Many Ingresses in few groups; they need no Services, as those cost the testbed more than the controller. */
const many = Array.from({ length: count }, (_, i) =>
  anIngress(`burst-${i}`, {
    paths: [[`/i${i}`, 'hello']],
    annotations: { 'group.name': `burst-${i % groups}`, 'actions.hello': hello }
  })
)

test('five hundred Ingresses at once take few passes, and nothing is made twice', async () => {
  const controller = await world.controller('--log-level=info')
  await controller.until(({ msg }) => msg === 'swept')
  world.aws().reset()
  const from = controller.lines().length
  await createObjects(world.kubernetes.kubeconfig, many)
  const all = new Set(many.map(({ metadata }) => metadata.name))
  for (let group = 0; group < groups; group++)
    await controller.until((line) => line.group === `burst-${group}` && line.msg === 'passed' && line.done > 0, from)
  await controller.rest()
  const { counts } = world.aws().counts()
  expect(counts).toMatchObject({
    'ec2:CreateSecurityGroup': groups + 1,
    'elasticloadbalancing:CreateLoadBalancer': groups,
    'elasticloadbalancing:CreateListener': groups,
    'elasticloadbalancing:CreateRule': count
  })
  // They come in waves: who comes late and stands between others in the order moves their rules.
  expect(mutating(counts)).toBeLessThanOrEqual(1.5 * count)
  const passes = controller
    .lines()
    .slice(from)
    .filter(({ group, msg, done }) => group && msg === 'passed' && done > 0)
  expect(passes.length).toBeLessThanOrEqual(groups * 4)
  const served = (await world.admin.list('Ingress', 'app')).filter(
    ({ metadata, status }) => all.has(metadata.name) && status.loadBalancer.ingress?.[0]?.hostname !== undefined
  )
  expect(served).toHaveLength(count)
  expect((await world.inventory()).rules).toHaveLength(count + owners.length)
  await world.expectAllRight()
})
