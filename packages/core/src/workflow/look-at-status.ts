import { findings } from '../checked/checked.js'
import { answerTo, type Facts, type Question, question, questionKey } from '../facts/facts.js'
import type { Fault } from '../facts/fault.js'
import type { Cluster } from '../groups/cluster.js'
import { groupsOfSubject } from '../groups/subject.js'
import type { Installation } from '../install.js'
import type { Ports } from '../ports/ports.js'
import { E, pipe, TE } from '../prelude.js'
import type { ObservedStack } from '../resources/stack.js'
import type { Known } from '../status/balancer.js'
import { targetGroupsOf } from '../status/forwarded.js'
import { groupStatus, type LookedAt } from '../status/group.js'
import { planned } from '../status/planned.js'
import type { Status } from '../status/status.js'
import type { Behind } from '../status/targets.js'
import { byText } from '../support/canonical.js'
import { backendOf } from '../targets/backend.js'
import type { Binding } from '../targets/binding.js'
import { targetBindings } from '../targets/bindings.js'
import { usualTargetSettings } from '../targets/settings.js'
import { nothingKnownYet } from './knowledge.js'
import type { GroupOutlook } from './outlook.js'
import { type Seen, seenIn } from './seen.js'
import { type Outlook, planOf, type SurveyOptions, surveyWith } from './survey.js'
import { isTold } from './targets-of-pass.js'
import { withoutWrites } from './without-writes.js'

export interface StatusOptions {
  /** A group, or an Ingress by `namespace/name`: only its group is looked at. */
  readonly subject?: string
  readonly bindingsPublished?: boolean
  /** Whether what is written to Kubernetes objects is kept: where it is not, nothing of it is missing. Default: it is. */
  readonly keepsWrites?: boolean
}

/** What was looked at, and how it is. */
export interface StatusLook {
  readonly outlook: Outlook
  readonly groups: ReadonlyArray<Status>
}

const serviceWords = ({ object, spec: { serviceRef } }: Binding): string =>
  `${object.namespace ?? ''}/${serviceRef.name}:${serviceRef.port}`

/** By the ARN of the target group: the Service behind it, and its endpoints where the objects at hand tell them. */
const behindIn = (cluster: Cluster, { observed, groups }: Outlook): ReadonlyMap<string, Behind> => {
  const wanted = groups.flatMap(({ planned }) => (planned._tag === 'Left' ? [] : [planned.right]))
  const behind = new Map<string, Behind>()
  for (const binding of targetBindings(cluster, observed, wanted).values()) {
    const { object, spec, targetGroup, refusal } = binding
    if (targetGroup === undefined || refusal !== undefined) continue
    const service = serviceWords(binding)
    const backend = () => backendOf(cluster, object.namespace ?? '', spec, usualTargetSettings.failOpen)
    behind.set(targetGroup, isTold(cluster)(binding) ? { service, backend: backend() } : { service })
  }
  return behind
}

const stacksOf = ({ groups, observed }: Outlook): ReadonlyArray<ObservedStack> =>
  groups.flatMap(({ id }) => observed.stacks.get(id) ?? [])

const statusesOf = (cluster: Cluster, outlook: Outlook, facts: Facts): ReadonlyArray<Status> => {
  const behind = behindIn(cluster, outlook)
  const asked = (arn: string): Question<'targets'> => question('targets', arn)
  const known: Known = {
    planned: planned(planOf(outlook).plan),
    behind: (arn) => behind.get(arn),
    targets: (arn) => (facts.answers.has(questionKey(asked(arn))) ? answerTo(facts, asked(arn)) : undefined)
  }
  const lookedAt = ({ id, state, planned }: GroupOutlook): LookedAt => ({
    ...{ id, state },
    // Also those that keep a group from being made out at all.
    members: [...(cluster.byGroup.get(id) ?? [])].sort(byText),
    findings: findings(planned),
    observed: outlook.observed.stacks.get(id)
  })
  return outlook.groups.map((group) => groupStatus(lookedAt(group), known))
}

const lookAtGroups = (
  { aws }: Pick<Ports, 'aws'>,
  install: Installation,
  seen: Seen,
  { keepsWrites = true, ...options }: SurveyOptions & Pick<StatusOptions, 'keepsWrites'>
): TE.TaskEither<Fault, StatusLook> =>
  pipe(
    surveyWith(aws, install)(seen, nothingKnownYet(), options),
    TE.map(([outlook]) => (keepsWrites ? outlook : withoutWrites(outlook))),
    TE.chain((outlook) =>
      pipe(
        aws.answer(
          stacksOf(outlook)
            .flatMap(targetGroupsOf)
            .map((arn) => question('targets', arn))
        ),
        TE.map((facts) => ({ outlook, groups: statusesOf(seen.cluster, outlook, facts) }))
      )
    )
  )

/**
 * Looks at groups as they are, from their load balancers down to the health of single targets, and says why what is not well is not. Nothing is
 * changed. A fault means that nothing could be read; a text says why the subject is none of ours.
 */
export const lookAtStatus =
  (ports: Pick<Ports, 'aws' | 'kubernetes'>, install: Installation) =>
  ({ subject, ...options }: StatusOptions = {}): TE.TaskEither<Fault, E.Either<string, StatusLook>> =>
    pipe(
      ports.kubernetes.read,
      TE.chain((objects) => {
        const seen = seenIn(install, objects)
        const only = subject === undefined ? E.right(undefined) : groupsOfSubject(seen.cluster, subject)
        if (E.isLeft(only)) return TE.right(only)
        return pipe(
          lookAtGroups(ports, install, seen, only.right === undefined ? options : { ...options, only: only.right }),
          TE.map((looked) => E.right(looked))
        )
      })
    )
