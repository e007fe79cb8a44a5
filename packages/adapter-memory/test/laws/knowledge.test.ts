import {
  type Aws,
  afterReport,
  carryOut,
  E,
  type Fault,
  fault,
  type Knowledge,
  keyOf,
  nothingKnownYet,
  type Outlook,
  type Plan,
  type Ports,
  planOf,
  type SurveyOptions,
  seenIn,
  surveyWith,
  sweep,
  type TE
} from '@alb-ingress/core'
import { editPair, objectsOf, type World, world } from '@alb-ingress/core/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { narrow } from '../narrow.js'
import { idsOf, install, look, quiet, stage } from './stage.js'

const orThrow = async <A>(effect: TE.TaskEither<Fault, A>): Promise<A> => {
  const result = await effect()
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** AWS, and which of its functions were called. */
const counted = (aws: Aws): { readonly aws: Aws; readonly calls: Array<string> } => {
  const calls: Array<string> = []
  const told =
    <A, B>(name: string, call: (given: A) => B): ((given: A) => B) =>
    (given) => {
      calls.push(name)
      return call(given)
    }
  return {
    calls,
    aws: {
      answer: told('answer', aws.answer),
      observe: told('observe', aws.observe),
      details: told('details', aws.details),
      perform: told('perform', aws.perform)
    }
  }
}

/** One pass with what is known, and what is known after it. */
const passWith = async (ports: Ports, knowledge: Knowledge, options: SurveyOptions = {}) => {
  const done = await anyPassWith(ports, knowledge, options)
  expect(done.report.failed).toEqual([])
  return done
}

/** One pass, whatever comes of it. */
const anyPassWith = async (ports: Ports, knowledge: Knowledge, options: SurveyOptions = {}) => {
  const seen = seenIn(install, await orThrow(ports.kubernetes.read))
  const [outlook] = await orThrow(surveyWith(ports.aws, install)(seen, knowledge, { now: 0, ...options }))
  const { plan } = planOf(outlook)
  const report = await carryOut(ports, quiet)(plan, outlook.observed)()
  afterReport(knowledge, { outlook, plan, report })
  return { outlook, plan, report }
}

/** The steps that look at all there is, with no memory of anything. */
const planFromNothing = async (ports: Ports): Promise<Plan> => planOf(await look(ports)).plan

const groupsIn = ({ groups }: Outlook): ReadonlyArray<string> => groups.map(({ id }) => id)

const begun = async (before: World) => {
  const { show } = stage()
  const first = show(objectsOf(before))
  const knowledge = nothingKnownYet()
  const done = await passWith(first.ports, knowledge)
  first.leave()
  return { show, ports: first.ports, knowledge, ...done }
}

const runs = { numRuns: 40 }
// A busy machine may take its time.
const patience = { timeout: 60_000 }

describe('what is known', patience, () => {
  test('costs no call when nothing has changed, for one group and for all', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (manifests) => {
        const { show, knowledge, outlook } = await begun(manifests)
        const { aws, calls } = counted(show(objectsOf(manifests)).ports.aws)
        const ports = { ...show(objectsOf(manifests)).ports, aws }
        for (const only of groupsIn(outlook)) {
          const { plan } = await passWith(ports, knowledge, { only })
          expect(idsOf(plan)).toEqual([])
        }
        expect(calls).toEqual([])
      }),
      runs
    )
  })

  test('is what a sweep finds: nobody else has changed anything', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, async ([before, after]) => {
        const { show, knowledge } = await begun(before)
        const { ports } = show(objectsOf(after))
        await passWith(ports, knowledge)
        const seen = seenIn(install, await orThrow(ports.kubernetes.read))
        const { drift } = await orThrow(sweep(ports.aws, install)(seen.cluster, knowledge))
        expect(drift).toEqual([])
      }),
      runs
    )
  })

  test('leads to the plan that a look at everything leads to', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, async ([before, after]) => {
        const { show, knowledge } = await begun(before)
        const { ports } = show(objectsOf(after))
        const seen = seenIn(install, await orThrow(ports.kubernetes.read))
        const [all] = await orThrow(surveyWith(ports.aws, install)(seen, knowledge))
        const known = planOf(all).plan
        expect(idsOf(known)).toEqual(idsOf(await planFromNothing(ports)))
        expect(known.after).toEqual((await planFromNothing(ports)).after)
      }),
      runs
    )
  })

  test('suffices for group after group: in the end nothing is left to do', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, async ([before, after]) => {
        const { show, knowledge } = await begun(before)
        const { ports } = show(objectsOf(after))
        const wanted = await look(ports)
        for (const only of [...groupsIn(wanted), ...groupsIn(wanted)]) await passWith(ports, knowledge, { only })
        expect(idsOf(await planFromNothing(ports))).toEqual([])
      }),
      runs
    )
  })
})

