import { describe, expect, test } from 'vitest'
import { type Fault, fault } from '../../src/facts/fault.js'
import type { BoundCall } from '../../src/plan/call.js'
import type { Plan, Step } from '../../src/plan/step.js'
import type { Ports } from '../../src/ports/ports.js'
import { E, TE } from '../../src/prelude.js'
import { refTo } from '../../src/resources/ref.js'
import { type CarryOutOptions, carryOut, type Report } from '../../src/workflow/carry-out.js'
import { schedule } from '../../src/workflow/schedule.js'

// Steps are letters here, and `b: ['a']` says that b waits for a. Each writes a finalizer on the Ingress of its name.

const step = (id: string): Step => ({
  ...{ id, stack: 'shop/web', causes: [], on: 'kubernetes' },
  write: { write: 'addFinalizer', object: { kind: 'Ingress', namespace: 'shop', name: id }, finalizer: 'f' }
})

const planOf = (waits: Readonly<Record<string, ReadonlyArray<string>>>): Plan => ({
  steps: Object.keys(waits).map(step),
  after: new Map(Object.entries(waits))
})

const nothing = { stacks: new Map(), rulesPerLoadBalancer: 100 }
const throttled = fault('throttled', 'Throttling', 'addFinalizer', 'slow down')
const denied = fault('denied', 'Forbidden', 'addFinalizer', 'not you')
const conflict = fault('conflict', 'Conflict', 'addFinalizer', 'somebody else was faster')

/** What the world says to each step, one answer after the other; where no answer is left, all is well. */
type Script = Readonly<Record<string, ReadonlyArray<Fault>>>

interface Seen {
  readonly report: Report
  /** `start a`, `end a`, in the order in which the world saw them. */
  readonly log: ReadonlyArray<string>
  readonly events: ReadonlyArray<string>
  readonly pauses: ReadonlyArray<number>
  /** How many steps ran at a time at most. */
  readonly most: number
}

const played = async (
  plan: Plan,
  script: Script = {},
  options: Partial<CarryOutOptions> = {},
  sleep: () => Promise<void> = async () => undefined
): Promise<Seen> => {
  const log: Array<string> = []
  const events: Array<string> = []
  const pauses: Array<number> = []
  const calls = new Map<string, number>()
  let running = 0
  let most = 0
  const perform: Ports['kubernetes']['perform'] = (write) => async () => {
    const { name } = 'object' in write ? write.object : { name: '' }
    const nth = calls.get(name) ?? 0
    calls.set(name, nth + 1)
    log.push(`start ${name}`)
    running += 1
    most = Math.max(most, running)
    await Promise.resolve()
    running -= 1
    log.push(`end ${name}`)
    const answer = script[name]?.[nth]
    return answer === undefined ? E.right(undefined) : E.left(answer)
  }
  const unused = () => TE.left(denied)
  const ports: Ports = {
    aws: { answer: unused, observe: unused, details: unused, perform: unused },
    kubernetes: { read: TE.right([]), perform },
    clock: {
      now: () => 0,
      sleep: (ms) => () => {
        pauses.push(ms)
        return sleep()
      }
    }
  }
  const onProgress: CarryOutOptions['onProgress'] = (progress) => events.push(`${progress.event} ${progress.step.id}`)
  const report = await carryOut(ports, { concurrency: 10, onProgress, ...options })(plan, nothing)()
  return { report, log, events, pauses, most }
}

const failedIn = ({ report }: Seen) => report.failed.map(({ step, replan }) => ({ step: step.id, replan }))

