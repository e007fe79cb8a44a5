import {
  diagnosticsJson,
  type Plan,
  type Policy,
  pipe,
  planFileJson,
  planJson,
  printable,
  type StackId,
  type Step,
  TE
} from '@alb-ingress/core'
import { oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, chosen, settled } from '../options/choice.js'
import { account, assumeMissing, config, manifests, only, out, output, policy, prune } from '../options/declared.js'
import { reaching, recording } from '../options/world.js'
import { findingsIn, json, statusAfter, tellAssumable, tellFindings } from '../output/findings.js'
import { plannedText } from '../output/planned.js'
import { paperOf } from '../output/terminal.js'
import type { CommandSpec } from './command.js'
import { type Looked, lookAsAsked, planFor } from './look.js'

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

const planWords = (file: string): string => `Saved in ${file}. Carry it out with: alb-ingress apply --plan ${file}`

/** Saves the plan where somebody wants to keep it. */
const saved = (io: Io, choice: Choice, { session, outlook }: Looked, steps: Plan): TE.TaskEither<Trouble, void> => {
  const file = chosen(choice, out)
  if (file === undefined) return TE.right(undefined)
  return pipe(
    io.texts.keep(file, json(planFileJson(session.install, steps, outlook.observed))),
    TE.bimap(
      ({ message }): Trouble => [`--out: ${oneLine(message)}`],
      () => {
        const { style, write } = paperOf(io, 'stderr')
        write(style.paint('quiet', printable(planWords(file))))
      }
    )
  )
}

const print = (io: Io, choice: Choice, looked: Looked): Plan => {
  const { session, outlook } = looked
  const allowed = settled(choice, policy)
  const { plan: steps, withheld } = planFor(looked, allowed)
  const { stray } = outlook
  const findings = findingsIn(session, outlook)
  if (settled(choice, output) === 'json') {
    const rest = { stray, withheld: withheld.map(({ id }) => id) }
    io.out(json({ ...planJson(steps), ...rest, findings: diagnosticsJson(findings) }))
    return steps
  }
  const paper = paperOf(io, 'stdout')
  paper.write(plannedText(steps, outlook, findings, paper.style, withheld))
  tellRest(io, { stray, withheld, policy: allowed })
  tellFindings(io, findings)
  tellAssumable(io, choice, findings)
  return steps
}

const assumedIsNotSaved: Trouble = [
  'A plan that rests on what is assumed cannot be carried out, so it is not saved: leave out --out, or --assume-missing.'
]

export const plan: CommandSpec = {
  name: 'plan',
  summary: 'Print the steps that would bring the account to what the manifests ask for, and why.',
  notes: [
    'With --out the plan is saved as well, and apply --plan carries out just that.',
    '',
    'Exit status: 0 nothing to do, 2 changes, 1 whenever something was refused or failed;',
    'the other groups are planned all the same.'
  ],
  words: [],
  options: [manifests, account, assumeMissing, config, ...reaching, ...recording, output, out, only, prune, policy],
  run: (io, choice) => {
    if (chosen(choice, out) !== undefined && chosen(choice, assumeMissing) === true) return TE.left(assumedIsNotSaved)
    return pipe(
      lookAsAsked(io, choice),
      TE.chain((looked) => {
        const steps = print(io, choice, looked)
        const status = statusAfter(findingsIn(looked.session, looked.outlook), steps.steps.length === 0 ? 0 : 2)
        return pipe(
          saved(io, choice, looked, steps),
          TE.map(() => status)
        )
      })
    )
  }
}
