import { describe, expect, test } from 'vitest'
import { mutating } from '../../testbed/proxy.mjs'
import { s1 } from '../../testbed/workloads.mjs'
import { anIngress, clusterWith } from '../support/objects.js'
import { planned } from '../support/stage.js'
import { accounts } from './world.js'

const newWorld = accounts()
const clean = { failed: [], skipped: [] }

const member = (name: string, group: string, deleting = false) =>
  anIngress(name, { annotations: { 'group.name': group }, paths: [[`/${name}`, name]], deleting })

describe('a load balancer from its first day to its last', () => {
  test('is made, with its host name in the status of the Ingress, and then nothing is left to do', async () => {
    const { seed, server, pass, cluster, inventory } = await newWorld()
    const objects = clusterWith(seed, ...s1(seed))
    expect((await pass(objects)).report).toMatchObject(clean)
    const { loadBalancers, listeners, rules, targetGroups } = await inventory()
    expect([loadBalancers, listeners, rules, targetGroups].map(({ length }) => length)).toEqual([1, 2, 3, 3])
    expect(cluster().objects.get('Ingress app/s1')?.status).toMatchObject({
      loadBalancer: { ingress: [{ hostname: loadBalancers[0]?.DNSName }] }
    })
    server.reset()
    const { plan } = await pass(objects)
    expect(plan.steps).toEqual([])
    expect(mutating(server.counts().counts)).toBe(0)
  })

  test('rules stand in the order of the paths', async () => {
    const { seed, pass, inventory } = await newWorld()
    await pass(clusterWith(seed, ...s1(seed)))
    const { rules } = await inventory()
    const inOrder = rules.toSorted((a, b) => Number(a.Priority) - Number(b.Priority))
    const paths = inOrder.map(({ Conditions = [] }) =>
      Conditions.flatMap(({ PathPatternConfig }) => PathPatternConfig?.Values ?? [])
    )
    expect(paths).toEqual([
      ['/a', '/a/*'],
      ['/b', '/b/*'],
      ['/c', '/c/*']
    ])
  })

  test('one scheme gives way to the other, and no second load balancer is left', async () => {
    const { seed, pass, inventory } = await newWorld()
    await pass(clusterWith(seed, anIngress('web')))
    const objects = clusterWith(seed, anIngress('web', { annotations: { scheme: 'internal' } }))
    expect((await pass(objects)).report).toMatchObject(clean)
    expect((await inventory()).loadBalancers.map(({ Scheme }) => Scheme)).toEqual(['internal'])
  })

  test('a member moves to another group, and takes its rules and target groups along', async () => {
    const { seed, pass, look, inventory } = await newWorld()
    await pass(clusterWith(seed, member('web', 'one'), member('cart', 'one')))
    const moved = clusterWith(seed, member('web', 'one'), member('cart', 'two'))
    expect((await pass(moved)).report).toMatchObject(clean)
    expect(planned(await look(moved))).toEqual([])
    const { loadBalancers, rules, targetGroups, tags } = await inventory()
    expect([loadBalancers.length, rules.length, targetGroups.length]).toEqual([2, 2, 2])
    const stacks = targetGroups.map(({ TargetGroupArn = '' }) => tags[TargetGroupArn]?.['ingress.k8s.aws/stack'])
    expect(stacks.sort()).toEqual(['one', 'two'])
  })

  test('the last member takes everything along', async () => {
    const { seed, pass, cluster, inventory } = await newWorld()
    const before = await inventory()
    await pass(clusterWith(seed, member('web', 'one'), member('cart', 'one')))
    expect(await inventory()).not.toEqual(before)
    const { report } = await pass(clusterWith(seed, member('web', 'one', true), member('cart', 'one', true)))
    expect(report).toMatchObject(clean)
    expect(await inventory()).toEqual(before)
    const left = [...cluster().objects.values()].map(({ kind }) => kind)
    expect(left).not.toContain('Ingress')
    expect(left).not.toContain('TargetGroupBinding')
  })

  test('throttled calls are made again, and nobody hears of them', async () => {
    const { seed, server, pass, look } = await newWorld()
    server.config({ failRate: 0.1 })
    const objects = clusterWith(seed, ...s1(seed))
    expect((await pass(objects)).report).toMatchObject(clean)
    server.config({ failRate: 0 })
    expect(server.counts().failed).toBeGreaterThan(0)
    expect(planned(await look(objects))).toEqual([])
  })
})
