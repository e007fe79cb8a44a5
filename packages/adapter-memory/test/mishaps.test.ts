import { E } from '@alb-ingress/core'
import { storyIn } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import {
  isStop,
  type Mishap,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  withMishaps,
  worldFrom
} from '../src/index.js'
import { emptyAccount } from './example-account.js'

const suffering = (...mishaps: ReadonlyArray<Mishap>) => {
  const world = worldFrom(emptyAccount)
  const clock = memoryClock()
  const kubernetes = memoryKubernetes(
    memoryCluster([{ kind: 'Ingress', metadata: { name: 'a', namespace: 'b' } }]),
    clock
  )
  const ports = withMishaps(mishaps, { aws: memoryAws(world, clock), kubernetes, clock })
  const story = storyIn({
    aws: ports.aws,
    scope: { clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' },
    subnets: ['subnet-public-a', 'subnet-public-b', 'subnet-public-c'],
    certificates: ['', '']
  })
  const create = async (name: string) => E.isRight(await ports.aws.perform(story.newTargetGroup(name))())
  return { world, clock, ports, story, create }
}

describe('mishaps', () => {
  test('throttle so many calls of a name, and then no more', async () => {
    const { create, ports, story, world } = suffering({ what: 'throttled', call: 'CreateTargetGroup', times: 2 })
    expect(await ports.aws.perform(story.newTargetGroup('a'))()).toMatchObject(
      E.left({ kind: 'throttled', code: 'Throttling', call: 'CreateTargetGroup' })
    )
    expect([await create('a'), await create('a')]).toEqual([false, true])
    expect(world.targetGroups.size).toBe(1)
  })

  test('fail the third call of a name and no other', async () => {
    const { create } = suffering({
      what: 'fails',
      kind: 'unavailable',
      code: 'InternalFailure',
      call: 'CreateTargetGroup',
      from: 3
    })
    expect([await create('a'), await create('b'), await create('c'), await create('d')]).toEqual([
      true,
      true,
      false,
      true
    ])
  })

  test('fail always', async () => {
    const { ports, create } = suffering({
      what: 'fails',
      kind: 'denied',
      code: 'AccessDenied',
      call: 'observe',
      times: 'always'
    })
    const observe = ports.aws.observe({ clusterName: 'demo', vpcId: 'vpc-0123456789abcdef0' })
    for (const answer of [await observe(), await observe()])
      expect(answer).toMatchObject(E.left({ code: 'AccessDenied' }))
    expect(await create('a')).toBe(true)
  })

  test('make calls slow, on the clock', async () => {
    const { create, clock } = suffering({ what: 'slow', milliseconds: 500, times: 'always' })
    await create('a')
    await create('b')
    expect(clock.now()).toBe(1000)
  })

  test('stop the run: the last write is done, its answer is lost, and then nothing more happens', async () => {
    const { create, ports, world } = suffering({ what: 'stop', afterWrites: 2 })
    await create('a')
    const killed = await create('b').catch((error: unknown) => error)
    expect(isStop(killed)).toBe(true)
    const later = await ports.kubernetes.read().catch((error: unknown) => error)
    expect(isStop(later)).toBe(true)
    expect(world.targetGroups.size).toBe(2)
  })

  test('count writes of Kubernetes, too', async () => {
    const { create, ports } = suffering({ what: 'stop', afterWrites: 1 })
    const object = { kind: 'Ingress', namespace: 'b', name: 'a' }
    const write = ports.kubernetes.perform({ write: 'addFinalizer', object, finalizer: 'f' })
    expect(isStop(await write().catch((error: unknown) => error))).toBe(true)
    await expect(create('a')).rejects.toThrow('stopped')
  })
})
