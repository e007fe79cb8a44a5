import { diagnosticsJson, type Policy, pipe, planJson, printable, type StackId, type Step, TE } from '@alb-ingress/core'
import type { Io } from '../io.js'
import { chosen, settled } from '../options/choice.js'
import { account, assumeMissing, config, manifests, output, policy, prune } from '../options/declared.js'
import { reaching } from '../options/world.js'
import { findingsIn, json, statusAfter, tellAssumable, tellFindings } from '../output/findings.js'
import { plannedText } from '../output/planned.js'
import { paperOf } from '../output/terminal.js'
import type { CommandSpec } from './command.js'
import { look, planFor } from './look.js'

/** What the plan leaves out, and why. */
export interface Rest {
  /** Load balancers that nobody asks for. */
  readonly stray: ReadonlyArray<StackId>
  /** Steps that the policy forbids, or that would be a guess. */
  readonly withheld: ReadonlyArray<Step>
  readonly policy: Policy
}

const strayWords = (stray: ReadonlyArray<StackId>): string =>
  `No manifest asks for ${stray.map(printable).join(', ')}: left alone. With --prune, ${stray.length === 1 ? 'it is' : 'they are'} deleted.`

const withheldWords = (policy: Policy, withheld: ReadonlyArray<Step>): string => {
  const why =
    policy === 'sync'
      ? 'as a manifest that cannot be read may ask for what would be taken away'
      : `as the policy ${policy} allows no more`
  return `Withheld, ${why}: ${withheld.map(({ id }) => printable(id)).join(', ')}.`
}

export const tellRest = (io: Io, { stray, withheld, policy }: Rest): void => {
  const { style, write } = paperOf(io, 'stderr')
  if (withheld.length > 0) write(style.paint('warning', withheldWords(policy, withheld)))
  if (stray.length > 0) write(style.paint('hint', strayWords(stray)))
}

export const plan: CommandSpec = {
  name: 'plan',
  summary: 'Print the steps that would bring the account to what the manifests ask for, and why.',
  notes: [
    'Exit status: 0 nothing to do, 2 changes, 1 whenever something was refused or failed;',
    'the other groups are planned all the same.'
  ],
  words: [],
  options: [manifests, account, assumeMissing, config, ...reaching, output, prune, policy],
  run: (io, choice) =>
    pipe(
      look(io, choice, { prune: chosen(choice, prune) ?? false }),
      TE.map((looked) => {
        const { session, outlook } = looked
        const allowed = settled(choice, policy)
        const { plan: steps, withheld } = planFor(looked, allowed)
        const { stray } = outlook
        const findings = findingsIn(session, outlook)
        if (settled(choice, output) === 'json') {
          const rest = { stray, withheld: withheld.map(({ id }) => id) }
          io.out(json({ ...planJson(steps), ...rest, findings: diagnosticsJson(findings) }))
        } else {
          const paper = paperOf(io, 'stdout')
          paper.write(plannedText(steps, outlook, findings, paper.style, withheld))
          tellRest(io, { stray, withheld, policy: allowed })
          tellFindings(io, findings)
          tellAssumable(io, choice, findings)
        }
        return statusAfter(findings, steps.steps.length === 0 ? 0 : 2)
      })
    )
}
