import { expect, test } from 'vitest'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import { predict } from '../../src/plan/predict.js'
import type { ObservedState } from '../../src/resources/stack.js'
import { observedFrom, wanting } from '../../testing/plan-arbitraries.js'
import { foundOf } from '../../testing/plan-found.js'
import { stackOf } from '../../testing/plan-shapes.js'

const wanted = stackOf({
  ...{ id: 'shop/web', scheme: 'internal', idleTimeout: undefined, team: undefined, inbound: ['10.0.0.0/8'] },
  ...{ subnets: ['subnet-1', 'subnet-2'], tagsListeners: true, certificateFor: undefined },
  targetGroups: [{ service: 'a', targetType: 'ip', healthPath: '/', stickiness: undefined }],
  listeners: [
    {
      ...{ port: 80, certificates: [], http2: undefined },
      rules: [{ host: 'a.example', path: '/', services: ['a'], weight: 1 }]
    }
  ]
})

/** Somebody has written the name of another stack into the tags of one resource. */
const retagged = (physicalId: string): ObservedState => {
  const { found, ...rest } = foundOf(wanted)
  const lie = { 'ingress.k8s.aws/stack': 'pay/bank' }
  return observedFrom({
    ...rest,
    found: found.map((each) => (each.physicalId === physicalId ? { ...each, tags: { ...each.tags, ...lie } } : each))
  })
}

const tagged = foundOf(wanted).found.filter(({ kind }) => kind !== 'Listener' && kind !== 'ListenerRule')

test.each(tagged.map(({ kind, physicalId }) => ({ kind, physicalId })))(
  'a $kind whose tags were changed by hand is replaced, and whoever removes the stack that they name now has a plan, too',
  ({ physicalId }) => {
    const observed = retagged(physicalId)
    const { stacks, foreignTags } = wanting(wanted)
    const pruned = {
      stacks: new Map([...stacks, ['pay/bank', { goal: 'leaving', releases: [] }] as const]),
      foreignTags
    }
    for (const desired of [wanting(wanted), pruned]) {
      const plan = order(diff(desired, observed), observed)
      expect(plan.steps.length).toBeGreaterThan(0)
      expect(diff(wanting(wanted), predict(plan, observed))).toEqual([])
    }
  }
)
