import { anAccount, memoryAws, memoryCluster, worldFrom } from '@alb-ingress/adapter-memory'
import { E, fault, TE } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/flags/settings.js'
import { memorySource } from '../../src/folder/memory-source.js'
import type { ConnectedCluster, Connections, LeaseHolder } from '../../src/start/connections.js'
import { type Running, runController } from '../../src/start/controller.js'
import { loggerTo } from '../../src/telemetry/log.js'
import { clockOf } from '../../src/time.js'
import { testTime } from '../support/time.js'
import { ingress, stored, surroundings } from '../support/world.js'

/** A process with a cluster and an account in memory. `holder`: who holds the lease of the reference. */
const processWith = async (flags: ReadonlyArray<string>, holder: { now?: LeaseHolder } = {}) => {
  const time = testTime()
  const account = worldFrom(anAccount({ clusterName: 'shop' }))
  const source = memorySource(memoryCluster([]), time)
  const lines: Array<string> = []
  let turned: ((isLeader: boolean) => void) | undefined
  let isLeader = false
  const cluster: ConnectedCluster = {
    namespace: 'kube-system',
    source,
    elect: (tell) => {
      turned = tell
      return { isLeader: () => isLeader, stop: async () => void lines.push('let go') }
    },
    otherHolder: TE.fromIO(() => holder.now)
  }
  const connections: Connections = {
    aws: () => TE.right({ aws: memoryAws(account, clockOf(time)), ...account.place }),
    cluster: () => TE.right(cluster)
  }
  const settings = readSettings({
    argv: ['--cluster-name=shop', '--metrics-bind-addr=127.0.0.1:0', '--health-probe-bind-addr=127.0.0.1:0', ...flags],
    environment: {},
    readFile: () => E.left('no')
  })
  if (E.isLeft(settings)) throw new Error(settings.left.join(' '))
  const log = loggerTo('info', { write: (line: string) => lines.push(line) })
  const started = await runController({ settings: settings.right, connections, timers: time, log })
  if (E.isLeft(started)) throw new Error(started.left.message)
  for (const manifest of [...surroundings, ingress('shop/a')]) source.apply(stored(manifest))
  return {
    ...{ time, account, lines, running: started.right },
    lead: (is: boolean) => {
      isLeader = is
      turned?.(is)
    }
  }
}

const stopped = async ({
  running,
  time
}: {
  running: Running
  time: { pass: (ms: number) => Promise<void> }
}): Promise<void> => {
  const stopping = running.stop()
  await time.pass(1000)
  await stopping
}

const page = async (port: number | undefined, path: string): Promise<string> =>
  (await fetch(`http://127.0.0.1:${port}${path}`)).text()

describe('a replica', () => {
  test('acts once it is elected, and shows what it does', async () => {
    const process = await processWith([])
    await process.time.pass(20_000)
    expect(process.account.loadBalancers.size).toBe(0)
    expect(await page(process.running.health?.port, '/readyz')).toBe('ok\n')
    process.lead(true)
    await process.time.pass(20_000)
    expect(process.account.loadBalancers.size).toBe(1)
    const metrics = await page(process.running.metrics?.port, '/metrics')
    expect(metrics).toContain('leader_election_master_status 1')
    expect(metrics).toContain('awslbc_controller_cache_object_total{resource="ingress"} 1')
    await stopped(process)
    expect(process.lines.at(-1)).toBe('let go')
  })

  test('acts without an election where the flag says so', async () => {
    const process = await processWith(['--enable-leader-election=false'])
    await process.time.pass(20_000)
    expect(process.account.loadBalancers.size).toBe(1)
    await stopped(process)
  })
})

describe('beside another controller', () => {
  const reference: LeaseHolder = { identity: 'ip-10-0-0-1_6f1c', isAlive: true }

  test('it tells so, does nothing, and begins when the other is gone', async () => {
    const holder: { now?: LeaseHolder } = { now: reference }
    const process = await processWith([], holder)
    process.lead(true)
    await process.time.pass(20_000)
    expect(process.account.loadBalancers.size).toBe(0)
    expect(process.lines.join('')).toContain('another controller holds the lease')
    holder.now = { ...reference, isAlive: false }
    await process.time.pass(30_000)
    expect(process.account.loadBalancers.size).toBe(1)
    await stopped(process)
  })

  test('it acts when it is told to', async () => {
    const process = await processWith(['--act-beside-other-controller', '--leader-election-id=ours'], {
      now: reference
    })
    process.lead(true)
    await process.time.pass(20_000)
    expect(process.account.loadBalancers.size).toBe(1)
    await stopped(process)
  })

  test('a replica of its own is no other controller', async () => {
    const process = await processWith([], { now: { identity: 'host_alb-ingress_1', isAlive: true } })
    process.lead(true)
    await process.time.pass(20_000)
    expect(process.account.loadBalancers.size).toBe(1)
    await stopped(process)
  })

  test('a dry run plans and writes nothing', async () => {
    const process = await processWith(['--dry-run'], { now: reference })
    await process.time.pass(20_000)
    expect(process.account.loadBalancers.size).toBe(0)
    expect(process.lines.join('')).toContain('"msg":"planned"')
    await stopped(process)
  })
})

test('an account that cannot be reached is told, and nothing is left listening', async () => {
  const settings = readSettings({
    argv: ['--cluster-name=shop', '--metrics-bind-addr=0', '--health-probe-bind-addr=127.0.0.1:0'],
    environment: {},
    readFile: () => E.left('no')
  })
  if (E.isLeft(settings)) throw new Error(settings.left.join(' '))
  const denied = fault('denied', 'AccessDenied', 'DescribeVpcs', 'no')
  const result = await runController({
    ...{ settings: settings.right, timers: testTime(), log: loggerTo('error', { write: () => undefined }) },
    connections: { aws: () => TE.left(denied), cluster: () => TE.left(denied) }
  })
  expect(result).toEqual(E.left(denied))
})
