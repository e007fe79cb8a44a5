import { nameOf } from '../checked/diagnostic.js'
import { type AwsCall, type Subject, subjectsOf } from '../plan/call.js'
import { handleOf } from '../plan/footprint.js'
import type { Plan, Step, StepId } from '../plan/step.js'
import type { KubernetesWrite } from '../plan/write.js'
import type { KindName, StackId } from '../resources/ref.js'
import { sharedStack } from '../resources/stack.js'
import { byText } from '../support/canonical.js'
import { listsBy } from '../support/lists-by.js'
import { printable } from '../support/wording.js'
import { reasonWords } from './reasons.js'
import { resourceWords } from './words.js'

/** What a step does to its resource; `write` is for Kubernetes objects that are no resource of a stack. */
export type Sign = 'create' | 'modify' | 'delete' | 'replace' | 'write'

export interface StepView {
  readonly id: StepId
  /** Its place in the plan, from 1. */
  readonly number: number
  readonly sign: Sign
  /** The AWS action, such as `CreateListener`, or what is written to Kubernetes. */
  readonly action: string
  /** The resource as people say it. */
  readonly name: string
  readonly reasons: ReadonlyArray<string>
  /** Numbers of the steps that must be done before. */
  readonly after: ReadonlyArray<number>
}

export interface StackView {
  readonly stack: StackId
  readonly title: string
  readonly steps: ReadonlyArray<StepView>
}

/** Resources, not steps: a listener that is created and then given attributes counts once. */
export interface Summary {
  readonly create: number
  readonly change: number
  readonly delete: number
  /** Writes to Kubernetes objects: finalizers and status. */
  readonly writes: number
}

/** A plan as data for readers. Text and JSON are made from it, so they cannot disagree. */
export interface PlanView {
  readonly stacks: ReadonlyArray<StackView>
  readonly summary: Summary
}

// Only what stands in the place of something else is created for these reasons.
const isReplacing = ({ causes }: Step): boolean =>
  causes.some(({ because }) => because === 'replaced' || because === 'refersToReplaced')

const callSign = (step: Step, call: AwsCall): Sign => {
  if (call.do === 'delete') return 'delete'
  if (call.do !== 'create') return 'modify'
  return isReplacing(step) ? 'replace' : 'create'
}

const writeSign = (step: Step, { write }: KubernetesWrite): Sign => {
  switch (write) {
    case 'createBinding':
      return isReplacing(step) ? 'replace' : 'create'
    case 'patchBinding':
      return 'modify'
    case 'deleteBinding':
      return 'delete'
    default:
      return 'write'
  }
}

const signOf = (step: Step): Sign => (step.on === 'aws' ? callSign(step, step.call) : writeSign(step, step.write))

const writeWords: Readonly<Record<KubernetesWrite['write'], string>> = {
  addFinalizer: 'AddFinalizer',
  removeFinalizer: 'RemoveFinalizer',
  status: 'UpdateStatus',
  createBinding: 'CreateTargetGroupBinding',
  patchBinding: 'PatchTargetGroupBinding',
  deleteBinding: 'DeleteTargetGroupBinding',
  podCondition: 'UpdatePodCondition',
  bindingStatus: 'UpdateTargetGroupBindingStatus',
  bindingCheckpoint: 'AnnotateCheckpoint',
  event: 'CreateEvent',
  configMap: 'ApplyConfigMap',
  deleteConfigMap: 'DeleteConfigMap'
}

/** The resources that a step is about; finalizers and status have none. */
const resourcesOfStep = (step: Step): ReadonlyArray<Subject> => {
  if (step.on === 'aws') return subjectsOf(step.call)
  return 'subject' in step.write ? [step.write.subject] : []
}

const mostNames = 3

const nameOfStep = (step: Step): string => {
  if (step.on === 'kubernetes' && !('subject' in step.write)) return printable(nameOf(step.write.object))
  if (step.on === 'aws' && step.call.do === 'prioritise') {
    const moves = step.call.rules.map(({ rule, from, to }) => `${resourceWords(rule)} (${from} to ${to})`)
    return `${resourceWords(step.call.subject)}: ${few(moves)}`
  }
  return few(resourcesOfStep(step).map(resourceWords))
}

const few = (names: ReadonlyArray<string>): string =>
  names.length <= mostNames
    ? names.join(', ')
    : `${names.slice(0, mostNames - 1).join(', ')} and ${names.length - mostNames + 1} more`

const kindOf = (step: Step): KindName | undefined =>
  step.on === 'aws' ? step.call.kind : 'subject' in step.write ? 'TargetGroupBinding' : undefined

const stepView = (step: Step, numbers: ReadonlyMap<StepId, number>, plan: Plan, arrow: string): StepView => ({
  id: step.id,
  number: numbers.get(step.id) ?? 0,
  sign: signOf(step),
  // A saved plan may have been written by anybody.
  action: printable(step.on === 'aws' ? step.call.action : writeWords[step.write.write]),
  name: nameOfStep(step),
  reasons: [...new Set(step.causes.map((cause) => printable(reasonWords(cause, kindOf(step), arrow))))],
  after: (plan.after.get(step.id) ?? []).flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b)
})

// A rule that moves away may have the name of the one that takes its place: what is there is told apart by its ARN.
const summaryOf = (steps: ReadonlyArray<Step>): Summary => {
  const keys = (...signs: ReadonlyArray<Sign>): ReadonlySet<string> =>
    new Set(steps.filter((step) => signs.includes(signOf(step))).flatMap((step) => resourcesOfStep(step).map(handleOf)))
  const created = keys('create', 'replace')
  const deleted = keys('delete')
  const changed = [...keys('modify')].filter((key) => !created.has(key) && !deleted.has(key))
  return {
    create: created.size,
    change: changed.length,
    delete: deleted.size,
    writes: steps.filter((step) => signOf(step) === 'write').length
  }
}

/** The plan stack by stack, stacks sorted by name, steps in the order in which they are to run. */
export const planView = (plan: Plan, arrow = '→'): PlanView => {
  const numbers = new Map(plan.steps.map(({ id }, i) => [id, i + 1]))
  const stacks = [...listsBy(plan.steps, ({ stack }) => stack)]
    .sort(([a], [b]) => byText(a, b))
    .map(([stack, steps]) => ({
      stack,
      title: stack === sharedStack ? 'shared by the cluster' : printable(stack),
      steps: steps.map((step) => stepView(step, numbers, plan, arrow))
    }))
  return { stacks, summary: summaryOf(plan.steps) }
}
