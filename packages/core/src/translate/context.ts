import type { Setting } from '../annotations/annotation.js'
import { type Checked, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type Answers, answerTo, type Facts, type Question, type QuestionKind } from '../facts/facts.js'
import { faultText } from '../facts/fault.js'
import type { ConfiguredGroup } from '../groups/configure.js'
import type { IngressGroup } from '../groups/group.js'
import type { Installation } from '../install.js'
import { refToObject } from '../kubernetes/object.js'
import { E, type O } from '../prelude.js'
import type { ObservedStack } from '../resources/stack.js'
import { type AuthSettingsOf, authSettings } from './auth-settings.js'

/** What every part of a translation may read. */
export interface Context {
  readonly install: Installation
  readonly group: IngressGroup
  readonly facts: Facts
  /** What the group has now: an existing load balancer keeps its subnets unless told otherwise. */
  readonly current: O.Option<ObservedStack>
  /** Whether all members could be read; where not, nothing is said of what another member might still bring. */
  readonly isComplete: boolean
  /** Log-in and check of tokens, read as somebody asks. */
  readonly authentication: AuthSettingsOf
}

/** The context of one group. `current`: what the group has now. */
export const contextOf = (
  facts: Facts,
  current: O.Option<ObservedStack>,
  { install, group, members }: ConfiguredGroup
): Context => ({
  install,
  group,
  facts,
  current,
  isComplete: members.every(({ _tag }) => _tag !== 'Left'),
  authentication: authSettings(install)
})

/** Where a setting was written; for a default, the first member of the group, as there is nothing else to point at. */
export const placeOf = (context: Pick<Context, 'group'>, setting?: Setting<unknown>): At => {
  const written = setting?.origins[0]?.at
  if (written !== undefined) return written
  const [first] = context.group.members
  return first === undefined
    ? { object: { kind: 'IngressGroup', name: context.group.id }, path: [] }
    : { object: refToObject('Ingress', first.ingress), path: ['metadata', 'annotations'] }
}

/** The answer to a question; an account that could not say is an error at the place that asked. */
export const ask = <K extends QuestionKind>(
  context: Context,
  asked: Question<K>,
  at: At
): Checked<O.Option<Answers[K]>> => {
  const answer = answerTo(context.facts, asked)
  if (E.isRight(answer)) return ok(answer.right)
  return refuse(
    diagnostic(
      'fact/unavailable',
      at,
      `${nameOf(at.object)}: the account did not answer the question for ${asked.ask}${asked.about === '' ? '' : ` ${asked.about}`}: ${faultText(answer.left)}`,
      answer.left.kind === 'denied'
        ? 'Give the credentials the right to make this call.'
        : 'Nothing of the group is changed; the question is asked again.'
    )
  )
}