describe('a plan that is carried out', () => {
  test('starts a step when all those before it are done', async () => {
    const { log, report } = await played(planOf({ a: [], b: [], c: ['a', 'b'], d: ['c'] }))
    expect(log).toEqual(['start a', 'start b', 'end a', 'end b', 'start c', 'end c', 'start d', 'end d'])
    expect(report).toMatchObject({ done: ['a', 'b', 'c', 'd'], failed: [], skipped: [] })
    expect([...report.outcomes.keys()]).toEqual(['a', 'b', 'c', 'd'])
  })

  test('runs no more steps at a time than is allowed', async () => {
    const many = planOf(Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((id) => [id, []])))
    expect((await played(many, {}, { concurrency: 2 })).most).toBe(2)
    expect((await played(many, {}, { concurrency: 1 })).log.slice(0, 4)).toEqual([
      'start a',
      'end a',
      'start b',
      'end b'
    ])
  })

  test('begins with steps that others wait for', async () => {
    const aws = (id: string): Step => ({ ...step(id), on: 'aws' }) as Step
    const plan = planOf({ a: [], b: [], c: ['b'] })
    const seen: Array<string> = []
    const run = async ({ id }: Step) => {
      seen.push(id)
      return true
    }
    const steps = plan.steps.map(({ id }) => aws(id))
    await schedule({ ...plan, steps }, { concurrency: 1, mayStart: () => true, run })
    expect(seen).toEqual(['b', 'a', 'c'])
  })

  test('may have ten thousand steps', async () => {
    const wide = planOf(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`s${i}`, i === 0 ? [] : ['s0']])))
    const { report } = await played(wide, {}, { concurrency: 5 })
    expect(report.done).toHaveLength(10_000)
  })

  test('is over at once where there is nothing to do', async () => {
    expect((await played(planOf({}))).report).toMatchObject({ done: [], failed: [], skipped: [] })
  })

  test('tells of every step what became of it', async () => {
    const { events } = await played(planOf({ a: [], b: ['a'], c: ['b'] }), { b: [denied] })
    expect(events).toEqual(['started a', 'done a', 'started b', 'failed b', 'skipped c'])
  })
})

describe('a step that fails', () => {
  test('stops only what waits for it, however far behind', async () => {
    const seen = await played(planOf({ a: [], b: ['a'], c: ['b'], x: [], y: ['x'] }), { a: [denied] })
    expect(seen.report).toMatchObject({ done: ['x', 'y'], skipped: ['b', 'c'] })
    expect(failedIn(seen)).toEqual([{ step: 'a', replan: false }])
  })

  test('stops what waits for it and for others that go well', async () => {
    const { report } = await played(planOf({ a: [], b: [], c: ['a', 'b'] }), { b: [denied] })
    expect(report).toMatchObject({ done: ['a'], skipped: ['c'] })
  })

  test('is repeated while the world may come round, after pauses that double', async () => {
    const { report, pauses, events } = await played(planOf({ a: [] }), { a: [throttled, throttled, throttled] })
    expect(report.done).toEqual(['a'])
    expect(pauses).toEqual([100, 200, 400])
    expect(events).toEqual(['started a', 'waiting a', 'waiting a', 'waiting a', 'done a'])
  })

  test('waits as long as the world asks for', async () => {
    const { pauses } = await played(planOf({ a: [] }), { a: [{ ...throttled, pause: 3000 }, throttled] })
    expect(pauses).toEqual([3000, 200])
  })

  test('is left to a later pass where AWS does not let go of something, and so is what waits for it', async () => {
    const inUse = fault('conflict', 'ResourceInUse', 'DeleteTargetGroup', 'a listener uses it')
    const script = { a: Array.from({ length: 50 }, () => inUse) }
    const { report, pauses, events } = await played(planOf({ a: [], b: ['a'], c: [] }), script, { repetitions: 3 })
    expect(pauses).toEqual([100, 200, 400])
    expect(report).toMatchObject({ done: ['c'], failed: [], postponed: ['a'], skipped: ['b'], later: 5000 })
    expect(events.filter((event) => event.startsWith('skipped'))).toEqual(['skipped a', 'skipped b'])
  })

  test('has failed for this time after ten repetitions', async () => {
    const seen = await played(planOf({ a: [] }), { a: Array.from({ length: 50 }, () => throttled) })
    expect(seen.pauses).toHaveLength(10)
    expect(failedIn(seen)).toEqual([{ step: 'a', replan: true }])
  })

  test('asks for another plan where the world is not as it was', async () => {
    const seen = await played(planOf({ a: [] }), { a: [conflict] })
    expect(seen.pauses).toEqual([])
    expect(failedIn(seen)).toEqual([{ step: 'a', replan: true }])
  })
})

