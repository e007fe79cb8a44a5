import { wholeNumberIn } from '../annotations/codecs/text.js'
import { annotations } from '../annotations/registry.js'
import { type Diagnostic, diagnostic, nameOf, type Related } from '../checked/diagnostic.js'
import type { Unreadable } from '../kubernetes/decode.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { refToObject } from '../kubernetes/object.js'
import { shown } from '../kubernetes/problems.js'
import { E, O } from '../prelude.js'
import { finalizerOf, type GroupId } from './group.js'
import type { Placed } from './standing.js'

const { fullKey } = annotations.groupOrder
const lowest = -1000
const highest = 1000

/** The place that an Ingress asks for in its group; 0 where it does not ask. */
export const orderOf = (ingress: Ingress): E.Either<Diagnostic, number> => {
  const text = ingress.annotations[fullKey]
  if (text === undefined) return E.right(0)
  const order = wholeNumberIn(text, lowest, highest)
  if (O.isSome(order)) return E.right(order.value)
  const object = refToObject('Ingress', ingress)
  return E.left(
    diagnostic(
      'group/order',
      { object, path: ['metadata', 'annotations', fullKey] },
      `${nameOf(object)} asks for the place ${shown(text)} in its group, which is no whole number between ${lowest} and ${highest}.`,
      `Write a whole number between ${lowest} and ${highest}, or remove the annotation, which means 0.`
    )
  )
}

const relatedTo = (problems: ReadonlyArray<Diagnostic>): ReadonlyArray<Related> =>
  problems.map(({ at, message }) => ({ at, message }))

/** A group that cannot go on, because one Ingress may or may not belong to it. */
export const frozenBy = (
  group: GroupId,
  { ingress, holds }: Placed,
  problems: ReadonlyArray<Diagnostic>
): Diagnostic => {
  const object = refToObject('Ingress', ingress)
  const why = problems.map(({ message }) => message).join(' ')
  const isHeld = holds.includes(group)
  return diagnostic(
    'group/member',
    { object, path: isHeld ? ['metadata', 'finalizers'] : ['metadata', 'annotations', annotations.groupName.fullKey] },
    `Nothing of group ${group} is changed, as ${nameOf(object)} ${isHeld ? 'was a member' : 'claims to be a member'}: ${why}`,
    isHeld
      ? `Correct it. If it is meant to leave the group, delete it, or remove its finalizer ${finalizerOf(group)}.`
      : 'Correct it, or take it out of the input.',
    relatedTo(problems)
  )
}

/** Taken for missing, the Service would be answered by 503 for as long as nobody corrects it. */
export const unreadableService = ({ ingress }: Placed, { object, problems }: Unreadable): Diagnostic =>
  diagnostic(
    'group/service',
    { object, path: [] },
    `${nameOf(refToObject('Ingress', ingress))} names ${nameOf(object)}, which cannot be read: ${problems.map(({ message }) => message).join(' ')}`,
    `Correct ${nameOf(object)}.`,
    relatedTo(problems)
  )
