import { type Aws, keepingAnswers, type ObjectKey } from '@alb-ingress/core'
import type { Urgency } from '../queue/queue.js'
import type { Work } from '../queue/work.js'
import { type Bindings, bindingsIn } from './bindings.js'
import { type Eyes, eyesOn } from './eyes.js'
import { type Objects, objectsOf } from './objects.js'
import { type OneAtATime, oneAtATime } from './one-at-a-time.js'
import type { Parts } from './parts.js'
import { type Publisher, publisherFor } from './publish.js'
import { type SecretDigests, secretDigestsIn } from './secret-digests.js'
import { tellingOfTargetGroups } from './watched-aws.js'

/** What a loop holds for as long as it runs, and what it is joined to. */
export interface Held extends Parts {
  readonly objects: Objects
  readonly eyes: Eyes
  readonly bindings: Bindings
  readonly publisher: Publisher
  readonly secrets: SecretDigests
  /** What belongs to the whole cluster has one writer. */
  readonly sharedWriter: OneAtATime
  /** AWS, which keeps what many bindings ask for alike. */
  readonly keptAws: Aws
  /** By key, whoever belongs to a group now or leaves it. */
  readonly membersOf: (group: string) => ReadonlyArray<ObjectKey>
}

/** Says that works are to be done, and why. */
export type Touch = (works: Iterable<Work>, urgency: Urgency, why: string) => void

export const heldBy = (given: Parts): Held => {
  const objects = objectsOf(given.install)
  const aws = tellingOfTargetGroups(given.ports.aws, (arn) => bindings.noteEmpty(arn))
  const parts: Parts = { ...given, ports: { ...given.ports, aws } }
  const eyes = eyesOn(parts, () => ({ cluster: objects.cluster, noticed: objects.noticed() }))
  const bindings = bindingsIn(() => objects.cluster, eyes.observed, given.source.hasBindings, given.timers.now)
  return {
    ...{ ...parts, objects, eyes, bindings },
    publisher: publisherFor(parts),
    secrets: secretDigestsIn(parts),
    sharedWriter: oneAtATime(),
    keptAws: keepingAnswers(aws, given.timers),
    membersOf: (group) => [...(objects.cluster.byGroup.get(group) ?? [])].sort()
  }
}
