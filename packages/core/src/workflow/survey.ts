import type { Diagnostic } from '../checked/diagnostic.js'
import type { Fault } from '../facts/fault.js'
import type { Invalid, Unmanaged } from '../groups/census.js'
import type { GroupId } from '../groups/group.js'
import type { Installation } from '../install.js'
import type { DesiredState } from '../plan/desired.js'
import { diff } from '../plan/diff.js'
import { order } from '../plan/order.js'
import { type Policy, permit } from '../plan/permit.js'
import type { Plan, Step } from '../plan/step.js'
import type { Aws } from '../ports/aws.js'
import type { Ports } from '../ports/ports.js'
import { pipe, TE } from '../prelude.js'
import type { StackId } from '../resources/ref.js'
import { type ObservedState, sharedStack } from '../resources/stack.js'
import { type Knowledge, nothingKnownYet } from './knowledge.js'
import { answerWith } from './known-answers.js'
import { viewOf } from './nearby.js'
import { observeUnseen } from './observe-unseen.js'
import { decide, type GroupOutlook, prospects, questionsOf } from './outlook.js'
import { readDetails } from './read-details.js'
import { type Seen, seenIn } from './seen.js'
import { noteNeeds, onlyOf, outlookOf, type Sight } from './sight.js'

export interface SurveyOptions {
  /** Looks at this group, or these, and at no others: what is not valid, or not ours, elsewhere in the cluster is not told. */
  readonly only?: GroupId | ReadonlySet<GroupId>
  /** Stacks that nobody names any more are to go. Without it they are only reported. */
  readonly prune?: boolean
  /** Whether the cluster knows TargetGroupBindings, so that those of our target groups are objects. Default: it does. */
  readonly bindingsPublished?: boolean
  /** In milliseconds since 1970. Answers told before, and not too long ago, count; without it everything is asked anew. */
  readonly now?: number
}

/** What is, and what should be: all that a plan is made from, and all that a report tells. */
export interface Outlook {
  readonly install: Installation
  readonly groups: ReadonlyArray<GroupOutlook>
  readonly unmanaged: ReadonlyArray<Unmanaged>
  readonly invalid: ReadonlyArray<Invalid>
  readonly observed: ObservedState
  readonly desired: DesiredState
  /** Stacks of this cluster in the account that no group names. */
  readonly stray: ReadonlyArray<StackId>
  /** Everything noticed, of objects, of groups and of the account. */
  readonly findings: ReadonlyArray<Diagnostic>
}

/** Looks at the account as far as it must, and says of every group that is asked for what it should be. */
export const surveyWith =
  (aws: Aws, install: Installation) =>
  (
    seen: Seen,
    knowledge: Knowledge,
    options: SurveyOptions = {}
  ): TE.TaskEither<Fault, readonly [Outlook, Knowledge]> => {
    const only = onlyOf(options)
    const asked = prospects(seen.cluster, install, only)
    const answer = answerWith(aws.answer, knowledge, options.now)
    return pipe(
      TE.Do,
      TE.apS('facts', answer(questionsOf(asked))),
      TE.apS('findings', observeUnseen(aws, install)(seen.cluster, knowledge, only)),
      TE.map(({ facts, findings }): Sight => {
        const observed = viewOf(
          knowledge,
          seen.cluster,
          only === undefined ? undefined : new Set([...only, sharedStack])
        )
        const groups = asked.map(decide(facts, observed))
        return { ...{ install, options, only, seen, knowledge, groups, observed }, findings }
      }),
      TE.chain(readDetails(aws)),
      TE.map((sight) => {
        noteNeeds(sight)
        return [outlookOf(sight), knowledge] as const
      })
    )
  }

/**
 * Looks at cluster and account, and says of every group what it should be. Two rounds: what can be asked at once, then the details of
 * what stays. A fault means that nothing could be read; whatever could not be answered for one group freezes only that one.
 */
export const survey =
  (ports: Pick<Ports, 'aws' | 'kubernetes'>, install: Installation) =>
  (options: SurveyOptions = {}): TE.TaskEither<Fault, Outlook> =>
    pipe(
      ports.kubernetes.read,
      TE.chain((objects) => surveyWith(ports.aws, install)(seenIn(install, objects), nothingKnownYet(), options)),
      TE.map(([outlook]) => outlook)
    )

/** The plan that leads from what is to what should be, and the steps that the policy withholds. */
export const planOf = (
  { desired, observed }: Outlook,
  policy: Policy = 'sync'
): { readonly plan: Plan; readonly withheld: ReadonlyArray<Step> } => {
  const { allowed, withheld } = permit(policy)(diff(desired, observed))
  return { plan: order(allowed, observed), withheld }
}
