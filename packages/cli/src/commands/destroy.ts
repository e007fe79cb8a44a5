import {
  type Destruction,
  emptyPlan,
  faultText,
  type GroupId,
  pipe,
  planText,
  printable,
  type Report,
  type StepId,
  surveyOfDestruction,
  TE
} from '@alb-ingress/core'
import { type ExitStatus, oneLine, type Trouble } from '../exit.js'
import type { Io } from '../io.js'
import { type Choice, settled } from '../options/choice.js'
import { account, concurrency, config, confirmed, manifests } from '../options/declared.js'
import { reaching } from '../options/world.js'
import { paperOf } from '../output/terminal.js'
import { openSession, type Session } from '../session.js'
import { agreed, carriedOut, mayAsk } from './carrying-out.js'
import type { CommandSpec } from './command.js'
import { lookAgain } from './look.js'
import { onceMore, withoutLast } from './once-more.js'
import { targetsAfter } from './targets.js'

const refusals = ({ unknown, protected: kept }: Destruction): Trouble => [
  ...unknown.map(
    (id) => `There is nothing of a group ${JSON.stringify(id)}. alb-ingress plan tells which load balancers are there.`
  ),
  ...kept.map(
    (id) =>
      `The load balancer of ${printable(id)} is protected from deletion. Set deletion_protection.enabled=false in load-balancer-attributes and apply that, or switch it off in AWS; then destroy it.`
  )
]

const surveyed = (session: Session, groups: ReadonlySet<GroupId>): TE.TaskEither<Trouble, Destruction> =>
  pipe(
    surveyOfDestruction(session.ports, session.install)(groups),
    TE.mapLeft((fault): Trouble => [`The account could not be read: ${oneLine(faultText(fault))}`])
  )

/** With the last group go the rules on nodes and Pods that let its load balancer in; then AWS lets go of the security group that they name. */
const closing =
  (io: Io, choice: Choice, session: Session, groups: ReadonlySet<GroupId>, last: ReadonlyArray<StepId>) =>
  (report: Report): TE.TaskEither<Trouble, boolean> =>
    pipe(
      lookAgain(session),
      TE.chain(({ outlook }) =>
        targetsAfter(
          io,
          session,
          { outlook, plan: emptyPlan, report: { done: [], failed: [], skipped: [], outcomes: new Map() } },
          { concurrency: settled(choice, concurrency), onProgress: () => undefined, policy: 'sync' }
        )
      ),
      TE.chain((isDone) =>
        pipe(
          onceMore(session, report, last, surveyed(session, groups), paperOf(io, 'stdout')),
          TE.map((isAllDone) => isDone && isAllDone)
        )
      )
    )

const destroyed = (
  io: Io,
  choice: Choice,
  session: Session,
  groups: ReadonlySet<GroupId>
): TE.TaskEither<Trouble, ExitStatus> =>
  pipe(
    surveyed(session, groups),
    TE.chainFirst((destruction) =>
      refusals(destruction).length === 0 ? TE.right(undefined) : TE.left(refusals(destruction))
    ),
    TE.chain((destruction) => {
      const { plan, observed } = destruction
      const paper = paperOf(io, 'stdout')
      paper.write(planText(plan, paper.style))
      const first = withoutLast(plan)
      const following = first.last.length > 0 ? closing(io, choice, session, groups, first.last) : undefined
      return pipe(
        agreed(io, choice),
        TE.chain(() => carriedOut(io, choice, { session, plan: first.plan, observed }, following))
      )
    }),
    TE.map((isDone): ExitStatus => (isDone ? 0 : 1))
  )

export const destroy: CommandSpec = {
  name: 'destroy',
  summary: 'Delete what groups have on AWS, whoever still asks for it.',
  notes: [
    'The plan is printed first, and a question asked where somebody is at the terminal.',
    'Ingresses of the groups lose their finalizers and show no load balancer any more; while they',
    'are there, the next plan makes it again. A load balancer that is protected from deletion stays.',
    '',
    'Exit status: 0 done; 1 when something was refused or failed, or nobody agreed.'
  ],
  words: [['group...', 'Groups by group.name, or namespace/name of an Ingress without one.']],
  options: [manifests, account, config, ...reaching, confirmed, concurrency],
  run: (io, choice, groups) =>
    pipe(
      mayAsk(io, choice),
      TE.chain(() => openSession(io, choice, { needsNoManifests: true })),
      TE.chain((session) => destroyed(io, choice, session, new Set(groups)))
    )
}
