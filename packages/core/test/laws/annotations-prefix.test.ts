import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findings, valueIn } from '../../src/checked/checked.js'
import { clusterFrom } from '../../src/groups/apply-change.js'
import { configure } from '../../src/groups/configure.js'
import { groupIds, groupOf } from '../../src/groups/group-of.js'
import { installation } from '../../src/install.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { O } from '../../src/prelude.js'
import { needed, translate } from '../../src/translate/translate.js'
import { answersTo } from '../../testing/account-facts.js'
import type { Manifest } from '../../testing/manifests.js'
import { broken, objectsOf, world } from '../../testing/worlds.js'

const usual = 'alb.ingress.kubernetes.io/'
const own = 'lb.example.com/'

const given = { clusterName: 'demo', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' }

const respelt = ({ metadata, ...manifest }: Manifest): Manifest => ({
  ...manifest,
  metadata: {
    ...metadata,
    annotations: Object.fromEntries(
      Object.entries(metadata.annotations ?? {}).map(([key, text]) => [key.replace(usual, own), text])
    )
  }
})

/** What every group comes to: its stack, and everything that was noticed. */
const outcomes = (annotationsPrefix: string, manifests: ReadonlyArray<Manifest>): unknown => {
  const install = installation({ ...given, annotationsPrefix })
  const cluster = clusterFrom(install, manifests.map(decodeObject))
  return groupIds(cluster).map((id) => {
    const group = groupOf(cluster, id)
    if (group._tag === 'Left') return [id, group.left]
    const configured = configure(install)(group.right)
    const stack = translate(answersTo(needed(configured)), O.none)(configured)
    return [id, findings(group), valueIn(stack), findings(stack)]
  })
}

test('a prefix of its own changes nothing but how keys are told', () => {
  const anyWorld = fc.oneof(
    world,
    world.chain((each) => broken(each)).map(([each]) => each)
  )
  fc.assert(
    fc.property(anyWorld, (manifests) => {
      const objects = objectsOf(manifests)
      const told = JSON.stringify(outcomes(own.slice(0, -1), objects.map(respelt)))
      expect(told).toBe(JSON.stringify(outcomes(usual.slice(0, -1), objects)).replaceAll(usual, own))
    })
  )
})

test('with a prefix of its own, annotations with the usual one say nothing', () => {
  fc.assert(
    fc.property(world, (manifests) => {
      const bare = objectsOf(manifests).map(({ metadata: { annotations: _, ...metadata }, ...rest }) => ({
        ...rest,
        metadata
      }))
      expect(outcomes('lb.example.com', objectsOf(manifests))).toEqual(outcomes('lb.example.com', bare))
    })
  )
})
