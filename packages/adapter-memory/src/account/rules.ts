import type { Spec } from '@alb-ingress/core'
import { actionsRefusal } from './actions.js'
import { conditionsRefusal } from './conditions.js'
import { arnSuffix, nextNumber, ruleArn } from './ids.js'
import { listenerNotFound } from './listeners.js'
import { text } from './literal.js'
import { secretsRefusal } from './log-in-rules.js'
import type { Listener, LoadBalancer, Rule } from './records.js'
import { declined, done, firstRefusal, type Refusal, refuse, unless, type Verdict, when } from './refusal.js'
import { asShown } from './shown-actions.js'
import { dropRule, putRule, rulesOf, rulesOfLoadBalancer } from './store.js'
import { tagsRefusal } from './tags.js'
import { transformsRefusal } from './transforms.js'
import type { World } from './world.js'

type Given = Partial<Spec<'ListenerRule'>>

interface Parents {
  readonly listener: Listener
  readonly balancer: LoadBalancer
}

const parentsOf = (world: World, listenerArn: string): Parents | undefined => {
  const listener = world.listeners.get(listenerArn)
  const balancer = world.loadBalancers.get(listener?.loadBalancer ?? '')
  return listener === undefined || balancer === undefined ? undefined : { listener, balancer }
}

/** CreateRule. A priority is held by one rule of a listener. */
export const createRule = (world: World, given: Given): Verdict => {
  const listenerArn = text(given.listener ?? '')
  const parents = parentsOf(world, listenerArn)
  if (parents === undefined) return declined(listenerNotFound(listenerArn))
  const asked: Omit<Rule, 'arn'> = {
    listener: listenerArn,
    priority: given.priority ?? 0,
    conditions: given.conditions ?? [],
    actions: asShown(given.actions ?? []),
    transforms: given.transforms ?? [],
    tags: given.tags ?? {}
  }
  const refusal =
    priorityRefusal(asked.priority) ??
    secretsRefusal(given.actions) ??
    contentRefusal(world, parents, asked) ??
    tagsRefusal(world, asked.tags) ??
    takenRefusal(rulesOf(world, listenerArn), asked.priority) ??
    limitRefusal(world, parents)
  if (refusal !== undefined) return declined(refusal)
  const arn = ruleArn(listenerArn, arnSuffix(nextNumber(world)))
  putRule(world, { arn, ...asked })
  return done({ physicalId: arn })
}

const priorityRefusal = (priority: number): Refusal =>
  when(
    !Number.isInteger(priority) || priority < 1 || priority > 50000,
    'ValidationError',
    `Priority '${priority}' must be between 1 and 50000`
  )

const contentRefusal = (
  world: World,
  { listener, balancer }: Parents,
  { conditions, actions, transforms = [] }: Pick<Rule, 'conditions' | 'actions' | 'transforms'>,
  instead?: string
): Refusal =>
  conditionsRefusal(world, conditions) ??
  transformsRefusal(transforms) ??
  actionsRefusal(
    world,
    { balancer, protocol: listener.protocol, ...(instead === undefined ? {} : { instead }) },
    actions
  )

const takenRefusal = (rules: ReadonlyArray<Rule>, priority: number): Refusal =>
  when(
    rules.some((rule) => rule.priority === priority),
    'PriorityInUse',
    `Priority '${priority}' is currently in use`
  )

const limitRefusal = (world: World, { balancer }: Parents): Refusal => {
  const limit = world.limits.rulesPerLoadBalancer
  return when(
    rulesOfLoadBalancer(world, balancer.arn).length >= limit,
    'TooManyRules',
    `The load balancer has ${limit} rules already, not counting default rules`
  )
}

const ruleNotFound = (arn: string): NonNullable<Refusal> => refuse('RuleNotFound', `Rule '${arn}' not found`)

/** ModifyRule: actions, conditions and transforms; what is not named stays. The priority has a call of its own. */
export const modifyRule = (world: World, arn: string, given: Given): Verdict => {
  const rule = world.rules.get(arn)
  const parents = parentsOf(world, rule?.listener ?? '')
  if (rule === undefined || parents === undefined) return declined(ruleNotFound(arn))
  const changed = {
    ...rule,
    conditions: given.conditions ?? rule.conditions,
    transforms: given.transforms ?? rule.transforms ?? [],
    actions: given.actions === undefined ? rule.actions : asShown(given.actions)
  }
  return unless(secretsRefusal(given.actions) ?? contentRefusal(world, parents, changed, arn), () => {
    putRule(world, changed)
    return undefined
  })
}

/** DeleteRule. */
export const deleteRule = (world: World, arn: string): Verdict => {
  if (!world.rules.has(arn)) return declined(ruleNotFound(arn))
  dropRule(world, arn)
  return done()
}

/** SetRulePriorities: all at once, so rules may trade places; either all of them move or none. */
export const setRulePriorities = (world: World, moves: ReadonlyMap<string, number>): Verdict => {
  const unknown = [...moves.keys()].find((arn) => !world.rules.has(arn))
  if (unknown !== undefined) return declined(ruleNotFound(unknown))
  const moved = [...moves].flatMap(([arn, priority]) => {
    const rule = world.rules.get(arn)
    return rule === undefined ? [] : [{ ...rule, priority }]
  })
  const listeners = new Set(moved.map(({ listener }) => listener))
  const refusal =
    firstRefusal(moves.values(), priorityRefusal) ??
    firstRefusal(listeners, (listener) => clashRefusal(rulesOf(world, listener), moves))
  return unless(refusal, () => {
    for (const rule of moved) putRule(world, rule)
    return undefined
  })
}

const clashRefusal = (rules: ReadonlyArray<Rule>, moves: ReadonlyMap<string, number>): Refusal => {
  const taken = new Set<number>()
  return firstRefusal(rules, ({ arn, priority }) => {
    const place = moves.get(arn) ?? priority
    const clash = taken.has(place)
    taken.add(place)
    return when(clash, 'PriorityInUse', `Priority '${place}' is currently in use`)
  })
}
