import { refuse } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type Fault, faultText } from '../facts/fault.js'
import type { FoundDetail } from '../ports/aws.js'
import { E } from '../prelude.js'
import type { DetailNeeded, DetailsNeeded, ReadDetail } from '../resources/found.js'
import type { StackId } from '../resources/ref.js'
import { placeOf } from '../translate/context.js'
import type { GroupOutlook } from './outlook.js'

/** A detail that could not be read, and why. */
export interface Unread extends DetailNeeded {
  readonly fault: Fault
}

/** What of the details was told, and what was not. */
export interface Readings {
  readonly read: ReadonlyArray<ReadDetail>
  readonly unread: ReadonlyArray<Unread>
}

/** Parts details that could be read from those that could not. */
export const readingsOf = (found: ReadonlyArray<FoundDetail>): Readings => {
  const read: Array<ReadDetail> = []
  const unread: Array<Unread> = []
  for (const { value, ...detail } of found) {
    if (E.isRight(value)) read.push({ ...detail, value: value.right })
    else unread.push({ ...detail, fault: value.left })
  }
  return { read, unread }
}

/** The stacks that asked for something that could not be read, each with its own. */
export const unreadOf = (
  asked: ReadonlyMap<StackId, DetailsNeeded>,
  unread: ReadonlyArray<Unread>
): ReadonlyMap<StackId, ReadonlyArray<Unread>> => {
  if (unread.length === 0) return new Map()
  const byDetail = new Map(unread.map((each) => [`${each.physicalId} ${each.field}`, each]))
  const found = new Map<StackId, ReadonlyArray<Unread>>()
  for (const [id, details] of asked) {
    const own = details.flatMap(({ physicalId, field }) => byDetail.get(`${physicalId} ${field}`) ?? [])
    if (own.length > 0) found.set(id, own)
  }
  return found
}

const hintFor = ({ kind }: Fault): string => {
  if (kind === 'denied') return 'Give the credentials the right to make this call.'
  if (kind === 'missing') return 'Somebody deleted it meanwhile: the account is looked at again.'
  return 'Nothing of the group is changed; it is read again.'
}

const problem = (at: Diagnostic['at'], { kind, field, physicalId, fault }: Unread): Diagnostic =>
  diagnostic(
    'fact/unread',
    at,
    `${nameOf(at.object)}: ${field} of ${kind} ${physicalId} cannot be read: ${faultText(fault)}`,
    hintFor(fault)
  )

/** The group as it is when parts of what it has cannot be read: frozen, since nobody knows what to change. */
export const frozenUnread = (group: GroupOutlook, unread: ReadonlyArray<Unread>): GroupOutlook => {
  const { prospect } = group
  const at =
    prospect.group._tag === 'Left'
      ? { object: { kind: 'IngressGroup', name: group.id }, path: [] }
      : placeOf({ group: prospect.group.right })
  const [first, ...others] = unread.map((each) => problem(at, each))
  return first === undefined ? group : { ...group, state: 'frozen', planned: refuse(first, ...others) }
}
