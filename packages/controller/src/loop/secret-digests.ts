import {
  afterSecrets,
  digestData,
  digestsIn,
  E,
  type GroupId,
  type GroupOutlook,
  type ObjectRef,
  type OidcDigests,
  type Outlook,
  withOldSecrets
} from '@alb-ingress/core'
import type { ObjectChange } from '../source.js'
import { oneAtATime } from './one-at-a-time.js'
import type { Parts } from './parts.js'

/** What the ConfigMap is called, in the namespace of the controller. */
export const digestsName = 'alb-ingress-oidc-digests'

/** What is remembered of client secrets, in one ConfigMap of ours. */
export interface SecretDigests {
  /** Whether the change was one of that ConfigMap, and so nobody else's. */
  readonly take: (change: ObjectChange) => boolean
  /** The outlook in which log-ins with a new secret look unlike those that are wanted. */
  readonly apply: (outlook: Outlook, id: GroupId) => Outlook
  /** All of a group was carried out, or it is gone. */
  readonly note: (id: GroupId, group: GroupOutlook | undefined) => Promise<void>
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const textsIn = (value: unknown): Readonly<Record<string, string>> =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
    : {}

const isObject = (value: unknown, { kind, namespace, name }: ObjectRef): boolean =>
  isRecord(value) &&
  value.kind === kind &&
  isRecord(value.metadata) &&
  value.metadata.name === name &&
  value.metadata.namespace === namespace

export const secretDigestsIn = ({ ports, options, tell, mayAct, digests }: Parts): SecretDigests => {
  const { object, newSalt } = digests
  const inTurn = oneAtATime()
  let known: OidcDigests | undefined

  const write = async (): Promise<void> => {
    if (known === undefined || !mayAct()) return
    const result = await ports.kubernetes.perform({ write: 'configMap', object, data: digestData(known) })()
    if (E.isLeft(result)) tell({ tells: 'unwritten', fault: result.left })
  }
  return {
    take: (change) => {
      if (change.type !== 'set' || !isObject(change.object, object)) return false
      known = digestsIn(textsIn(isRecord(change.object) ? change.object.data : undefined)) ?? known
      return true
    },
    apply: (outlook, id) => {
      const goal = outlook.desired.stacks.get(id)
      if (known === undefined || goal?.goal !== 'wanted') return outlook
      return { ...outlook, observed: withOldSecrets(outlook.observed, goal.stack, known) }
    },
    note: async (id, group) => {
      if (options.isDryRun || group?.state === 'frozen') return
      const stack = group === undefined || group.planned._tag === 'Left' ? undefined : group.planned.right
      const before = known ?? { salt: newSalt(), byKey: new Map() }
      const after = afterSecrets(before, id, stack)
      if (after === before) return
      known = after
      await inTurn(write)
    }
  }
}
