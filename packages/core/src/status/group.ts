import { type Diagnostic, isError } from '../checked/diagnostic.js'
import { resourceWords } from '../render/words.js'
import { type ObservedStack, observedOf } from '../resources/stack.js'
import { printable } from '../support/wording.js'
import { balancerStatus, type Known, type Scene, statusOf } from './balancer.js'
import type { Health, Status } from './status.js'

/** A group as it was looked at. */
export interface LookedAt {
  readonly id: string
  readonly members: ReadonlyArray<string>
  readonly state: 'wanted' | 'leaving' | 'frozen'
  /** What was noticed of the group. */
  readonly findings: ReadonlyArray<Diagnostic>
  /** What AWS has of it. */
  readonly observed: ObservedStack | undefined
}

const others = (scene: Scene): ReadonlyArray<Status> =>
  (['Certificate', 'SecurityGroup'] as const).flatMap((kind) =>
    observedOf(scene.stack, kind).map((resource) =>
      statusOf(scene, resource, { name: resourceWords(resource), about: [], parts: [] })
    )
  )

/** Why the group as a whole is not well. */
const groupReasons = ({ id, state, findings, observed }: LookedAt, { planned }: Known): ReadonlyArray<string> => {
  const errors = findings.filter(isError).map(({ message, hint }) => printable(`${message} ${hint}`))
  const noBalancer = observed === undefined || observedOf(observed, 'LoadBalancer').length === 0
  return [
    ...(state === 'frozen' ? ['frozen: it stays as it is until this is mended', ...errors] : []),
    ...(state === 'leaving' ? ['no Ingress is left, and what it has is to be deleted'] : []),
    ...(noBalancer ? ['there is no load balancer'] : []),
    ...(planned.others.get(id) ?? [])
  ]
}

const groupHealth = ({ state, observed }: LookedAt, reasons: ReadonlyArray<string>): Health => {
  if (reasons.length === 0) return 'well'
  return state === 'frozen' || observed === undefined ? 'unwell' : 'waiting'
}

/** How a group is: from its load balancer down to single targets, with the reason for whatever is not well. */
export const groupStatus = (group: LookedAt, known: Known): Status => {
  const stack = group.observed ?? { id: group.id, resources: [] }
  const scene: Scene = { ...known, stack }
  const reasons = groupReasons(group, known)
  return {
    kind: 'Group',
    name: `group ${printable(group.id)}`,
    about: group.members.map((member) => `Ingress ${printable(member)}`),
    health: groupHealth(group, reasons),
    reasons,
    parts: [...observedOf(stack, 'LoadBalancer').map((balancer) => balancerStatus(scene, balancer)), ...others(scene)]
  }
}
