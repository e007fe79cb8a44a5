import { type AwsKind, aboutKind, type BoundCall, fieldsOf, type KindName, kindNames } from '@alb-ingress/core'
import { awsCalls } from '@alb-ingress/core/testing'
import { ids, samples } from './samples.js'

type Field = ReturnType<typeof fieldsOf>[number][1]
type Values = Readonly<Record<string, unknown>>

/** A call that some plan could hold, and the field it is there for; none where it is about the whole resource. */
export interface Possible {
  readonly kind: AwsKind
  readonly field?: string
  readonly call: BoundCall
}

const isAwsKind = (kind: KindName): kind is AwsKind => kind !== 'TargetGroupBinding'

/** The fields that travel with a creating call. */
export const createdWith = (kind: AwsKind): Values => {
  const sample: Values = samples[kind]
  return Object.fromEntries(
    fieldsOf(kind).flatMap(([name, { afterCreate }]) => (afterCreate ? [] : [[name, sample[name]]]))
  )
}

const changing = (kind: AwsKind, name: string, field: Field): ReadonlyArray<BoundCall> => {
  const id = ids[kind]
  const sample: Values = samples[kind]
  const value = sample[name]
  const { change } = field
  switch (change.how) {
    case 'modifiedBy':
      // The call that moves rules names many of them.
      return change.call === 'SetRulePriorities'
        ? [awsCalls.prioritise(ids.Listener, [{ rule: id, from: 1, to: 7 }])]
        : [awsCalls.modify(kind, id, change.call, { [name]: value })]
    case 'attached':
      return [
        awsCalls.modify(kind, id, change.attach, { [name]: value }),
        awsCalls.detach(kind, id, change.detach, name, value)
      ]
    case 'elements':
      // A field with elements is a list.
      return (['add', 'remove'] as const).map((way) =>
        awsCalls.change(way, kind, id, change[way], name, value as ReadonlyArray<unknown>)
      )
    case 'retagged':
      return [awsCalls.tag(kind, [id], { team: 'shop' }), awsCalls.untag(kind, [id], { team: 'shop' })]
    default:
      return []
  }
}

/** Every call that the kinds declare: a field that is added to one of them is here, and its action with it. */
export const possibleCalls: ReadonlyArray<Possible> = kindNames
  .filter(isAwsKind)
  .flatMap((kind) => [
    { kind, call: awsCalls.create(kind, aboutKind(kind).create, createdWith(kind)) },
    ...fieldsOf(kind).flatMap(([name, field]) =>
      changing(kind, name, field).map((call) => ({ kind, field: name, call }))
    ),
    { kind, call: awsCalls.remove(kind, ids[kind]) }
  ])
