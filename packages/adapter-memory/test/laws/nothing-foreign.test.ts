import {
  type Aws,
  type BoundCall,
  carryOut,
  clusterTag,
  equal,
  planOf,
  resourceTag,
  sharedResourceTag,
  stackTag,
  subjectsOf
} from '@alb-ingress/core'
import { editPair, type Manifest, type World as Manifests, objectsOf } from '@alb-ingress/core/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { World } from '../../src/index.js'
import { install, look, pass, quiet, stage } from './stage.js'

type Tags = Readonly<Record<string, string>>

const without = (tags: Tags, ...keys: ReadonlyArray<string>): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)))

/** What somebody may have made of the tags of a resource, so that it is ours no more. */
const estranged: Readonly<Record<string, (tags: Tags) => Tags>> = {
  'it has no tags': () => ({}),
  'it is tagged for another cluster': (tags) => ({ ...tags, [clusterTag]: 'other' }),
  'it is tagged for a group that nobody has': (tags) => ({ ...tags, [stackTag]: 'nobody/has' }),
  'the cluster is not said': (tags) => without(tags, clusterTag),
  'the group is not said': (tags) => without(tags, stackTag),
  'which resource it is is not said': (tags) => without(tags, resourceTag, sharedResourceTag),
  'only the cluster is said': () => ({ [clusterTag]: install.clusterName }),
  'it is one of a Service': (tags) => ({
    ...without(tags, stackTag, resourceTag, sharedResourceTag),
    ...{ 'service.k8s.aws/stack': 'shop/web', 'service.k8s.aws/resource': 'LoadBalancer' }
  }),
  'another cluster has the same group': (tags) => ({
    ...without(tags, clusterTag),
    [clusterTag]: `${install.clusterName}-2`
  })
}

const change = fc.record({ pick: fc.nat(), how: fc.constantFrom(...Object.keys(estranged)) })

/** Gives some resources other tags, and says which, with all that hangs on them. */
const estrange = (world: World, changes: ReadonlyArray<{ readonly pick: number; readonly how: string }>) => {
  const foreign = new Set<string>()
  const tables: ReadonlyArray<Map<string, { readonly tags: Tags }>> = [
    ...[world.loadBalancers, world.targetGroups, world.securityGroups].map(
      // Whatever kind it is: another record of the same kind is put in its place.
      (table) => table as Map<string, { readonly tags: Tags }>
    )
  ]
  for (const { pick, how } of changes) {
    const all = tables.flatMap((table) => [...table.keys()].map((id) => [table, id] as const))
    const [table, id] = all[pick % all.length] ?? []
    const record = id === undefined ? undefined : table?.get(id)
    if (table === undefined || id === undefined || record === undefined) continue
    const tags = estranged[how]?.(record.tags) ?? {}
    if (equal(tags, record.tags)) continue
    table.set(id, { ...record, tags })
    foreign.add(id)
  }
  for (const { arn, loadBalancer } of world.listeners.values()) if (foreign.has(loadBalancer)) foreign.add(arn)
  for (const { arn, listener } of world.rules.values()) if (foreign.has(listener)) foreign.add(arn)
  return foreign
}

/** The foreign resources as they are. */
const sightOf = (world: World, foreign: ReadonlySet<string>): unknown =>
  [world.loadBalancers, world.listeners, world.rules, world.targetGroups, world.securityGroups].flatMap((table) =>
    [...(table as ReadonlyMap<string, unknown>)].filter(([id]) => foreign.has(id))
  )

const watched = (aws: Aws): { readonly aws: Aws; readonly sent: ReadonlyArray<BoundCall> } => {
  const sent: Array<BoundCall> = []
  const perform: Aws['perform'] = (call) => {
    sent.push(call)
    return aws.perform(call)
  }
  return { aws: { ...aws, perform }, sent }
}

const touched = (call: BoundCall): ReadonlyArray<string | undefined> =>
  [...subjectsOf(call), ...(call.do === 'prioritise' ? [call.subject] : [])].map(({ physicalId }) => physicalId)

const deleted = ({ metadata, ...rest }: Manifest): Manifest => ({
  ...rest,
  metadata: { ...metadata, deletionTimestamp: '2026-02-11T08:15:30Z' }
})
const leaving = (manifests: Manifests): Manifests => ({ ...manifests, ingresses: manifests.ingresses.map(deleted) })

test('whatever lacks our tags, or has those of others, is in no step, and stays as it is', {
  timeout: 60_000
}, async () => {
  const changes = fc.array(change, { minLength: 1, maxLength: 4 })
  let steps = 0
  await fc.assert(
    fc.asyncProperty(editPair, changes, fc.boolean(), async ([before, after], some, isLeaving) => {
      const { show, world } = stage()
      const first = show(objectsOf(before))
      await pass(first.ports)
      first.leave()
      const foreign = estrange(world, some)
      const sight = sightOf(world, foreign)
      const { ports } = show(objectsOf(isLeaving ? leaving(after) : after))
      const { aws, sent } = watched(ports.aws)
      const outlook = await look(ports)
      // What AWS declines, as a name is taken, is no matter here.
      await carryOut({ ...ports, aws }, { ...quiet, repetitions: 1 })(planOf(outlook).plan, outlook.observed)()
      steps += sent.length
      expect(sent.flatMap(touched).filter((id) => id !== undefined && foreign.has(id))).toEqual([])
      expect(sightOf(world, foreign)).toEqual(sight)
    }),
    { numRuns: 150 }
  )
  expect(steps).toBeGreaterThan(500)
})
