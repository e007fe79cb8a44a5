import {
  type Diagnostic,
  diagnosticsText,
  faultText,
  type Plan,
  type Progress,
  planText,
  planView,
  printable,
  type StepView,
  type Style
} from '@alb-ingress/core'
import type { Happening, Tell } from '../loop/happening.js'
import { keyOfWork, networkWork, type Work } from '../queue/work.js'

type Passed = Extract<Happening, { tells: 'passed' }>

/** `storefront`, or what all groups share. */
const workText = ({ kind, name }: Work): string => {
  if (kind === 'shared') return name === networkWork.name ? 'rules on nodes and pods' : 'the cluster'
  return `${kind} ${printable(name)}`
}

const steps = (count: number): string => (count === 1 ? '1 step' : `${count} steps`)

const because = (why: ReadonlyArray<string>): string =>
  why.length === 0 ? '' : `, because of ${why.map(printable).join(', ')}`

const outcome = ({ done, failed, left, state, ending }: Passed): string => {
  if (failed[0] !== undefined && done === 0) return `failed: ${faultText(failed[0])}`
  if (state === 'frozen') return 'stays as it is, as it does not check'
  if (done + failed.length + left === 0) return 'nothing to do'
  const ends = [`${steps(done)} done`]
  if (failed[0] !== undefined) ends.push(`${failed.length} failed (${faultText(failed[0])})`)
  if (left > 0) ends.push(`${steps(left)} left for ${ending.end === 'later' ? 'later' : 'the next try'}`)
  return ends.join(', ')
}

/** What a pass came to, in one line. */
const passedText = (passed: Passed): string =>
  printable(
    `${workText(passed.work)}: ${outcome(passed)} in ${(passed.milliseconds / 1000).toFixed(1)} s${because(passed.why)}`
  )

// Whoever edits an Ingress wants to hear that it makes no difference; of what follows from it only what is done.
const isWorthALine = ({ work, done, failed, left }: Passed): boolean =>
  work.kind === 'group' || done + failed.length + left > 0

const stepText = (view: StepView | undefined, { step, event, fault }: Progress, { glyphs, paint }: Style): string => {
  const line = view === undefined ? step.id : `${view.action}  ${view.name}`
  const why = fault === undefined ? '' : `: ${printable(faultText(fault))}`
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
      return `  ${paint('quiet', `${glyphs.no} ${line} is left for later`)}`
  }
}

const viewsOf = (plan: Plan): ReadonlyMap<string, StepView> =>
  new Map(planView(plan).stacks.flatMap(({ steps }) => steps.map((view) => [view.id, view] as const)))

/** Lines that a person can follow while a folder is edited. `now`: milliseconds since 1970. */
export const statusLines = (
  style: Style,
  write: (text: string) => void,
  now: () => number,
  located: (findings: ReadonlyArray<Diagnostic>) => ReadonlyArray<Diagnostic> = (findings) => findings
): Tell => {
  const views = new Map<string, StepView>()
  const told = new Map<string, string>()
  const say = (text: string): void => {
    if (text !== '') write(`${text}\n`)
  }
  const time = (): string => style.paint('quiet', new Date(now()).toISOString().slice(11, 19))
  const headline = (text: string): void => say(`${time()} ${style.paint('heading', text)}`)
  return (happening) => {
    switch (happening.tells) {
      case 'planned': {
        for (const [id, view] of viewsOf(happening.plan)) views.set(id, view)
        headline(`${workText(happening.work)}: a plan`)
        if (happening.plan.steps.length > 0) say(planText(happening.plan, style))
        if (happening.withheld.length > 0) say(`Not allowed here: ${steps(happening.withheld.length)}.`)
        return
      }
      case 'step':
        return say(stepText(views.get(happening.progress.step.id), happening.progress, style))
      case 'noticed': {
        const text = diagnosticsText(located(happening.findings), style)
        if (told.get(keyOfWork(happening.work)) !== text) say(text)
        told.set(keyOfWork(happening.work), text)
        return
      }
      case 'passed':
        return isWorthALine(happening) ? headline(passedText(happening)) : undefined
      case 'gone':
        return headline(`${workText(happening.work)} is gone`)
      case 'swept':
        return headline(
          `looked at everything: ${happening.groups} groups, ${happening.toDo.length} with something to do`
        )
      case 'unwritten':
        return say(`! ${printable(faultText(happening.fault))}`)
      case 'defect':
        return say(`! ${workText(happening.work)}: a defect of this program: ${printable(String(happening.error))}`)
      case 'leading':
      case 'targets':
        return
    }
  }
}
