import { equal, type KubernetesWrite } from '@alb-ingress/core'
import type { StoredObject } from './stored-object.js'

type WriteOf<W extends KubernetesWrite['write']> = Extract<KubernetesWrite, { readonly write: W }>

/** A time as the API server writes it: without fractions of a second. */
export const timestamp = (now: number): string => new Date(now).toISOString().replace(/\.\d+Z$/, 'Z')

interface Stated {
  readonly type: string
  readonly status: string
  readonly lastTransitionTime?: string
}

const statusOf = ({ status }: StoredObject): Readonly<Record<string, unknown>> => ({ ...Object(status) })

const conditionsOf = (object: StoredObject): ReadonlyArray<Stated> => {
  const { conditions } = statusOf(object)
  return Array.isArray(conditions) ? conditions : []
}

/** The object with a condition in place of the one of its type. The time of its last transition moves with its status. */
export const withCondition = (object: StoredObject, condition: Stated, now: number): StoredObject => {
  const all = conditionsOf(object)
  const before = all.find(({ type }) => type === condition.type)
  const stays = before?.status === condition.status && before.lastTransitionTime !== undefined
  const lastTransitionTime = stays ? before.lastTransitionTime : timestamp(now)
  const conditions = [...all.filter((each) => each !== before), { ...condition, lastTransitionTime }]
  return before !== undefined && equal({ ...condition, lastTransitionTime }, before)
    ? object
    : { ...object, status: { ...statusOf(object), conditions } }
}

/** A binding whose status speaks of a generation, and says whether it is ready where that is known. */
export const withObserved = (object: StoredObject, write: WriteOf<'bindingStatus'>, now: number): StoredObject => {
  const { observedGeneration, ready } = write
  const observed = { ...object, status: { ...statusOf(object), observedGeneration } }
  return ready === undefined ? observed : withCondition(observed, { type: 'Ready', ...ready }, now)
}

/** A binding with its checkpoint, and the second in which it was written. */
export const withCheckpoint = (
  object: StoredObject,
  { checkpoint, at }: WriteOf<'bindingCheckpoint'>
): StoredObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    annotations: {
      ...object.metadata.annotations,
      'elbv2.k8s.aws/checkpoint': checkpoint,
      'elbv2.k8s.aws/checkpoint-timestamp': String(Math.floor(at / 1000))
    }
  }
})
