import { ingressManifest, serviceManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { isStop, type Mishap } from '../../src/index.js'
import { shortOf, stage, stepsOf } from './stage.js'

const ingress = (key: string) => ingressManifest(key, { class: 'alb', services: ['web'] })
const shop = [serviceManifest('shop/web'), ingress('shop/web')]
const both = [...shop, serviceManifest('pay/web'), ingress('pay/web')]

describe('a pass', () => {
  test('leaves nothing to do', async () => {
    const { pass } = stage()
    const { plan, report } = await pass(both)
    expect(report).toMatchObject({ failed: [], skipped: [] })
    expect(report.done).toHaveLength(plan.steps.length)
    expect(shortOf((await pass(both)).plan)).toEqual([])
  })

  test('gets through an account that asks it to slow down', async () => {
    const { report } = await stage().pass(both, { mishaps: [{ what: 'throttled', from: 8, times: 5 }] })
    expect(report).toMatchObject({ failed: [], skipped: [] })
  })

  test('stops at what AWS refuses, for those who wait for it and for nobody else; the next one goes on from there', async () => {
    const { pass } = stage()
    const refused: Mishap = { what: 'fails', kind: 'invalid', code: 'ValidationError', call: 'CreateListener' }
    const { report } = await pass(both, { mishaps: [refused] })
    expect(report.failed.map(({ step, replan }) => [step.stack, replan])).toEqual([['pay/web', false]])
    expect(report.skipped.every((id) => id.includes('pay/web'))).toBe(true)
    const next = await pass(both)
    expect(new Set(next.plan.steps.map(({ stack }) => stack))).toEqual(new Set(['pay/web']))
    expect(next.report.failed).toEqual([])
  })

  test('asks for another plan where somebody else was faster', async () => {
    const { pass } = stage()
    const taken: Mishap = {
      what: 'fails',
      kind: 'conflict',
      code: 'DuplicateTargetGroupName',
      call: 'CreateTargetGroup'
    }
    expect((await pass(shop, { mishaps: [taken] })).report.failed).toMatchObject([{ replan: true }])
    expect((await pass(shop)).report.failed).toEqual([])
  })

  test('by somebody who may not continue changes nothing', async () => {
    const { pass, look } = stage()
    const { report, plan } = await pass(shop, { mayContinue: () => false })
    expect(report.skipped).toEqual(shortOf(plan))
    expect((await look(shop)).observed.stacks.size).toBe(0)
  })

  test('that is killed at any write is finished by the next', async () => {
    const writes = stepsOf(await stage().look(shop)).length
    for (let afterWrites = 0; afterWrites <= writes; afterWrites++) {
      const { pass } = stage()
      await pass(shop, { mishaps: [{ what: 'stop', afterWrites }] }).catch((error: unknown) => {
        if (!isStop(error)) throw error
      })
      expect((await pass(shop)).report.failed, `after ${afterWrites} writes`).toEqual([])
      expect(shortOf((await pass(shop)).plan), `after ${afterWrites} writes`).toEqual([])
    }
  })
})