describe('somebody who may not continue', () => {
  const chain = planOf({ a: [], b: ['a'], c: ['b'] })
  test('does nothing at all', async () => {
    const { report, log } = await played(chain, {}, { mayContinue: () => false })
    expect(log).toEqual([])
    expect(report).toMatchObject({ done: [], failed: [], skipped: ['a', 'b', 'c'] })
  })

  test('ends the step that runs, and begins no other', async () => {
    const log: Array<string> = []
    const { report } = await played(chain, {}, { mayContinue: () => log.length === 0, onProgress: () => log.push('') })
    expect(report).toMatchObject({ done: ['a'], failed: [], skipped: ['b', 'c'] })
  })

  test('does not repeat a call that was declined', async () => {
    let isLeader = true
    const onProgress: CarryOutOptions['onProgress'] = ({ event }) => {
      if (event === 'waiting') isLeader = false
    }
    const seen = await played(chain, { a: [throttled, throttled] }, { mayContinue: () => isLeader, onProgress })
    expect(seen.log).toEqual(['start a', 'end a'])
    expect(failedIn(seen)).toEqual([{ step: 'a', replan: true }])
    expect(seen.report.skipped).toEqual(['b', 'c'])
  })

  test('that is shut down ends the steps that run, and waits for no repetition', async () => {
    const shutdown = new AbortController()
    const onProgress: CarryOutOptions['onProgress'] = ({ event }) => {
      if (event === 'waiting') shutdown.abort()
    }
    const endless = () => new Promise<void>(() => undefined)
    const options = { signal: shutdown.signal, onProgress }
    const seen = await played(planOf({ a: [], b: [], c: ['b'] }), { a: [throttled, throttled] }, options, endless)
    expect(seen.report.done).toEqual(['b'])
    expect(failedIn(seen)).toEqual([{ step: 'a', replan: true }])
    expect(seen.report.skipped).toEqual(['c'])
  })
})

test('what a call says of what it made is what later calls are told', async () => {
  const group = { stack: 'shop/web', kind: 'SecurityGroup', id: 'ManagedLBSecurityGroup' } as const
  const balancer = { stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer' } as const
  const about = { stack: 'shop/web', causes: [], on: 'aws' } as const
  const steps: ReadonlyArray<Step> = [
    {
      ...{ ...about, id: 'group' },
      call: { do: 'create', kind: 'SecurityGroup', action: 'CreateSecurityGroup', subject: group, spec: {} }
    },
    {
      ...{ ...about, id: 'balancer' },
      call: {
        ...{ do: 'create', kind: 'LoadBalancer', action: 'CreateLoadBalancer', subject: balancer },
        spec: { securityGroups: [refTo(group, 'groupId')] }
      }
    }
  ]
  const sent: Array<BoundCall> = []
  const unused = () => TE.left(denied)
  const ports: Ports = {
    aws: {
      ...{ answer: unused, observe: unused, details: unused },
      perform: (call) => {
        sent.push(call)
        return TE.right({ physicalId: `physical ${call.kind}` })
      }
    },
    kubernetes: { read: TE.right([]), perform: unused },
    clock: { now: () => 0, sleep: () => async () => undefined }
  }
  const plan: Plan = { steps, after: new Map([['balancer', ['group']]]) }
  await carryOut(ports, { concurrency: 2, onProgress: () => undefined })(plan, nothing)()
  expect(sent[1]).toMatchObject({ spec: { securityGroups: ['physical SecurityGroup'] } })
})
