import { ingressManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { ingress, simulated, started, surroundings, type WorldSaid } from '../support/world.js'

describe('a burst of Ingresses', () => {
  test('of one group is one pass, and one more when its own writes have come back', async () => {
    const world = await started(simulated())
    const many = Array.from({ length: 50 }, (_, i) => ingress(`shop/in-${i}`, { 'group.name': 'front' }))
    world.apply(...surroundings, ...many)
    await world.time.pass(10_000)
    expect(world.passes().length).toBeLessThanOrEqual(2)
    expect(world.account.rules.size).toBeGreaterThan(0)
  })

  test('of 500 in 40 groups is one pass for each group, and one more when its own writes have come back', async () => {
    const world = await started(simulated())
    const many = Array.from({ length: 500 }, (_, i) => ingress(`shop/in-${i}`, { 'group.name': `front-${i % 40}` }))
    world.apply(...surroundings, ...many)
    await world.time.pass(60_000)
    expect(world.account.loadBalancers.size).toBe(40)
    expect(world.passes().length).toBeLessThanOrEqual(80)
  }, 60_000)
})

test('a group that does not check stays as it is, tells why on each member, and goes on when it is mended', async () => {
  const world = await started(simulated())
  world.apply(...surroundings, ingress('shop/a', { 'group.name': 'front' }), ingress('shop/good'))
  await world.time.pass(5000)
  const before = world.account.rules.size
  world.apply(ingress('shop/b', { 'group.name': 'front', scheme: 'public' }, ['web', 'cart']))
  world.apply(ingress('shop/good', {}, ['web', 'cart']))
  await world.time.pass(5000)
  expect(
    world
      .passes()
      .filter(({ work }) => work.name === 'front')
      .at(-1)
  ).toMatchObject({
    ...{ state: 'frozen', ending: { end: 'later' } }
  })
  expect(world.account.rules.size).toBe(before + 1)
  const told = world.events().filter(({ type }) => type === 'Warning')
  expect(told.map(({ object, reason }) => `${object.name} ${reason}`).sort()).toEqual([
    'a FailedBuildModel',
    'b AnnotationValue',
    'b FailedBuildModel'
  ])
  world.apply(ingress('shop/b', { 'group.name': 'front' }, ['web', 'cart']))
  await world.time.pass(5000)
  expect(world.account.rules.size).toBeGreaterThan(before + 1)
  expect(world.events().at(-1)).toMatchObject({ type: 'Normal', reason: 'SuccessfullyReconciled' })
})

describe('a group that is as it should be', () => {
  test('costs no call to AWS when something changes that makes no difference', async () => {
    const world = await started(simulated())
    world.apply(...surroundings, ingress('shop/a'))
    await world.time.pass(5000)
    world.calls.length = 0
    const passes = world.passes().length
    world.apply(ingress('shop/a', { 'example.com/owner': 'web team' }))
    await world.time.pass(5000)
    expect(world.passes().length).toBe(passes + 1)
    expect(world.calls).toEqual([])
  })

  test('costs only the calls of its steps when something changes', async () => {
    const world = await started(simulated())
    world.apply(...surroundings, ingress('shop/a', { 'load-balancer-attributes': 'idle_timeout.timeout_seconds=60' }))
    await world.time.pass(5000)
    world.calls.length = 0
    world.apply(ingress('shop/a', { 'load-balancer-attributes': 'idle_timeout.timeout_seconds=90' }))
    await world.time.pass(5000)
    expect(world.calls).toEqual(['ModifyLoadBalancerAttributes'])
  })
})

describe('a leader that loses its lease', () => {
  test('stops before the next call, in the middle of a plan', async () => {
    const watch: WorldSaid['watch'] = (happening, { lease }) => {
      if (happening.tells !== 'step' || happening.progress.event !== 'done') return
      if (happening.progress.step.id.startsWith('CreateLoadBalancer')) lease.isHeld = false
    }
    const world = await started(simulated({ options: { concurrency: 1 }, watch }))
    world.apply(...surroundings, ingress('shop/a'))
    await world.time.pass(5000)
    expect(world.account.loadBalancers.size).toBe(1)
    expect(world.account.listeners.size).toBe(0)
    const calls = world.calls.length
    await world.loop.lead(false)
    await world.time.pass(100_000)
    expect(world.calls.length).toBe(calls)
    world.lease.isHeld = true
    await world.loop.lead(true)
    await world.time.pass(5000)
    expect(world.account.listeners.size).toBe(1)
  })

  test('takes nothing from the queue while another leads', async () => {
    const world = simulated()
    await world.loop.start()
    world.apply(...surroundings, ingress('shop/a'))
    await world.time.pass(100_000)
    expect(world.calls).toEqual([])
  })
})

test('what others change in the account is found by the sweep and mended', async () => {
  const world = await started(simulated())
  world.apply(...surroundings, ingress('shop/a'))
  await world.time.pass(5000)
  const [rule = ''] = world.account.rules.keys()
  world.account.rules.delete(rule)
  for (const rules of world.account.indexes.rulesOf.values()) rules.delete(rule)
  await world.time.pass(1_700_000)
  expect(world.account.rules.size).toBe(0)
  await world.time.pass(200_000)
  expect(world.account.rules.size).toBe(1)
  expect(world.happened).toContainEqual(expect.objectContaining({ tells: 'swept', toDo: ['shop/a'] }))
})

describe('an Ingress that is deleted', () => {
  test('goes when its load balancer is gone, and with the last one what all shared', async () => {
    const world = await started(simulated())
    world.apply(...surroundings, ingress('shop/a'))
    await world.time.pass(5000)
    world.source.remove('Ingress shop/a')
    expect(world.source.has('Ingress shop/a')).toBe(true)
    await world.time.pass(20_000)
    expect(world.source.has('Ingress shop/a')).toBe(false)
    expect(world.account.loadBalancers.size).toBe(0)
    expect(world.account.targetGroups.size).toBe(0)
    expect(world.account.securityGroups.size).toBe(0)
  })

  test('waits in a group that does not check, as rules still name its Services, and goes when it is mended', async () => {
    const world = await started(simulated())
    world.apply(
      ...surroundings,
      ingress('shop/a', { 'group.name': 'front' }),
      ingress('shop/b', { 'group.name': 'front' })
    )
    await world.time.pass(5000)
    world.apply(ingress('shop/a', { 'group.name': 'front', scheme: 'public' }))
    world.source.remove('Ingress shop/b')
    await world.time.pass(30_000)
    expect(world.account.loadBalancers.size).toBe(1)
    expect(world.passes().at(-1)).toMatchObject({ state: 'frozen' })
    world.apply(ingress('shop/a', { 'group.name': 'front' }))
    await world.time.pass(10_000)
    expect(world.source.has('Ingress shop/b')).toBe(false)
    expect(world.source.has('Ingress shop/a')).toBe(true)
  })
})

test('a dry run looks and plans, and writes nothing at all', async () => {
  const world = await started(simulated({ options: { isDryRun: true } }))
  world.apply(...surroundings, ingress('shop/a'), ingress('shop/b', { scheme: 'public' }))
  await world.time.pass(60_000)
  expect(world.writes).toEqual([])
  expect(world.calls.filter((call) => !['answer', 'observe', 'details'].includes(call))).toEqual([])
  const planned = world.happened.flatMap((each) => (each.tells === 'planned' ? [each.plan.steps.length] : []))
  expect(planned[0]).toBeGreaterThan(5)
})

test('an Ingress of which nobody can say to which group it belongs is told so, once for each reason', async () => {
  const world = await started(simulated())
  world.apply(...surroundings, ingressManifest('shop/lost', { class: 'nobodys' }), ingress('shop/a'))
  await world.time.pass(60_000)
  const told = world.events().filter(({ reason }) => reason === 'FailedLoadGroupID')
  expect(told.map(({ object }) => object.name)).toEqual(['lost'])
  expect(world.account.loadBalancers.size).toBe(1)
})

test('a question that AWS could not answer is asked again soon, and holds up nobody for long', async () => {
  const mishaps = [
    { what: 'fails', kind: 'unavailable', code: 'ServiceUnavailable', call: 'answer', times: 3 }
  ] as const
  const world = await started(simulated({ mishaps }))
  world.apply(...surroundings, ingress('shop/a'))
  await world.time.pass(3000)
  expect(world.account.loadBalancers.size).toBe(1)
})

test('a failed call is repeated with growing pauses, and told once while it stays so', async () => {
  const mishaps = [
    { what: 'fails', kind: 'denied', code: 'AccessDenied', call: 'CreateLoadBalancer', times: 'always' }
  ] as const
  const world = await started(simulated({ mishaps }))
  world.apply(...surroundings, ingress('shop/a'))
  await world.time.pass(60_000)
  expect(world.passes().length).toBeGreaterThan(8)
  expect(world.passes().length).toBeLessThan(20)
  const told = world.events().filter(({ reason }) => reason === 'FailedDeployModel')
  expect(told.map(({ message }) => message)).toEqual([
    'Failed deploy model due to CreateLoadBalancer: AccessDenied: failed, as its mishaps ask'
  ])
})

test('who is told to stop finishes what runs and starts nothing', async () => {
  const mishaps = [{ what: 'slow', milliseconds: 3000, call: 'CreateLoadBalancer' }] as const
  const world = await started(simulated({ mishaps }))
  world.apply(...surroundings, ingress('shop/a'))
  await world.time.pass(1000)
  const stopped = world.loop.stop()
  await world.time.pass(5000)
  await stopped
  expect(world.account.loadBalancers.size).toBe(1)
  expect(world.account.listeners.size).toBe(0)
})
