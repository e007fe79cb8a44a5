import { describe, expect, test } from 'vitest'
import type { Plan, Step } from '../../src/plan/step.js'
import type { Outcome } from '../../src/ports/aws.js'
import type { Ports } from '../../src/ports/ports.js'
import { E, TE } from '../../src/prelude.js'
import type { ObservedState, Reported } from '../../src/resources/stack.js'
import { sharedStack } from '../../src/resources/stack.js'
import { carryOut, type Report } from '../../src/workflow/carry-out.js'

const name = { stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer' } as const

const creation: Step = {
  ...{ id: 'create', stack: name.stack, causes: [], on: 'aws' },
  call: { do: 'create', kind: 'LoadBalancer', action: 'CreateLoadBalancer', subject: name, spec: { name: 'a' } }
}

const changing = (
  id: string,
  physicalId: string | undefined,
  fields: { minimumCapacity: number } | { name: string }
): Step => ({
  ...{ id, stack: name.stack, causes: [], on: 'aws' },
  call: {
    ...{ do: 'modify', kind: 'LoadBalancer', action: id, fields },
    subject: physicalId === undefined ? name : { ...name, physicalId }
  }
})
const reserving = (physicalId?: string): Step => changing('reserve', physicalId, { minimumCapacity: 500 })

const having = (reported: Reported): ObservedState => ({
  stacks: new Map([
    [name.stack, { id: name.stack, resources: [{ ...name, physicalId: 'arn:lb', spec: {}, reported }] }],
    [sharedStack, { id: sharedStack, resources: [] }]
  ]),
  rulesPerLoadBalancer: 100
})
const nothing: ObservedState = { stacks: new Map(), rulesPerLoadBalancer: 100 }

const played = async (plan: Plan, observed: ObservedState, made: Outcome = {}) => {
  const sent: Array<string> = []
  const events: Array<string> = []
  const unused = () => TE.left({ kind: 'denied', code: 'Unused', call: '', message: '' } as const)
  const ports: Ports = {
    aws: {
      ...{ answer: unused, observe: unused, details: unused },
      perform: (call) => async () => {
        sent.push(call.action)
        return E.right(call.do === 'create' ? made : {})
      }
    },
    kubernetes: { read: TE.right([]), perform: () => TE.right(undefined) },
    clock: { now: () => 0, sleep: () => async () => undefined }
  }
  const onProgress = ({ event, step }: { readonly event: string; readonly step: Step }) =>
    events.push(`${event} ${step.id}`)
  const report: Report = await carryOut(ports, { concurrency: 10, onProgress })(plan, observed)()
  return { report, sent, events }
}

const planOf = (...steps: ReadonlyArray<readonly [Step, ReadonlyArray<string>]>): Plan => ({
  steps: steps.map(([step]) => step),
  after: new Map(steps.map(([{ id }, before]) => [id, before]))
})

describe('a step that AWS takes only once the load balancer is active', () => {
  test('is done where it is active', async () => {
    const { report } = await played(planOf([reserving('arn:lb'), []]), having({ state: 'active' }))
    expect(report).toMatchObject({ done: ['reserve'], failed: [], skipped: [] })
  })

  test('is postponed where AWS is still making it, and other steps are not', async () => {
    const renaming = changing('rename', 'arn:lb', { name: 'b' })
    const seen = await played(planOf([reserving('arn:lb'), []], [renaming, []]), having({ state: 'provisioning' }))
    expect(seen.report).toMatchObject({
      done: ['rename'],
      failed: [],
      skipped: [],
      postponed: ['reserve'],
      later: 15_000
    })
    expect(seen.sent).toEqual(['rename'])
    expect(seen.events).toContain('skipped reserve')
  })

  test('is postponed after the plan has made it', async () => {
    const made = { physicalId: 'arn:lb', reported: { state: 'provisioning' } } as const
    const seen = await played(planOf([creation, []], [reserving(), ['create']]), nothing, made)
    expect(seen.report).toMatchObject({ done: ['create'], failed: [], skipped: [], postponed: ['reserve'] })
  })

  test('alone in a plan does not keep the plan from ending', async () => {
    const seen = await played(planOf([reserving('arn:lb'), []]), having({ state: 'provisioning' }))
    expect(seen.report).toMatchObject({ done: [], failed: [], skipped: [], postponed: ['reserve'] })
  })
})
