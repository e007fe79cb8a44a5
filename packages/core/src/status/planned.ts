import { type Subject, subjectsOf } from '../plan/call.js'
import type { Plan, Step } from '../plan/step.js'
import { planView, type StepView } from '../render/plan-view.js'
import { listsBy, push } from '../support/lists-by.js'

/** What a plan has to say of resources that are there, by their physical ids, and what of those that are not there yet, or of Kubernetes objects. */
export interface Planned {
  readonly of: ReadonlyMap<string, ReadonlyArray<string>>
  /** By stack. */
  readonly others: ReadonlyMap<string, ReadonlyArray<string>>
}

const mostReasons = 2
const mostSteps = 5

const sentence = ({ action, reasons }: StepView): string => {
  const few = reasons.slice(0, mostReasons)
  const more = reasons.length - few.length
  return `${action} is due: ${[...few, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}`
}

const subjectsIn = (step: Step): ReadonlyArray<Subject> => {
  if (step.on === 'aws') return subjectsOf(step.call)
  return 'subject' in step.write ? [step.write.subject] : []
}

const few = (steps: ReadonlyArray<string>): ReadonlyArray<string> => {
  const more = steps.length - mostSteps
  return more <= 1 ? steps : [...steps.slice(0, mostSteps), `and ${more} steps more, which alb-ingress plan tells`]
}

/** Sorts what is due by whom it is about. */
export const planned = (plan: Plan): Planned => {
  const views = new Map(planView(plan).stacks.flatMap(({ steps }) => steps.map((view) => [view.id, view])))
  const of = new Map<string, Array<string>>()
  const others: Array<readonly [stack: string, said: string]> = []
  for (const step of plan.steps) {
    const view = views.get(step.id)
    if (view === undefined) continue
    const known = subjectsIn(step).flatMap(({ physicalId }) => physicalId ?? [])
    for (const id of known) push(of, id, sentence(view))
    if (known.length === 0) others.push([step.stack, `${view.action} of ${view.name} is due`])
  }
  const byStack = listsBy(others, ([stack]) => stack)
  return { of, others: new Map([...byStack].map(([stack, said]) => [stack, few(said.map(([, words]) => words))])) }
}
