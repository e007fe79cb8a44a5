import { aboutKind } from '../resources/kinds.js'
import { isRef, keyOf, mapLeaves, type Output, type Ref, type ResourceName, refTo } from '../resources/ref.js'
import type { AwsCall, BoundCall, Subject } from './call.js'
import type { KubernetesWrite, PublishedHost } from './write.js'

/** What is known at the time of a call: the output of a resource by its name, or `undefined` where nothing has told it yet. */
export type Outputs = (name: ResourceName, output: Output) => string | undefined

const resolve = (ref: Ref, outputs: Outputs): string => {
  const value = outputs(ref, ref.output)
  if (value === undefined) throw new Error(`Nobody knows the ${ref.output} of ${keyOf(ref)}, which a step refers to`)
  return value
}

const literal = <A>(value: A, outputs: Outputs): A =>
  // A literal stands wherever a reference may.
  mapLeaves(value, (part) => (isRef(part) ? resolve(part, outputs) : part)) as A

const known = <S extends Subject>(subject: S, outputs: Outputs): S =>
  subject.physicalId === undefined
    ? { ...subject, physicalId: resolve(refTo(subject, aboutKind(subject.kind).identifiedBy), outputs) }
    : subject

const resolved = (call: AwsCall, outputs: Outputs): AwsCall => {
  switch (call.do) {
    case 'create':
      return { ...call, spec: literal<unknown>(call.spec, outputs) } as AwsCall // the spec keeps its shape
    case 'modify':
      return {
        ...call,
        subject: known(call.subject, outputs),
        fields: literal<unknown>(call.fields, outputs)
      } as AwsCall // as do the fields
    case 'add':
    case 'remove':
      return { ...call, subject: known(call.subject, outputs), elements: literal(call.elements, outputs) }
    case 'prioritise':
      return {
        ...call,
        subject: known(call.subject, outputs),
        rules: call.rules.map((move) => ({ ...move, rule: known(move.rule, outputs) }))
      }
    case 'tag':
    case 'untag':
      return { ...call, subjects: call.subjects.map((subject) => known(subject, outputs)) }
    case 'detach':
    case 'delete':
      return { ...call, subject: known(call.subject, outputs) }
  }
}

/** The call as it is sent: references replaced by what they stand for. One that nobody can resolve is a defect of the plan's order. */
export const bindCall = (call: AwsCall, outputs: Outputs): BoundCall => ({ ...resolved(call, outputs), bound: true })

const inLowerCase = ({ hostname, ports }: PublishedHost): PublishedHost => ({
  hostname: typeof hostname === 'string' ? hostname.toLowerCase() : hostname,
  ports
})

/** The write as it is sent. Host names are shown in lower case. */
export const bindWrite = (write: KubernetesWrite, outputs: Outputs): KubernetesWrite => {
  switch (write.write) {
    case 'status':
      return { ...write, status: literal(write.status, outputs).map(inLowerCase) }
    case 'createBinding':
    case 'patchBinding':
      return { ...write, spec: literal(write.spec, outputs) }
    default:
      return write
  }
}
