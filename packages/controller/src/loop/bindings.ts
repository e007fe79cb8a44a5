import {
  type Binding,
  type BindingMemory,
  bindingsTouchedBy,
  type Change,
  type Cluster,
  type GroupId,
  type GroupOutlook,
  groupIds,
  keyOfObject,
  nothingRemembered,
  type ObservedState,
  recordOf,
  type Stack,
  targetBindings
} from '@alb-ingress/core'

/** All bindings, and what is remembered of each. */
export interface Bindings {
  readonly all: () => ReadonlyMap<string, Binding>
  /** Whether none is missing: where they follow from groups, each of those was looked at, and checks or has checked. */
  readonly areAll: () => boolean
  /** Something that bindings follow from is another now. */
  readonly renew: () => void
  /** The bindings that a change touches. Asked before the cluster takes it in. */
  readonly touchedBy: (change: Change) => ReadonlySet<string>
  /** What is wanted of a group: where the cluster does not know TargetGroupBindings, they follow from it. */
  readonly note: (id: GroupId, group: GroupOutlook | undefined) => void
  /** A target group, by its ARN, that was just made: nobody need ask whether it has targets. */
  readonly noteEmpty: (targetGroup: string) => void
  readonly memoryOf: (key: string) => BindingMemory
  readonly remember: (key: string, memory: BindingMemory | undefined) => void
  /** Whether the addresses of Pods are targets somewhere. */
  readonly needPods: () => boolean
  /** ConfigMaps, as `namespace/name`, that say what of a target group of several clusters is ours. */
  readonly records: () => ReadonlyArray<string>
  readonly forget: () => void
}

const ownKey = (change: Change): string | undefined => {
  if (change.type === 'removed')
    return change.kind === 'TargetGroupBinding' ? `${change.namespace ?? ''}/${change.name}` : undefined
  if (!('read' in change.object) || change.object.read.kind !== 'TargetGroupBinding') return undefined
  return keyOfObject(change.object.read.value)
}

export const bindingsIn = (
  cluster: () => Cluster,
  observed: () => ObservedState,
  areObjects: () => boolean,
  now: () => number
): Bindings => {
  let known: ReadonlyMap<string, Binding> | undefined
  const memories = new Map<string, BindingMemory>()
  const wanted = new Map<GroupId, Stack>()
  const empty = new Map<string, number>()
  const ofNew = (targetGroup = ''): BindingMemory => {
    const at = empty.get(targetGroup)
    return at === undefined ? nothingRemembered : { targets: { at, found: [] } }
  }
  const all = (): ReadonlyMap<string, Binding> => {
    known ??= targetBindings(cluster(), observed(), areObjects() ? [] : wanted.values())
    return known
  }
  const renew = (): void => {
    known = undefined
  }
  return {
    all,
    areAll: () => areObjects() || groupIds(cluster()).every((id) => wanted.has(id)),
    renew,
    touchedBy: (change) => {
      const own = ownKey(change)
      if (own !== undefined) {
        renew()
        return new Set([own])
      }
      return bindingsTouchedBy(cluster(), all(), change)
    },
    note: (id, group) => {
      if (group === undefined) wanted.delete(id)
      else if (group.planned._tag !== 'Left') wanted.set(id, group.planned.right)
    },
    noteEmpty: (targetGroup) => {
      empty.set(targetGroup, now())
    },
    memoryOf: (key) => memories.get(key) ?? ofNew(all().get(key)?.targetGroup),
    remember: (key, memory) => {
      if (memory === undefined) memories.delete(key)
      else memories.set(key, memory)
      empty.delete(all().get(key)?.targetGroup ?? '')
    },
    needPods: () => [...all().values()].some(({ spec }) => spec.targetType === 'ip'),
    records: () =>
      [...all().values()].flatMap(({ spec, object }) => {
        const { namespace, name } = recordOf(object)
        return spec.multiClusterTargetGroup ? [`${namespace}/${name}`] : []
      }),
    forget: () => {
      renew()
      memories.clear()
      empty.clear()
      wanted.clear()
    }
  }
}
