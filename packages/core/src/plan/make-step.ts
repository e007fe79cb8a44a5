import type { ObjectRef } from '../checked/diagnostic.js'
import { aboutKind, fieldsOf, type Spec } from '../resources/kinds.js'
import type { AwsKind, KindName, ResourceName } from '../resources/ref.js'
import { nameOfResource, type ObservedResource, type Resource, type Values } from '../resources/stack.js'
import type { AwsCall, CreateCall, ModifyCall, Subject } from './call.js'
import type { Cause, Step, StepId } from './step.js'
import type { KubernetesWrite } from './write.js'

/** Where a change lands: a resource that AWS has already, or one that this plan creates. */
export const subjectOf = (resource: ResourceName & { readonly physicalId?: string }): Subject => ({
  ...nameOfResource(resource),
  ...(resource.physicalId === undefined ? {} : { physicalId: resource.physicalId })
})

/** The id of a step: action, stack and logical id; `part` tells calls of one action on one resource apart. */
export const stepId = (action: string, name: ResourceName, part = ''): StepId =>
  `${action} ${name.stack} ${name.id}${name.superseded === undefined ? '' : ` superseded ${name.superseded}`}${part}`

/** A step that is one call to AWS. */
export const awsStep = (id: StepId, call: AwsCall, stack: string, causes: ReadonlyArray<Cause>): Step => ({
  id,
  stack,
  causes,
  on: 'aws',
  call
})

const kubernetesStep = (id: StepId, write: KubernetesWrite, stack: string, causes: ReadonlyArray<Cause>): Step => ({
  id,
  stack,
  causes,
  on: 'kubernetes',
  write
})

const bindingObject = ({ namespace, name }: Partial<Spec<'TargetGroupBinding'>>): ObjectRef => ({
  kind: 'TargetGroupBinding',
  namespace: namespace ?? '',
  name: name ?? ''
})

/** The values that the creating call takes: what is declared, without what is set by calls of its own right after. */
const atCreation = (kind: KindName, spec: Values): Values => {
  const sent: Record<string, unknown> = {}
  for (const [name, field] of fieldsOf(kind)) {
    if (!field.afterCreate && spec[name] !== undefined) sent[name] = spec[name]
  }
  return sent
}

/** Creates a resource with the fields of its creating call. */
export const createStep = (resource: Resource, causes: ReadonlyArray<Cause>): Step => {
  const name = nameOfResource(resource)
  const action = aboutKind(resource.kind).create
  if (resource.kind === 'TargetGroupBinding') {
    const { labels = {}, spec } = resource.spec
    const write: KubernetesWrite = {
      write: 'createBinding',
      subject: nameOfResource(resource),
      object: bindingObject(resource.spec),
      labels,
      spec
    }
    return kubernetesStep(stepId(action, name), write, resource.stack, causes)
  }
  const call = {
    do: 'create',
    kind: resource.kind,
    action,
    subject: name,
    spec: atCreation(resource.kind, resource.spec)
  }
  // Kind, subject and spec come from one resource, which the union cannot express.
  return awsStep(stepId(action, name), call as CreateCall, resource.stack, causes)
}

/** Changes fields of a resource of AWS by one call. `part` tells calls of one name on one resource apart. */
export const modifyInPlace = (
  subject: ResourceName & { readonly physicalId?: string },
  action: string,
  fields: Values,
  causes: ReadonlyArray<Cause>,
  part = ''
): Step => {
  const call = { do: 'modify', kind: subject.kind, action, subject: subjectOf(subject), fields }
  // The fields were read from a resource of this kind.
  return awsStep(stepId(action, subject, part), call as ModifyCall, subject.stack, causes)
}

/** Changes a binding, which is always sent whole and keeps the name it has. */
export const patchBinding = (
  desired: Resource<'TargetGroupBinding'>,
  observed: ObservedResource,
  action: string,
  causes: ReadonlyArray<Cause>
): Step => {
  const shown: Partial<Spec<'TargetGroupBinding'>> = observed.kind === desired.kind ? observed.spec : desired.spec
  const write: KubernetesWrite = {
    write: 'patchBinding',
    subject: nameOfResource(desired),
    object: bindingObject(shown),
    labels: desired.spec.labels ?? shown.labels ?? {},
    spec: desired.spec.spec
  }
  return kubernetesStep(stepId(action, observed), write, desired.stack, causes)
}

/** Deletes a resource, and with it what hangs on it. */
export const deleteStep = (observed: ObservedResource, causes: ReadonlyArray<Cause>): Step => {
  const action = aboutKind(observed.kind).remove
  const id = stepId(action, observed)
  if (observed.kind === 'TargetGroupBinding') {
    const write: KubernetesWrite = {
      write: 'deleteBinding',
      subject: nameOfResource(observed),
      object: bindingObject(observed.spec)
    }
    return kubernetesStep(id, write, observed.stack, causes)
  }
  const call: AwsCall = { do: 'delete', kind: observed.kind, action, subject: subjectOf(observed) }
  return awsStep(id, call, observed.stack, causes)
}

/** Whether AWS keeps resources of the kind; the others are objects of Kubernetes. */
export const isAwsKind = (kind: KindName): kind is AwsKind => aboutKind(kind).service !== 'kubernetes'
