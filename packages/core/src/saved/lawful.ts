import { type Diagnostic, diagnostic, type ObjectRef } from '../checked/diagnostic.js'
import { finalizerOf } from '../groups/group.js'
import { type AwsCall, type Subject, subjectsOf } from '../plan/call.js'
import { isAwsKind } from '../plan/make-step.js'
import type { Step } from '../plan/step.js'
import type { KubernetesWrite } from '../plan/write.js'
import type { Change } from '../resources/kind.js'
import { aboutKind, fieldsOf } from '../resources/kinds.js'
import { bindingLabels, ownershipTags } from '../resources/ownership.js'
import { type AwsKind, keyOf } from '../resources/ref.js'
import type { ObservedState, Values } from '../resources/stack.js'
import { equal } from '../support/canonical.js'
import { own } from '../support/own.js'
import { printable } from '../support/wording.js'
import type { PlanFile } from './saved-plan.js'

const actionsIn = (change: Change): Readonly<Record<string, string>> => {
  switch (change.how) {
    case 'modifiedBy':
      return { modify: change.call }
    case 'elements':
      return { add: change.add, remove: change.remove }
    case 'attached':
      return { modify: change.attach, detach: change.detach }
    case 'retagged':
      return { tag: change.add, untag: change.remove }
    default:
      return {}
  }
}

/** The actions that a kind declares for what a call does. */
const actionsOf = (kind: AwsKind, does: AwsCall['do']): ReadonlyArray<string | undefined> => {
  if (does === 'create') return [aboutKind(kind).create]
  if (does === 'delete') return [aboutKind(kind).remove]
  if (does === 'prioritise') return ['SetRulePriorities']
  return fieldsOf(kind).map(([, { change }]) => actionsIn(change)[does])
}

/** What there is, and what the plan itself makes: nothing else may be in a step. */
interface Known {
  readonly clusterName: string
  readonly there: ReadonlyMap<string, string>
  readonly made: ReadonlySet<string>
}

const knownIn = ({ install, plan }: PlanFile, observed: ObservedState): Known => ({
  clusterName: install.clusterName,
  there: new Map(
    [...observed.stacks.values()].flatMap(({ resources }) =>
      resources.map((each) => [each.physicalId, keyOf(each)] as const)
    )
  ),
  made: new Set(
    plan.steps.flatMap((step) => (step.on === 'aws' && step.call.do === 'create' ? [keyOf(step.call.subject)] : []))
  )
})

// A rule is called after its listener and its number: where rules change places, the name in a step is another than the one it has now.
const isOurs = ({ there, made }: Known, subject: Subject): boolean => {
  if (subject.physicalId === undefined) return made.has(keyOf(subject))
  const name = there.get(subject.physicalId)
  return subject.kind === 'ListenerRule'
    ? name?.startsWith(`ListenerRule ${subject.stack} `) === true
    : name === keyOf(subject)
}

/** Without the gate, rules and listeners are made without tags; whatever is tagged is tagged as the resource that it is. */
const isTaggedAsOurs = (known: Known, call: Extract<AwsCall, { do: 'create' }>): boolean => {
  const { subject, spec } = call
  const values: Values = spec
  const tags = values.tags as Readonly<Record<string, string>> | undefined // the codec of the field has read it
  if (tags === undefined) return call.kind === 'Listener' || call.kind === 'ListenerRule'
  const mine = ownershipTags(known.clusterName, subject.stack, subject.id)
  return Object.entries(mine).every(([key, value]) => own(tags, key) === value)
}

const wrongInCall = (known: Known, call: AwsCall): string | undefined => {
  if (!isAwsKind(call.kind) || !actionsOf(call.kind, call.do).includes(call.action))
    return `${printable(call.action)} is no call for it`
  const named = call.do === 'prioritise' ? [call.subject, ...subjectsOf(call)] : subjectsOf(call)
  if (call.do !== 'create') {
    const foreign = named.find((subject) => !isOurs(known, subject))
    return foreign === undefined ? undefined : `${printable(foreign.physicalId ?? keyOf(foreign))} is not of its stack`
  }
  return isTaggedAsOurs(known, call) ? undefined : 'what it makes does not get the ownership tags of its stack'
}

const wrongInWrite = (step: Step, write: KubernetesWrite): string | undefined => {
  switch (write.write) {
    case 'addFinalizer':
    case 'removeFinalizer':
      return write.finalizer === finalizerOf(step.stack) ? undefined : 'its finalizer is not that of the group'
    case 'createBinding':
    case 'patchBinding':
      return equal({ ...write.labels, ...bindingLabels(step.stack) }, write.labels)
        ? undefined
        : 'its labels are not those of the stack'
    case 'deleteBinding':
    case 'status':
      return undefined
    default:
      return `${write.write} is no part of a plan for groups`
  }
}

/**
 * What a plan in a file asks for that no plan of ours would: calls on what is not of its stack, foreign ownership tags, other finalizers.
 * A file may have been written by anybody; what it names is only touched where the account shows that it is ours.
 */
export const unlawful = (file: PlanFile, observed: ObservedState, name: string): ReadonlyArray<Diagnostic> => {
  const known = knownIn(file, observed)
  const object: ObjectRef = { kind: 'Plan', name }
  return file.plan.steps.flatMap((step, i) => {
    const wrong = step.on === 'aws' ? wrongInCall(known, step.call) : wrongInWrite(step, step.write)
    if (wrong === undefined) return []
    const message = `The step ${printable(step.id)} cannot be carried out: ${wrong}.`
    return [
      diagnostic('plan/foreign', { object, path: ['steps', i] }, message, 'Make the plan anew with plan --out FILE.')
    ]
  })
}
