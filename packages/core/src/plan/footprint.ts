import { keyOf, type Ref, refsIn, type StackId } from '../resources/ref.js'
import { type AwsCall, type Subject, subjectsOf } from './call.js'
import type { Step } from './step.js'
import type { KubernetesWrite } from './write.js'

/** What a step does to resources, whichever port carries it out. */
export interface Footprint {
  readonly does:
    | 'create'
    | 'modify'
    | 'add'
    | 'remove'
    | 'prioritise'
    | 'tag'
    | 'untag'
    | 'delete'
    | 'claim'
    | 'publish'
    | 'release'
  readonly stack: StackId
  readonly subjects: ReadonlyArray<Subject>
  /** The fields that change, where it is only some of them. */
  readonly fields: ReadonlyArray<string>
  /** What the new values refer to. */
  readonly refs: ReadonlyArray<Ref>
}

/** How steps and observations name one thing: as AWS does where it exists, by its key where this plan makes it. */
export const handleOf = (subject: Subject): string => subject.physicalId ?? keyOf(subject)

type Did = Omit<Footprint, 'stack'>

/** The fields of a call, and those that go with them: AWS takes all certificates from a listener that speaks plain HTTP. */
const fieldsOf = (call: Extract<AwsCall, { do: 'modify' }>): ReadonlyArray<string> => {
  const sent = Object.keys(call.fields)
  const losesTls = call.kind === 'Listener' && call.fields.protocol === 'HTTP'
  return losesTls ? [...sent, 'defaultCertificate', 'certificates'] : sent
}

const ofCall = (call: AwsCall): Did => {
  const subjects = subjectsOf(call)
  switch (call.do) {
    case 'create':
      return { does: 'create', subjects, fields: Object.keys(call.spec), refs: refsIn(call.spec) }
    case 'modify':
      return { does: 'modify', subjects, fields: fieldsOf(call), refs: refsIn(call.fields) }
    case 'add':
      return { does: 'add', subjects, fields: [call.field], refs: refsIn(call.elements) }
    case 'remove':
      return { does: 'remove', subjects, fields: [call.field], refs: [] }
    case 'detach':
      return { does: 'remove', subjects, fields: [call.field], refs: [] }
    case 'prioritise':
      return { does: 'prioritise', subjects, fields: ['priority'], refs: [] }
    default:
      return { does: call.do, subjects, fields: [], refs: [] }
  }
}

type BindingWrite = Extract<KubernetesWrite, { write: 'createBinding' | 'patchBinding' | 'deleteBinding' }>

// Kubernetes knows an object by namespace and name, so that is the physical id of a binding.
const bindingSubject = ({ subject, object }: BindingWrite): Subject => ({
  ...subject,
  physicalId: `${object.namespace ?? ''}/${object.name}`
})

const ofWrite = (write: KubernetesWrite): Did => {
  const nothing = { subjects: [], fields: [], refs: [] }
  switch (write.write) {
    case 'addFinalizer':
      return { ...nothing, does: 'claim' }
    case 'removeFinalizer':
      return { ...nothing, does: 'release' }
    case 'status':
      return { ...nothing, does: 'publish', refs: refsIn(write.status) }
    case 'createBinding':
      return { does: 'create', subjects: [write.subject], fields: ['labels', 'spec'], refs: refsIn(write.spec) }
    case 'patchBinding':
      return { does: 'modify', subjects: [bindingSubject(write)], fields: ['labels', 'spec'], refs: refsIn(write.spec) }
    case 'deleteBinding':
      return { does: 'delete', subjects: [bindingSubject(write)], fields: [], refs: [] }
    // Plans of bindings say themselves what comes before what.
    default:
      return { ...nothing, does: 'publish' }
  }
}

/** What a step does, in the words that all rules of order share. */
export const footprintOf = (step: Step): Footprint => ({
  ...(step.on === 'aws' ? ofCall(step.call) : ofWrite(step.write)),
  stack: step.stack
})
