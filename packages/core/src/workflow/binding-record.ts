import { keyOfObject } from '../kubernetes/object.js'
import type { KubernetesWrite } from '../plan/write.js'
import { type FoundEndpoints, targetKey } from '../targets/endpoint.js'
import { recordData, recorded, recordOf } from '../targets/multi-cluster.js'
import type { TargetChange, TargetRules } from '../targets/wanted.js'
import type { Situation } from './binding-work.js'

type ConfigMapWrite = Extract<KubernetesWrite, { write: 'configMap' }>

/** What of the target group this cluster has put there; `undefined` where nobody has written that down. */
export const oursIn = ({ cluster, binding, memory }: Situation): TargetRules['ours'] => {
  if (!binding.spec.multiClusterTargetGroup) return 'all'
  if (memory.record !== undefined) return memory.record
  const { namespace = '', name } = recordOf(binding.object)
  const record = cluster.objects.ConfigMap.get(keyOfObject({ namespace, name }))
  return record === undefined ? undefined : recorded(record.data)
}

const sameKeys = (one: ReadonlySet<string> | undefined, other: ReadonlySet<string>): boolean =>
  one !== undefined && one.size === other.size && [...one].every((key) => other.has(key))

/**
 * What this cluster has in a target group of several clusters is written down before it is so, with those that are about to go; and once more
 * when they are gone. Whoever is stopped on the way leaves nobody of whom nothing is known.
 */
export const recordWrites = (
  { binding }: Situation,
  { endpoints }: FoundEndpoints,
  { register, deregister }: TargetChange,
  ours: TargetRules['ours']
): { readonly before: ReadonlyArray<ConfigMapWrite>; readonly after: ReadonlyArray<ConfigMapWrite> } => {
  if (!binding.spec.multiClusterTargetGroup || ours === 'all') return { before: [], after: [] }
  const write = (keys: ReadonlySet<string>): ConfigMapWrite => ({
    ...{ write: 'configMap', object: recordOf(binding.object) },
    data: recordData(keys)
  })
  const last = new Set(endpoints.map(targetKey))
  const first = new Set([...last, ...deregister.map(targetKey)])
  const before = register.length === 0 || sameKeys(ours, first) ? [] : [write(first)]
  return { before, after: sameKeys(before.length === 0 ? ours : first, last) ? [] : [write(last)] }
}
