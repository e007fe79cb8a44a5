import type { Plan } from '../plan/step.js'
import { type PlanView, planView, type StackView, type StepView, type Summary } from './plan-view.js'
import type { Style } from './style.js'

// More predecessors than these only repeat what the order of the steps says already.
const mostAfter = 5

const afterWords = (after: ReadonlyArray<number>): string => {
  const shown = after.slice(-mostAfter).join(', ')
  return after.length > mostAfter ? `after ${shown} and ${after.length - mostAfter} before` : `after ${shown}`
}

// What the step waits for stands behind its last reason.
const notesOf = ({ reasons, after }: StepView): ReadonlyArray<string> => {
  const last = [...reasons.slice(-1), ...(after.length === 0 ? [] : [afterWords(after)])].join('; ')
  return [...reasons.slice(0, -1), ...(last === '' ? [] : [last])]
}

// One note stands beside the step where a line of usual length has room for it, several stand below.
const mostColumns = 120

interface Widths {
  readonly number: number
  readonly action: number
}

const stepLines = (step: StepView, widths: Widths, { glyphs, paint }: Style): ReadonlyArray<string> => {
  const number = String(step.number).padStart(widths.number)
  const action = step.action.padEnd(widths.action)
  const head = `  ${paint('quiet', number)} ${paint(step.sign, `${glyphs[step.sign]} ${action}`)}  ${step.name}`
  const notes = notesOf(step)
  const [only = ''] = notes
  const columns = widths.number + widths.action + step.name.length + only.length + 9
  if (notes.length === 1 && columns <= mostColumns) return [`${head}  ${paint('quiet', only)}`]
  const indent = ' '.repeat(widths.number + 5)
  return [head, ...notes.map((note) => `${indent}${paint('quiet', note)}`)]
}

const stackLines = ({ title, steps }: StackView, widths: Widths, style: Style): ReadonlyArray<string> => [
  style.paint('heading', title),
  ...steps.flatMap((step) => stepLines(step, widths, style)),
  ''
]

const writesWords = (writes: number): string => {
  if (writes === 0) return ''
  return writes === 1 ? ' One write to a Kubernetes object.' : ` ${writes} writes to Kubernetes objects.`
}

/** `Plan: 3 to create, 1 to change, 0 to delete.` */
export const summaryText = (summary: Summary): string =>
  `Plan: ${summary.create} to create, ${summary.change} to change, ${summary.delete} to delete.${writesWords(summary.writes)}`

const widthsOf = ({ stacks }: PlanView): Widths => {
  const steps = stacks.flatMap((stack) => stack.steps)
  return {
    number: String(steps.length).length,
    action: steps.reduce((most, { action }) => Math.max(most, action.length), 0)
  }
}

/**
 * A plan for readers: per stack its steps in order, each with one glyph, the call, the resource and why; a summary comes last.
 * Ends without a line break.
 */
export const planText = (plan: Plan, style: Style): string => {
  if (plan.steps.length === 0) return 'Nothing to do.'
  const view = planView(plan, style.glyphs.arrow)
  const widths = widthsOf(view)
  return [...view.stacks.flatMap((stack) => stackLines(stack, widths, style)), summaryText(view.summary)].join('\n')
}
