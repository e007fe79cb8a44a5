import { diagnosticsJson, pipe, planJson, planOf, planText, type StackId, TE } from '@alb-ingress/core'
import { chosen, settled } from '../options/choice.js'
import { account, config, manifests, output, prune } from '../options/declared.js'
import { findingsIn, json, statusAfter, tellFindings } from '../output/findings.js'
import { type Paper, paperOf } from '../output/terminal.js'
import type { CommandSpec } from './command.js'
import { type Looked, look } from './look.js'

const strayWords = (stray: ReadonlyArray<StackId>): string =>
  `No manifest asks for ${stray.join(', ')}: left alone. With --prune, ${stray.length === 1 ? 'it is' : 'they are'} deleted.`

/** What the plan leaves out, and why: load balancers that nobody asks for, and pruning that would be a guess. */
export const tellRest = (paper: Paper, { session, outlook }: Looked, isPruning: boolean): void => {
  const { paint } = paper.style
  if (isPruning && session.isIncomplete) {
    paper.write(
      paint('warning', 'Nothing is pruned: a manifest that cannot be read may ask for what would be deleted.')
    )
  }
  if (outlook.stray.length > 0 && !isPruning) paper.write(paint('hint', strayWords(outlook.stray)))
}

export const plan: CommandSpec = {
  name: 'plan',
  summary: 'Print the steps that would bring the account to what the manifests ask for, and why.',
  notes: [
    'Exit status: 0 nothing to do, 2 changes, 1 whenever something was refused or failed;',
    'the other groups are planned all the same.'
  ],
  words: [],
  options: [manifests, account, config, output, prune],
  run: (io, choice) =>
    pipe(
      look(io, choice, { prune: chosen(choice, prune) ?? false }),
      TE.map((looked) => {
        const { session, outlook } = looked
        const { plan: steps } = planOf(outlook)
        const findings = findingsIn(session, outlook)
        if (settled(choice, output) === 'json') {
          io.out(json({ ...planJson(steps), stray: outlook.stray, findings: diagnosticsJson(findings) }))
        } else {
          const paper = paperOf(io, 'stdout')
          paper.write(planText(steps, paper.style))
          tellRest(paperOf(io, 'stderr'), looked, chosen(choice, prune) ?? false)
          tellFindings(io, findings)
        }
        return statusAfter(findings, steps.steps.length === 0 ? 0 : 2)
      })
    )
}
