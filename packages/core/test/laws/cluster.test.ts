import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { valueIn } from '../../src/checked/checked.js'
import { applyChange, clusterFrom, emptyCluster } from '../../src/groups/apply-change.js'
import { invalid, unmanaged } from '../../src/groups/census.js'
import type { Change, Cluster } from '../../src/groups/cluster.js'
import { groupIds, groupOf, leaversOf } from '../../src/groups/group-of.js'
import { type Decoded, decodeObject } from '../../src/kubernetes/decode.js'
import { remainsOf } from '../../src/kubernetes/remains.js'
import { canonical } from '../../src/support/canonical.js'
import { changes, everyGroup, manifests } from '../../testing/cluster-changes.js'

const installs = fc.constantFrom({ ingressClass: 'alb' }, { ingressClass: '' }, { ingressClass: 'internal' })

const fold = (cluster: Cluster, steps: ReadonlyArray<Change>): Cluster => {
  for (const step of steps) applyChange(cluster, step)
  return cluster
}

const keysOf = (index: ReadonlyMap<unknown, ReadonlySet<string>>) =>
  [...index].map(([under, keys]) => `${String(under)}: ${[...keys].sort().join(' ')}`).sort()

/** All that can be asked of a cluster, as text that is equal for equal answers. */
const answers = (cluster: Cluster): string =>
  JSON.stringify({
    groups: groupIds(cluster),
    each: everyGroup.map((id) => groupOf(cluster, id)),
    services: everyGroup.map((id) => [...(valueIn(groupOf(cluster, id))?.services.keys() ?? [])]),
    leavers: everyGroup.map((id) => leaversOf(cluster, id)),
    invalid: invalid(cluster),
    unmanaged: unmanaged(cluster),
    indexes: [
      cluster.byGroup,
      cluster.byNamespace,
      cluster.byClass,
      cluster.byService,
      cluster.bySecret,
      cluster.servicesBySecret
    ].map(keysOf),
    defaults: [...cluster.defaultClasses].sort()
  })

/** What a group says, its maps included. */
const said = (cluster: Cluster, id: string): string => {
  const group = groupOf(cluster, id)
  const { services, secrets } = valueIn(group) ?? {}
  return canonical([group, [...(services ?? [])], [...(secrets ?? [])], leaversOf(cluster, id)])
}

const nameOfObject = (decoded: Decoded): string => {
  if ('foreign' in decoded) return ''
  if ('unreadable' in decoded) return canonical(decoded.unreadable.object)
  const { kind, value } = decoded.read
  return canonical({ kind, name: value.name, namespace: 'namespace' in value ? value.namespace : undefined })
}

/** What is there after all changes: of each object the last that was said. */
const remaining = (steps: ReadonlyArray<Change>): ReadonlyArray<Decoded> => {
  const last = new Map<string, Decoded>()
  for (const step of steps) {
    if (step.type === 'set') last.set(nameOfObject(step.object), step.object)
    else last.delete(canonical({ kind: step.kind, name: step.name, namespace: step.namespace }))
  }
  return [...last.values()]
}

// Long enough for objects to meet: by itself fast-check prefers short lists.
const histories = fc.array(changes, { maxLength: 60, size: 'max' })

describe('a cluster', () => {
  test('that was changed step by step answers like one that is read anew', () => {
    fc.assert(
      fc.property(installs, histories, (install, steps) => {
        expect(answers(fold(emptyCluster(install), steps))).toBe(answers(clusterFrom(install, remaining(steps))))
      }),
      { numRuns: 300 }
    )
  })

  test('answers alike in whatever order its objects arrive', () => {
    const objects = fc
      .uniqueArray(
        manifests.map((manifest) => decodeObject(manifest)),
        { selector: nameOfObject, maxLength: 25, size: 'max' }
      )
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
    fc.assert(
      fc.property(installs, objects, (install, [all, shuffled]) => {
        const set = shuffled.map((object): Change => ({ type: 'set', object }))
        expect(answers(fold(emptyCluster(install), set))).toBe(answers(clusterFrom(install, all)))
      }),
      { numRuns: 200 }
    )
  })

  test('that changes names every group that says something else afterwards', () => {
    fc.assert(
      fc.property(installs, histories, changes, (install, steps, change) => {
        const cluster = fold(emptyCluster(install), steps)
        const before = everyGroup.map((id) => said(cluster, id))
        const listed = groupIds(cluster)
        const [after, touched] = applyChange(cluster, change)
        const different = everyGroup.filter((id, index) => said(after, id) !== before[index])
        const appeared = groupIds(after).filter((id) => !listed.includes(id))
        const vanished = listed.filter((id) => !groupIds(after).includes(id))
        expect([...touched]).toEqual(expect.arrayContaining([...different, ...appeared, ...vanished]))
      }),
      { numRuns: 1500 }
    )
  })

  test('that is told of a new status only, names no group, and knows the status', () => {
    const status = { loadBalancer: { ingress: [{ hostname: 'new.example.com', ports: [{ port: 80 }] }] } }
    const worlds = fc.uniqueArray(manifests, {
      selector: (manifest) => nameOfObject(decodeObject(manifest)),
      maxLength: 25,
      size: 'max'
    })
    let shown = 0
    fc.assert(
      fc.property(installs, worlds, (install, objects) => {
        const cluster = clusterFrom(install, objects.map(decodeObject))
        for (const object of objects) {
          const metadata = { ...object.metadata, resourceVersion: '2', managedFields: [{}] }
          const decoded = decodeObject({ ...object, status, metadata })
          if (!('read' in decoded)) continue
          expect([...applyChange(cluster, { type: 'set', object: decoded })[1]]).toEqual([])
          if (decoded.read.kind !== 'Ingress') continue
          shown += 1
          const { namespace, name } = decoded.read.value
          const { published } = cluster.objects.Ingress.get(`${namespace}/${name}`) ?? {}
          expect(published).toMatchObject([{ hostname: 'new.example.com' }])
        }
      })
    )
    expect(shown).toBeGreaterThan(50)
  })

  test('that is given what it holds already says the same', () => {
    fc.assert(
      fc.property(installs, histories, (install, steps) => {
        const cluster = fold(emptyCluster(install), steps)
        const before = answers(cluster)
        expect(
          answers(
            fold(
              cluster,
              remaining(steps).map((object): Change => ({ type: 'set', object }))
            )
          )
        ).toBe(before)
      })
    )
  })
})

describe('decoding', () => {
  const json = fc.jsonValue({ maxDepth: 4 })
  const kinds = fc.constantFrom('Ingress', 'Service', 'IngressClass', 'IngressClassParams', 'Secret', 'Pod', 'Gateway')
  const versions = fc.constantFrom('v1', 'networking.k8s.io/v1', 'extensions/v1beta1', 'elbv2.k8s.aws/v1beta1')

  test('has an answer for whatever stands in an object', () => {
    fc.assert(
      fc.property(kinds, versions, json, json, (kind, apiVersion, metadata, spec) => {
        const decoded = decodeObject({ kind, apiVersion, metadata, spec, data: spec })
        if ('unreadable' in decoded) expect(decoded.unreadable.problems.length).toBeGreaterThan(0)
        expect(Object.keys(decoded)).not.toEqual([])
      }),
      { numRuns: 500 }
    )
  })

  test('keeps of a readable Ingress what it keeps of an unreadable one', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        const decoded = decodeObject(manifest)
        if (!('read' in decoded) || decoded.read.kind !== 'Ingress') return
        const { value } = decoded.read
        expect(value).toMatchObject(remainsOf(manifest, { kind: 'Ingress', ...value }))
      })
    )
  })
})
