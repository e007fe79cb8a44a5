import { carryOut, type Outlook, planOf, predict, reconcile } from '@alb-ingress/core'
import { editPair, objectsOf, type World, world } from '@alb-ingress/core/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isStop, withMishaps } from '../../src/index.js'
import { idsOf, install, look, pass, picks, quiet, shuffled, stage } from './stage.js'

const runs = { numRuns: 60 }

describe('over the account in memory', () => {
  test('what a plan makes leaves nothing to do', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (manifests) => {
        const { ports } = stage().show(objectsOf(manifests))
        await pass(ports)
        expect(idsOf(planOf(await look(ports)).plan)).toEqual([])
      }),
      runs
    )
  })

  test('a small change is carried out in any order that the plan allows, and then nothing is left to do', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, picks, async ([before, after], order) => {
        const { show } = stage()
        const first = show(objectsOf(before))
        await pass(first.ports)
        first.leave()
        const { ports } = show(objectsOf(after))
        const outlook = await look(ports)
        const plan = shuffled(planOf(outlook).plan, order)
        const report = await carryOut(ports, { ...quiet, concurrency: 1 })(plan, outlook.observed)()
        expect(report.failed).toEqual([])
        expect(idsOf(planOf(await look(ports)).plan)).toEqual([])
      }),
      runs
    )
  })

  test('a run that is killed after any write is finished by the next one', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, fc.nat(40), async ([before, after], write) => {
        const { show } = stage()
        const first = show(objectsOf(before))
        await pass(first.ports)
        first.leave()
        const killed = show(objectsOf(after))
        const mishaps = withMishaps([{ what: 'stop', afterWrites: write }], killed.ports)
        await reconcile(
          mishaps,
          install
        )(quiet)().catch((stop: unknown) => {
          if (!isStop(stop)) throw stop
        })
        killed.leave()
        const { ports } = show(objectsOf(after))
        await pass(ports)
        expect(idsOf(planOf(await look(ports)).plan)).toEqual([])
      }),
      runs
    )
  })

  test('taking an Ingress out of the input deletes nothing, and its stack is reported as stray', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (manifests) => {
        const { show } = stage()
        const first = show(objectsOf(manifests))
        await pass(first.ports)
        first.leave()
        const rest: World = { ...manifests, ingresses: [] }
        const { ports } = show(objectsOf(rest))
        const outlook = await look(ports)
        expect(idsOf(planOf(outlook).plan)).toEqual([])
        const made = [...outlook.observed.stacks.keys()].filter((id) => id !== '*shared*')
        expect(outlook.stray).toEqual(made)
      }),
      runs
    )
  })

  test('what is predicted of a plan is what comes of it', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, async ([before, after]) => {
        const { show } = stage()
        const first = show(objectsOf(before))
        await pass(first.ports)
        first.leave()
        const { ports } = show(objectsOf(after))
        const outlook = await look(ports)
        const { plan } = planOf(outlook)
        const predicted = predict(plan, outlook.observed)
        await carryOut(ports, quiet)(plan, outlook.observed)()
        const seen = await look(ports)
        const namesIn = (state: Outlook['observed']): ReadonlyArray<string> =>
          [...state.stacks.values()]
            .flatMap(({ resources }) => resources.map(({ kind, stack, id }) => `${kind} ${stack} ${id}`))
            .sort()
        expect(namesIn(predicted)).toEqual(namesIn(seen.observed))
      }),
      runs
    )
  })
})
