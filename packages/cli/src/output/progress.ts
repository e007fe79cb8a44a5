import {
  faultText,
  type Plan,
  type Progress,
  planView,
  type Report,
  type StepId,
  type StepView
} from '@alb-ingress/core'
import { oneLine } from '../exit.js'
import type { Paper } from './terminal.js'

type Say = (progress: Progress) => string

/** One line for each step that ended, or has to wait, numbered as in the plan. A step that starts says nothing: it will end. */
export const progressText = (plan: Plan, { style }: Paper): Say => {
  const { glyphs, paint } = style
  const views = new Map<StepId, StepView>(
    planView(plan).stacks.flatMap(({ steps }) => steps.map((view) => [view.id, view] as const))
  )
  const width = String(plan.steps.length).length
  return ({ step, event, fault }) => {
    const view = views.get(step.id)
    const number = String(view?.number ?? 0).padStart(width)
    const line = `${number} ${view?.action ?? ''}  ${view?.name ?? step.id}`
    const why = fault === undefined ? '' : `: ${oneLine(faultText(fault))}`
    switch (event) {
      case 'started':
        return ''
      case 'done':
        return `  ${paint('create', glyphs.yes)} ${line}`
      case 'waiting':
        return `  ${paint('quiet', glyphs.no)} ${line} has to wait${why}`
      case 'failed':
        return `  ${paint('error', `${glyphs.delete} ${line} failed${why}`)}`
      case 'skipped':
        return `  ${paint('quiet', `${glyphs.no} ${line} is left for the next run`)}`
    }
  }
}

const steps = (count: number): string => (count === 1 ? '1 step' : `${count} steps`)

/** What became of a plan, in one line. */
export const reportText = ({ done, failed, skipped }: Report): string => {
  if (failed.length === 0 && skipped.length === 0) return `Done: ${steps(done.length)}.`
  const left = skipped.length === 0 ? '' : ` ${steps(skipped.length)} waited for what failed.`
  return `${steps(done.length)} done, ${failed.length} failed.${left} What was done is recorded: run apply again to go on from there.`
}
