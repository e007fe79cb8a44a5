import type { Answer } from '../facts/facts.js'
import { actionWords, arnWords, conditionsWords, resourceWords } from '../render/words.js'
import type { Action } from '../resources/action.js'
import { arnKey } from '../resources/fields.js'
import { type Arn, isRef, keyOf } from '../resources/ref.js'
import { type ObservedResource, type ObservedStack, observedOf } from '../resources/stack.js'
import { printable } from '../support/wording.js'
import { arnIn, forwardedTo } from './forwarded.js'
import type { Planned } from './planned.js'
import { type Health, type Status, worst } from './status.js'
import { type Behind, targetsStatus } from './targets.js'

/** What else is known, of all groups. */
export interface Known {
  readonly planned: Planned
  /** By the ARN of the target group. */
  readonly targets: (arn: string) => Answer<'targets'> | undefined
  readonly behind: (arn: string) => Behind | undefined
}

type Rule = ObservedResource<'ListenerRule'>
type Listener = ObservedResource<'Listener'>
type Balancer = ObservedResource<'LoadBalancer'>

/** A stack, and what is known besides. */
export interface Scene extends Known {
  readonly stack: ObservedStack
}

const stateHealth: Readonly<Record<string, Health>> = { provisioning: 'waiting', failed: 'unwell' }

/** A resource of the stack: how AWS says it is, and what is due. */
export const statusOf = (
  { planned }: Known,
  resource: ObservedResource,
  more: Pick<Status, 'name' | 'about' | 'parts'>
): Status => {
  const { kind, physicalId, reported } = resource
  const due = planned.of.get(physicalId) ?? []
  const state = reported.state ?? 'active'
  return {
    ...{ kind, physicalId, ...more },
    health: worst([stateHealth[state] ?? 'well', due.length === 0 ? 'well' : 'waiting']),
    reasons: [...(stateHealth[state] === undefined ? [] : [`AWS says that it is ${state}`]), ...due]
  }
}

const targetGroupStatus = (scene: Scene, arn: Arn): Status => {
  const physicalId = arnIn(scene.stack, arn)
  const group = observedOf(scene.stack, 'TargetGroup').find((each) => each.physicalId === physicalId)
  const name = isRef(arn) || group === undefined ? arnWords(arn) : resourceWords(group)
  if (physicalId === undefined)
    return {
      kind: 'TargetGroup',
      name,
      about: [],
      health: 'unwell',
      reasons: ['AWS has no such target group'],
      parts: []
    }
  const { about, health, reasons, parts } = targetsStatus(scene.targets(physicalId), scene.behind(physicalId))
  const due = scene.planned.of.get(physicalId) ?? []
  return {
    ...{ kind: 'TargetGroup', name, physicalId, about, parts },
    health: worst([health, due.length === 0 ? 'well' : 'waiting']),
    reasons: [...reasons, ...due]
  }
}

const answerWords = (actions: ReadonlyArray<Action>): string =>
  actions.map((action) => (action.type === 'forward' ? 'forward' : actionWords(action))).join(', then ')

const ruleStatus = (scene: Scene, rule: Rule): Status => {
  const { conditions = [], actions = [], priority = 0 } = rule.spec
  return statusOf(scene, rule, {
    name: `rule ${priority} ${conditionsWords(conditions)}`,
    about: [answerWords(actions)],
    parts: forwardedTo(actions).map((arn) => targetGroupStatus(scene, arn))
  })
}

const ownedBy = <R extends ObservedResource>(
  resources: ReadonlyArray<R>,
  owner: ObservedResource,
  of: (each: R) => Arn | undefined
) =>
  resources.filter((each) => {
    const arn = of(each)
    return arn !== undefined && (arn === owner.physicalId || arnKey(arn) === keyOf(owner))
  })

const certificateWords = ({ spec }: Listener): ReadonlyArray<string> => {
  const { defaultCertificate } = spec
  return defaultCertificate === undefined ? [] : [`certificate ${arnWords(defaultCertificate)}`]
}

const listenerStatus = (scene: Scene, listener: Listener): Status => {
  const { port, protocol = '', defaultActions = [] } = listener.spec
  const rules = ownedBy(observedOf(scene.stack, 'ListenerRule'), listener, ({ spec }) => spec.listener)
  return statusOf(scene, listener, {
    name: `listener ${port ?? printable(listener.id)}`,
    about: [protocol, ...certificateWords(listener), `otherwise ${answerWords(defaultActions)}`],
    parts: [
      ...[...rules]
        .sort((a, b) => (a.spec.priority ?? 0) - (b.spec.priority ?? 0))
        .map((rule) => ruleStatus(scene, rule)),
      ...forwardedTo(defaultActions).map((arn) => targetGroupStatus(scene, arn))
    ]
  })
}

/** A load balancer with its listeners, their rules, and who gets the requests. */
export const balancerStatus = (scene: Scene, balancer: Balancer): Status => {
  const { name, scheme = '' } = balancer.spec
  const listeners = ownedBy(observedOf(scene.stack, 'Listener'), balancer, ({ spec }) => spec.loadBalancer)
  return statusOf(scene, balancer, {
    name: `load balancer ${printable(name ?? balancer.id)}`,
    about: [scheme, balancer.reported.dnsName ?? ''].filter((part) => part !== '').map(printable),
    parts: [...listeners]
      .sort((a, b) => (a.spec.port ?? 0) - (b.spec.port ?? 0))
      .map((listener) => listenerStatus(scene, listener))
  })
}
