import {
  type Diagnostic,
  type Failure,
  type Fault,
  faultText,
  isError,
  type KubernetesWrite,
  type ObjectKey,
  type ObjectRef,
  printable,
  type Report,
  type Step
} from '@alb-ingress/core'

/** An event on an object, as `kubectl describe` shows it. */
export type ObjectEvent = Extract<KubernetesWrite, { readonly write: 'event' }>

const event = (object: ObjectRef, type: ObjectEvent['type'], reason: string, message: string): ObjectEvent => ({
  write: 'event',
  ...{ object, type, reason },
  message: shortened(printable(message))
})

// The API server refuses longer ones.
const longestMessage = 1024

const shortened = (message: string): string =>
  message.length <= longestMessage ? message : `${message.slice(0, longestMessage - 3)}...`

/** The Ingress that a key names. */
const ingressAt = (key: ObjectKey): ObjectRef => {
  const [namespace = '', name = ''] = key.split('/')
  return { kind: 'Ingress', namespace, name }
}

/** `annotation/value` becomes `AnnotationValue`: a reason is one word. */
const reasonOf = ({ code }: Diagnostic): string =>
  code
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** What was noticed about Ingresses, an event each. Hints are for lint. */
export const findingEvents = (findings: ReadonlyArray<Diagnostic>): ReadonlyArray<ObjectEvent> =>
  findings
    .filter(({ severity, at }) => severity !== 'hint' && at.object.kind === 'Ingress')
    .map((finding) => event(finding.at.object, 'Warning', reasonOf(finding), `${finding.message} ${finding.hint}`))

/** An Ingress of which nobody can say to which group it belongs. */
export const groupUnknown = (object: ObjectRef, problems: ReadonlyArray<Diagnostic>): ReadonlyArray<ObjectEvent> => [
  event(object, 'Warning', 'FailedLoadGroupID', `Failed load groupID due to ${sentences(problems)}`)
]

const sentences = (problems: ReadonlyArray<Diagnostic>): string => {
  const [first, ...more] = problems.filter(isError)
  if (first === undefined) return 'problems that cannot be told'
  return more.length === 0 ? first.message : `${first.message} And ${more.length} more.`
}

const onAll = (
  members: ReadonlyArray<ObjectKey>,
  type: ObjectEvent['type'],
  reason: string,
  message: string
): ReadonlyArray<ObjectEvent> => members.map((key) => event(ingressAt(key), type, reason, message))

/** A group that does not check stays as it is: all its members hear why, those who leave among them. */
export const frozenEvents = (
  members: ReadonlyArray<ObjectKey>,
  findings: ReadonlyArray<Diagnostic>
): ReadonlyArray<ObjectEvent> =>
  onAll(members, 'Warning', 'FailedBuildModel', `Failed build model due to ${sentences(findings)}`)

/** The account or the cluster could not be looked at. */
export const unseenEvents = (members: ReadonlyArray<ObjectKey>, fault: Fault): ReadonlyArray<ObjectEvent> =>
  onAll(members, 'Warning', 'FailedBuildModel', `Failed build model due to ${faultText(fault)}`)

const failedReason = (step: Step): readonly [reason: string, verb: string] => {
  if (step.on === 'aws') return ['FailedDeployModel', 'deploy model']
  switch (step.write.write) {
    case 'addFinalizer':
      return ['FailedAddFinalizer', 'add finalizer']
    case 'removeFinalizer':
      return ['FailedRemoveFinalizer', 'remove finalizer']
    case 'status':
      return ['FailedUpdateStatus', 'update status']
    default:
      return ['FailedDeployModel', 'deploy model']
  }
}

const failureEvent = ({ step, fault }: Failure, others: number): readonly [reason: string, message: string] => {
  const [reason, verb] = failedReason(step)
  return [reason, `Failed ${verb} due to ${faultText(fault)}${others === 0 ? '' : `; ${others} more steps failed`}`]
}

/** Steps that failed: those about one Ingress are told to it; of the others, all members hear the first. */
export const failureEvents = (
  members: ReadonlyArray<ObjectKey>,
  failures: ReadonlyArray<Failure>
): ReadonlyArray<ObjectEvent> => {
  const found: Array<ObjectEvent> = []
  const shared: Array<Failure> = []
  for (const failure of failures) {
    const { step } = failure
    if (step.on === 'kubernetes' && step.write.object.kind === 'Ingress')
      found.push(event(step.write.object, 'Warning', ...failureEvent(failure, 0)))
    else shared.push(failure)
  }
  const [first, ...others] = shared
  return first === undefined ? found : [...found, ...onAll(members, 'Warning', ...failureEvent(first, others.length))]
}

/** `binding/backend-not-found` becomes `BackendNotFound`, as the reference says it. */
const bindingReason = (finding: Diagnostic): string => reasonOf(finding).replace(/^Binding(?=.)/, '')

/** What became of a binding; of one that is no object nothing can be told. */
export const bindingEvents = (
  object: ObjectRef | undefined,
  findings: ReadonlyArray<Diagnostic>,
  { done, failed }: Report
): ReadonlyArray<ObjectEvent> => {
  if (object === undefined) return []
  const [first] = failed
  return [
    ...findings.map((each) => event(object, 'Warning', bindingReason(each), `${each.message} ${each.hint}`)),
    ...(first === undefined ? [] : [event(object, 'Warning', 'FailedReconcile', faultText(first.fault))]),
    ...(first === undefined && done.length > 0
      ? [event(object, 'Normal', 'SuccessfullyReconciled', 'Successfully reconciled')]
      : [])
  ]
}

/** The targets of a binding could not be looked at. */
export const unseenBinding = (object: ObjectRef | undefined, fault: Fault): ReadonlyArray<ObjectEvent> =>
  object === undefined ? [] : [event(object, 'Warning', 'FailedReconcile', faultText(fault))]

export const successEvents = (members: ReadonlyArray<ObjectKey>): ReadonlyArray<ObjectEvent> =>
  onAll(members, 'Normal', 'SuccessfullyReconciled', 'Successfully reconciled')
