import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import { question, questionKey } from '../../src/facts/facts.js'
import { applyChange, clusterFrom } from '../../src/groups/apply-change.js'
import { configure } from '../../src/groups/configure.js'
import { groupIds, groupOf } from '../../src/groups/group-of.js'
import { installation } from '../../src/install.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { O } from '../../src/prelude.js'
import { stackDocument } from '../../src/render/document.js'
import { needed, translate } from '../../src/translate/translate.js'
import { answersTo } from '../../testing/account-facts.js'
import type { Manifest } from '../../testing/manifests.js'
import { broken, editPair, objectsOf, world } from '../../testing/worlds.js'

const install = installation({ clusterName: 'demo', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' })

/** What every group of these manifests comes to: its document, or the codes and places of what is wrong. */
const outcomes = (manifests: ReadonlyArray<Manifest>): ReadonlyMap<string, unknown> => {
  const cluster = clusterFrom(install, manifests.map(decodeObject))
  return new Map(
    groupIds(cluster).map((id) => {
      const group = groupOf(cluster, id)
      if (group._tag === 'Left') return [id, group.left]
      const configured = configure(install)(group.right)
      const stack = translate(answersTo(needed(configured)), O.none)(configured)
      return [id, stack._tag === 'Left' ? findings(stack) : stackDocument(stack.right, install)]
    })
  )
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? [...value].map((item) => JSON.stringify(item)).sort() : value

describe('translation', () => {
  test('gives the same whatever else the account could have told', () => {
    fc.assert(
      fc.property(world, (manifests) => {
        const cluster = clusterFrom(install, objectsOf(manifests).map(decodeObject))
        for (const id of groupIds(cluster)) {
          const group = groupOf(cluster, id)
          if (group._tag === 'Left') continue
          const configured = configure(install)(group.right)
          const asked = needed(configured)
          const more = [question('subnetsOfVpc'), question('certificates'), question('securityGroup', 'sg-1')]
          const wide = answersTo([...asked, ...more])
          const keys = new Set(asked.map(questionKey))
          const cut = { ...wide, answers: new Map([...wide.answers].filter(([key]) => keys.has(key))) }
          expect(translate(cut, O.none)(configured)).toEqual(translate(wide, O.none)(configured))
        }
      })
    )
  })

  test('does not depend on the order in which objects are read', () => {
    fc.assert(
      fc.property(
        world.chain((manifests) =>
          fc.tuple(
            fc.constant(objectsOf(manifests)),
            fc.shuffledSubarray([...objectsOf(manifests)], { minLength: objectsOf(manifests).length })
          )
        ),
        ([inOrder, shuffled]) => {
          const one = outcomes(inOrder)
          const other = outcomes(shuffled)
          expect([...other.keys()]).toEqual([...one.keys()])
          for (const [id, outcome] of one) expect(sorted(other.get(id)), id).toEqual(sorted(outcome))
        }
      )
    )
  })

  test('of a group that a change does not touch stays the same', () => {
    fc.assert(
      fc.property(editPair, ([before, after]) => {
        const changed = after.ingresses.filter((ingress) => !before.ingresses.includes(ingress))
        const cluster = clusterFrom(install, objectsOf(before).map(decodeObject))
        const touched = new Set(
          changed.flatMap((ingress) => [...applyChange(cluster, { type: 'set', object: decodeObject(ingress) })[1]])
        )
        const then = outcomes(objectsOf(before))
        const now = outcomes(objectsOf(after))
        for (const id of new Set([...then.keys(), ...now.keys()])) {
          if (!touched.has(id)) expect(now.get(id), id).toEqual(then.get(id))
        }
      })
    )
  })

  test('of every other group stays the same when one Ingress can no longer be read', () => {
    fc.assert(
      fc.property(
        world.chain((manifests) => broken(manifests).map((after) => [manifests, after] as const)),
        ([before, [after, name]]) => {
          const ingress = before.ingresses.find(({ metadata }) => `${metadata.namespace}/${metadata.name}` === name)
          const own = ingress?.metadata.annotations?.['alb.ingress.kubernetes.io/group.name'] ?? name
          const then = outcomes(objectsOf(before))
          const now = outcomes(objectsOf(after))
          expect(Array.isArray(now.get(String(own)))).toBe(true)
          for (const [id, outcome] of then) if (id !== own) expect(now.get(id), id).toEqual(outcome)
        }
      )
    )
  })
})
