import {
  faultText,
  type Plan,
  type Progress,
  planView,
  type Report,
  type StepView,
  type Style
} from '@alb-ingress/core'
import { oneLine } from '../exit.js'

type Line = (view: StepView) => string

// As wide as the plan shows them, so that both lists look alike.
const lineIn = (views: ReadonlyArray<StepView>): Line => {
  const number = String(views.length).length
  const action = views.reduce((most, view) => Math.max(most, view.action.length), 0)
  return (view) => `${String(view.number).padStart(number)} ${view.action.padEnd(action)}  ${view.name}`
}

/** One line for each step that ended, or has to wait, numbered as in the plan. A step that starts says nothing: it will end. */
export const progressText = (plan: Plan, { glyphs, paint }: Style): ((progress: Progress) => string) => {
  const views = planView(plan).stacks.flatMap(({ steps }) => steps)
  const byId = new Map(views.map((view) => [view.id, view]))
  const lineOf = lineIn(views)
  return ({ step, event, fault }) => {
    const view = byId.get(step.id)
    const line = view === undefined ? step.id : lineOf(view)
    const why = fault === undefined ? '' : `: ${oneLine(faultText(fault))}`
    switch (event) {
      case 'started':
        return ''
      case 'done':
        return `  ${paint('create', glyphs.yes)} ${line}`
      case 'waiting':
        return `  ${paint('quiet', `${glyphs.no} ${line} has to wait${why}`)}`
      case 'failed':
        return `  ${paint('error', `! ${line} failed${why}`)}`
      case 'skipped':
        return `  ${paint('quiet', `${glyphs.no} ${line} is left for the next run`)}`
    }
  }
}

const steps = (count: number): string => (count === 1 ? '1 step' : `${count} steps`)

/** What became of a plan, in one line. */
export const reportText = ({ done, failed, skipped, postponed = [] }: Report): string => {
  const later =
    postponed.length === 0
      ? ''
      : ` ${steps(postponed.length)} left until AWS has made the load balancer, which takes some minutes: run apply again then.`
  if (failed.length === 0 && skipped.length === 0) return `Done: ${steps(done.length)}.${later}`
  const left = skipped.length === 0 ? '' : ` ${steps(skipped.length)} waited for what failed.`
  return `${steps(done.length)} done, ${failed.length} failed.${left}${later} What was done is recorded: run apply again to go on from there.`
}
