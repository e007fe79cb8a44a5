import { formerKeysOn } from '../resources/former-tags.js'
import { fieldsOf } from '../resources/kinds.js'
import type { AwsKind, StackId } from '../resources/ref.js'
import type { ObservedResource, Resource, Values } from '../resources/stack.js'
import { byText, canonical } from '../support/canonical.js'
import { listsBy } from '../support/lists-by.js'
import { own } from '../support/own.js'
import type { Subject, TagMap } from './call.js'
import { chunksOf } from './changes.js'
import type { DesiredState } from './desired.js'
import { isForeign } from './foreign-tags.js'
import { awsStep, isAwsKind, stepId, subjectOf } from './make-step.js'
import type { Cause, Step } from './step.js'

/** Resources that AWS tags in one call, at most. */
const subjectsPerCall = 20

export interface TagChange {
  readonly do: 'tag' | 'untag'
  readonly kind: AwsKind
  readonly action: string
  readonly subject: Subject
  readonly tags: TagMap
}

const withoutForeign = (tags: TagMap, kind: AwsKind, foreign: DesiredState['foreignTags']): TagMap =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !isForeign(foreign, kind, key)))

/** The resource without tags that belong to somebody else, which no step sets, not even on creation. */
export const withoutForeignTags = (resource: Resource, foreign: DesiredState['foreignTags']): Resource => {
  const { kind, spec } = resource
  if (kind === 'TargetGroupBinding' || spec.tags === undefined) return resource
  // Fewer tags are still tags of the same kind of resource.
  return { ...resource, spec: { ...spec, tags: withoutForeign(spec.tags, kind, foreign) } } as Resource
}

const picked = (tags: TagMap, isPicked: (key: string, value: string) => boolean): TagMap =>
  Object.fromEntries(
    Object.entries(tags)
      .filter(([key, value]) => isPicked(key, value))
      .sort(([a], [b]) => byText(a, b))
  )

/** What is to be set and what is to be removed on one resource. Where no tags are declared, they are left as they are. */
export const tagChanges = (
  resource: Resource,
  there: ObservedResource,
  foreign: DesiredState['foreignTags']
): ReadonlyArray<TagChange> => {
  const { kind } = resource
  const retagged = fieldsOf(kind).find(([, { change }]) => change.how === 'retagged')
  if (retagged === undefined || !isAwsKind(kind)) return []
  const [name, { change }] = retagged
  const wanted = (resource.spec as Values)[name] as TagMap | undefined // the field that is retagged holds tags
  const present = ((there.spec as Values)[name] ?? {}) as TagMap
  if (wanted === undefined || change.how !== 'retagged') return []
  const add = picked(wanted, (key, value) => own(present, key) !== value)
  const former = formerKeysOn(present)
  const remove = picked(
    present,
    (key) => !Object.hasOwn(wanted, key) && !isForeign(foreign, kind, key) && !former.has(key)
  )
  const subject = subjectOf(there)
  const changes: ReadonlyArray<TagChange> = [
    { do: 'tag', kind, action: change.add, subject, tags: add },
    { do: 'untag', kind, action: change.remove, subject, tags: remove }
  ]
  return changes.filter(({ tags }) => Object.keys(tags).length > 0)
}

const causeOf = (change: TagChange): Cause =>
  change.do === 'tag'
    ? { because: 'changed', field: 'tags', desired: change.tags }
    : { because: 'surplus', field: 'tags', observed: change.tags }

/** Resources of one stack that get the same tags, or lose the same, share a call. Listeners and rules may stand beside load balancers. */
export const tagSteps = (stack: StackId, changes: ReadonlyArray<TagChange>): ReadonlyArray<Step> => {
  const groups = listsBy(changes, ({ action, tags }) => `${action} ${canonical(tags)}`)
  const steps: Array<Step> = []
  for (const group of groups.values()) {
    const { kind, action, tags, subject } = group[0]
    for (const chunk of chunksOf(group, subjectsPerCall)) {
      const subjects = chunk.map((change) => change.subject)
      const first = subjects[0] ?? subject
      const call = { do: group[0].do, kind, action, subjects, tags }
      steps.push(awsStep(stepId(action, first, ` ${first.kind}`), call, stack, [causeOf(group[0])]))
    }
  }
  return steps
}
