import {
  type CarryOutOptions,
  diagnosticsText,
  faultText,
  isError,
  type Pass,
  type Plan,
  type Policy,
  pipe,
  type Report,
  reconcileTargetsOf,
  type TargetsPass,
  TE
} from '@alb-ingress/core'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { paperOf } from '../output/terminal.js'
import type { Session } from '../session.js'

/** Targets that steps of a plan have brought or taken. */
const moved = (way: 'add' | 'remove', { plan, report }: { readonly plan: Plan; readonly report: Report }): number => {
  const done = new Set(report.done)
  return plan.steps.reduce((sum, step) => {
    if (!done.has(step.id) || step.on !== 'aws' || step.call.do !== way) return sum
    return step.call.field === 'targets' ? sum + step.call.elements.length : sum
  }, 0)
}

const counted = (count: number, words: string): ReadonlyArray<string> => (count === 0 ? [] : [`${count} ${words}`])

const summaryOf = ({ bindings, rules }: TargetsPass): string => {
  const carried = bindings.map(({ outlook, report }) => ({ plan: outlook.plan, report }))
  const sum = (way: 'add' | 'remove'): number => carried.reduce((all, each) => all + moved(way, each), 0)
  const parts = [
    ...counted(sum('add'), 'registered'),
    ...counted(sum('remove'), 'deregistered'),
    ...counted(
      rules.reduce((all, { done }) => all + done.length, 0),
      'changes of the rules that lead to nodes and Pods'
    )
  ]
  return parts.length === 0 ? '' : `Targets: ${parts.join(', ')}.`
}

const failuresIn = ({ bindings, rules }: TargetsPass): ReadonlyArray<string> =>
  [...bindings.map(({ report }) => report), ...rules].flatMap(({ failed }) =>
    failed.map(({ step, fault }) => oneLine(`! ${step.id} failed: ${faultText(fault)}`))
  )

/** Brings targets in line once the groups are, where the objects at hand say who receives traffic. Says whether all of it could be done. */
export const targetsAfter = (
  io: Io,
  { ports, install, bindingsPublished }: Session,
  pass: Pass,
  options: CarryOutOptions & { readonly policy: Policy }
): TE.TaskEither<Trouble, boolean> =>
  pipe(
    reconcileTargetsOf(ports, install)(pass, { ...options, bindingsPublished }),
    TE.bimap(
      (fault): Trouble => [`The targets could not be looked at: ${oneLine(faultText(fault))}`],
      (done) => {
        const paper = paperOf(io, 'stdout')
        const failures = failuresIn(done)
        paper.write([summaryOf(done), ...failures].filter((line) => line !== '').join('\n'))
        const errors = paperOf(io, 'stderr')
        errors.write(diagnosticsText(done.findings, errors.style))
        return failures.length === 0 && !done.findings.some(isError)
      }
    )
  )
