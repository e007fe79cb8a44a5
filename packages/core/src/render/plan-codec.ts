import type { Step } from '../plan/step.js'
import { E, t } from '../prelude.js'
import { word } from '../resources/fields.js'
import { fieldsOf, kindNames, kinds } from '../resources/kinds.js'
import { Arn, type AwsKind, type KindName } from '../resources/ref.js'

type Codec = t.Mixed
type Members = Readonly<Record<string, unknown>>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One of several shapes, told apart by one member. Its errors are those of the shape that was meant, which a union cannot say. */
export const tagged = (name: string, tag: string, shapes: Readonly<Record<string, Codec>>): Codec =>
  new t.Type<unknown>(
    name,
    (value): value is unknown => isMembers(value),
    (value, context) => {
      if (!isMembers(value)) return t.failure(value, context)
      const shape = Object.entries(shapes).find(([word]) => word === value[tag])?.[1]
      const at = t.appendContext(context, tag, t.string, value[tag])
      return shape === undefined
        ? t.failure(value[tag], at, Object.keys(shapes).join(' or '))
        : shape.validate(value, context)
    },
    t.identity
  )

const Texts = t.record(t.string, t.string)
const ObjectRef = t.intersection([t.type({ kind: t.string, name: t.string }), t.partial({ namespace: t.string })])

const subjectOf = (kind: Codec) =>
  t.intersection([
    t.type({ stack: t.string, kind, id: t.string }),
    t.partial({ superseded: t.number, physicalId: t.string })
  ])

const isAws = (kind: KindName): kind is AwsKind => kind !== 'TargetGroupBinding'
const awsKinds = kindNames.filter(isAws)

/** Some fields of a kind, each as its declaration says; a field that no kind has is left out. */
export const someFields = (kind: KindName): Codec =>
  t.exact(t.partial(Object.fromEntries(fieldsOf(kind).map(([name, { codec }]) => [name, codec]))))

const callOn = (kind: AwsKind, members: Readonly<Record<string, Codec>>): Codec =>
  t.type({ do: t.string, kind: t.literal(kind), action: t.string, ...members })

const ofEachKind = (members: (kind: AwsKind) => Readonly<Record<string, Codec>>): Codec =>
  tagged('call', 'kind', Object.fromEntries(awsKinds.map((kind) => [kind, callOn(kind, members(kind))])))

const fieldCodec = (kind: AwsKind, field: unknown): Codec | undefined => {
  const codecs: Readonly<Record<string, { readonly codec: Codec }>> = kinds[kind].fields
  return Object.entries(codecs).find(([name]) => name === field)?.[1].codec
}

/** What a member of a call holds is of the field that the call names. */
const ofItsField = (kind: AwsKind, member: 'elements' | 'value'): Codec => {
  const base = callOn(kind, { subject: subjectOf(t.literal(kind)), field: t.string, [member]: t.unknown })
  return new t.Type<unknown>(
    base.name,
    base.is,
    (value, context) => {
      const read = base.validate(value, context)
      if (E.isLeft(read) || !isMembers(value)) return read
      const codec = fieldCodec(kind, value.field)
      if (codec === undefined)
        return t.failure(value.field, t.appendContext(context, 'field', t.string, value.field), `a field of ${kind}`)
      const held = codec.validate(value[member], t.appendContext(context, member, codec, value[member]))
      return E.isLeft(held) ? held : t.success(value)
    },
    t.identity
  )
}

const AnyKind = word('SecurityGroup', 'Certificate', 'LoadBalancer', 'TargetGroup', 'Listener', 'ListenerRule')
const named = ofEachKind((kind) => ({ subject: subjectOf(t.literal(kind)) }))
const holding = (member: 'elements' | 'value'): Codec =>
  tagged('call', 'kind', Object.fromEntries(awsKinds.map((kind) => [kind, ofItsField(kind, member)])))
const inElements = holding('elements')
const inTags = t.type({ kind: AnyKind, action: t.string, subjects: t.array(subjectOf(AnyKind)), tags: Texts })

const Call = tagged('call', 'do', {
  create: ofEachKind((kind) => ({ subject: subjectOf(t.literal(kind)), spec: someFields(kind) })),
  modify: ofEachKind((kind) => ({ subject: subjectOf(t.literal(kind)), fields: someFields(kind) })),
  add: inElements,
  remove: inElements,
  detach: holding('value'),
  tag: inTags,
  untag: inTags,
  delete: named,
  prioritise: t.type({
    kind: t.literal('ListenerRule'),
    action: t.literal('SetRulePriorities'),
    subject: subjectOf(AnyKind),
    rules: t.array(t.type({ rule: subjectOf(t.literal('ListenerRule')), from: t.number, to: t.number }))
  })
})

const Published = t.array(t.type({ hostname: t.string, ports: t.array(t.number) }))
const inFinalizers = t.type({ object: ObjectRef, finalizer: t.string })
const Binding = subjectOf(t.literal('TargetGroupBinding'))
const inBindings = t.type({
  subject: Binding,
  object: ObjectRef,
  labels: Texts,
  spec: kinds.TargetGroupBinding.fields.spec.codec
})

const Reasoned = { reason: t.string, message: t.string }
const Ready = t.type({ status: word('True', 'False'), ...Reasoned })

const Write = tagged('write', 'write', {
  addFinalizer: inFinalizers,
  removeFinalizer: inFinalizers,
  status: t.intersection([
    t.type({ object: ObjectRef, status: t.array(t.type({ hostname: Arn, ports: t.array(t.number) })) }),
    t.partial({ shown: Published })
  ]),
  createBinding: inBindings,
  patchBinding: inBindings,
  deleteBinding: t.type({ subject: Binding, object: ObjectRef }),
  podCondition: t.type({
    object: ObjectRef,
    uid: t.string,
    condition: t.type({ type: t.string, status: word('True', 'False', 'Unknown'), ...Reasoned })
  }),
  bindingStatus: t.intersection([
    t.type({ object: ObjectRef, observedGeneration: t.number }),
    t.partial({ ready: Ready })
  ]),
  bindingCheckpoint: t.type({ object: ObjectRef, checkpoint: t.string, at: t.number }),
  event: t.type({ object: ObjectRef, type: word('Normal', 'Warning'), ...Reasoned }),
  configMap: t.type({ object: ObjectRef, data: Texts }),
  deleteConfigMap: t.type({ object: ObjectRef })
})

const because = word(
  'absent',
  'changed',
  'surplus',
  'replaced',
  'refersToReplaced',
  'superseded',
  'leaving',
  'makesRoom',
  'joins',
  'published'
)
const Cause = t.intersection([
  t.type({ because }),
  t.partial({ field: t.string, observed: t.unknown, desired: t.unknown })
])

const stepMembers = { id: t.string, stack: t.string, causes: t.array(Cause), after: t.array(t.string) }

/** A step as it is saved: with the steps that must be done before it. */
export type SavedStep = Step & { readonly after: ReadonlyArray<string> }

// The codecs of the fields are those from which the types of specs, and so of steps, are inferred.
export const SavedStep = tagged('step', 'on', {
  aws: t.type({ ...stepMembers, call: Call }),
  kubernetes: t.type({ ...stepMembers, write: Write })
}) as t.Type<SavedStep, unknown>