const objects = (knowledge: Knowledge): ReadonlyArray<string> =>
  [...knowledge.stacks.values()].flatMap(({ resources }) => resources.map(keyOf)).sort()

describe('results of our own', patience, () => {
  test('outrank a look that began before them, whenever it ends', async () => {
    await fc.assert(
      fc.asyncProperty(editPair, async ([before, after]) => {
        const { show, ports: old, knowledge } = await begun(before)
        const slow = seenIn(install, await orThrow(old.kubernetes.read))
        // What AWS had when the look began is told when the pass is over.
        const found = await orThrow(old.aws.observe({ clusterName: install.clusterName, vpcId: install.vpcId }))
        let tell: () => void = () => undefined
        const late: Aws = {
          ...old.aws,
          observe: () => () => new Promise((resolve) => (tell = () => resolve(E.right(found))))
        }
        const looking = sweep(late, install)(slow.cluster, knowledge)()
        const { ports } = show(objectsOf(after))
        const { plan } = await passWith(ports, knowledge)
        const known = objects(knowledge)
        tell()
        const swept = await looking
        expect(swept).toMatchObject(E.right({ drift: [] }))
        if (plan.steps.length > 0) expect(objects(knowledge)).toEqual(known)
        expect(idsOf((await passWith(ports, knowledge)).plan)).toEqual([])
      }),
      runs
    )
  })
})

/** AWS whose answer to the n-th write is another one: the write is done or not, and nobody knows. */
const withLostAnswer = (aws: Aws, nth: number, isDone: boolean, kind: Fault['kind']): Aws => {
  let writes = 0
  return {
    ...aws,
    perform: (call) => async () => {
      writes += 1
      if (writes < nth || writes > nth + 20) return aws.perform(call)()
      // What AWS says is missing is not there.
      const isGone = kind === 'missing' && call.do === 'delete'
      if (isGone || (isDone && writes === nth)) await aws.perform(call)()
      return E.left(fault(kind, 'Lost', call.action, 'nobody knows'))
    }
  }
}

test(
  'what nobody knows after a fault is looked at again, so that the next pass ends what the last began',
  patience,
  async () => {
    const kinds = fc.constantFrom<Fault['kind']>('unavailable', 'conflict', 'throttled', 'invalid', 'missing')
    await fc.assert(
      fc.asyncProperty(
        editPair,
        fc.integer({ min: 1, max: 25 }),
        fc.boolean(),
        kinds,
        async (pair, nth, isDone, kind) => {
          const { show, knowledge } = await begun(pair[0])
          const hurt = show(objectsOf(pair[1]))
          // What AWS says it declined, it did not do.
          const isLost = isDone && kind !== 'throttled' && kind !== 'invalid'
          const aws = withLostAnswer(hurt.ports.aws, nth, isLost, kind)
          await anyPassWith({ ...hurt.ports, aws }, knowledge)
          hurt.leave()
          const { ports } = show(objectsOf(pair[1]))
          await passWith({ ...ports, aws: narrow(ports.aws) }, knowledge)
          expect(idsOf(await planFromNothing(ports))).toEqual([])
        }
      ),
      { numRuns: 80 }
    )
  }
)
