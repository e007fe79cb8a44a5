import type { Action, FixedResponse, Forward, Redirect } from '@alb-ingress/core'
import { targetGroupsIn } from './index-records.js'
import { guardRefusal } from './log-in-rules.js'
import type { Listener, LoadBalancer } from './records.js'
import { firstRefusal, type Refusal, when } from './refusal.js'
import { listenersOf, loadBalancersUsing, rulesOf } from './store.js'
import { targetGroupNotFound } from './target-groups.js'
import type { World } from './world.js'

/** Where actions are about to stand. `instead`: the listener or rule whose actions they replace. */
export interface Place {
  readonly balancer: LoadBalancer
  readonly protocol: Listener['protocol']
  readonly instead?: string
}

/** What AWS checks of the actions of a listener or rule: their form, and that their target groups may be used there. */
export const actionsRefusal = (world: World, place: Place, actions: ReadonlyArray<Action>): Refusal =>
  orderRefusal(actions) ??
  firstRefusal(actions, (action) => actionRefusal(world, place, action)) ??
  targetGroupsRefusal(world, place, actions)

const answers: ReadonlySet<string> = new Set(['forward', 'redirect', 'fixed-response'])

const orderRefusal = (actions: ReadonlyArray<Action>): Refusal => {
  const last = actions.at(-1)
  const answering = actions.filter(({ type }) => answers.has(type))
  return (
    when(
      answering.length !== 1 || answering[0] !== last,
      'InvalidLoadBalancerAction',
      'Actions must hold exactly one forward, redirect or fixed-response action, and it must be the last one'
    ) ??
    when(
      actions.length > 2,
      'InvalidLoadBalancerAction',
      'Actions may hold one authenticate or jwt-validation action before the one that answers'
    )
  )
}

const actionRefusal = (world: World, place: Place, action: Action): Refusal => {
  switch (action.type) {
    case 'forward':
      return forwardRefusal(world, action)
    case 'redirect':
      return redirectRefusal(action)
    case 'fixed-response':
      return fixedResponseRefusal(action)
    default:
      return guardRefusal(place.protocol, action)
  }
}

const forwardRefusal = ({ limits }: World, { targetGroups, stickiness }: Forward): Refusal =>
  when(targetGroups.length === 0, 'ValidationError', 'A forward action must name a target group') ??
  when(
    targetGroups.length > limits.targetGroupsPerAction,
    'TooManyTargetGroups',
    `A forward action names at most ${limits.targetGroupsPerAction} target groups`
  ) ??
  when(
    targetGroupsIn([{ type: 'forward', targetGroups }]).size < targetGroups.length,
    'ValidationError',
    'A forward action names each target group once'
  ) ??
  firstRefusal(targetGroups, ({ weight = 1 }) =>
    when(
      !Number.isInteger(weight) || weight < 0 || weight > 999,
      'ValidationError',
      `The weight '${weight}' must be between '0' and '999'`
    )
  ) ??
  durationRefusal(stickiness)

const durationRefusal = (stickiness: Forward['stickiness']): Refusal => {
  if (stickiness?.enabled !== true) return undefined
  const seconds = stickiness.durationSeconds ?? 0
  return when(
    seconds < 1 || seconds > 604800,
    'ValidationError',
    `The stickiness duration '${seconds}' must be between '1' and '604800' seconds`
  )
}

const redirectRefusal = (redirect: Redirect): Refusal => {
  const { host = '#{host}', path = '/#{path}', port = '#{port}', protocol = '#{protocol}', query = '' } = redirect
  const same = host === '#{host}' && path === '/#{path}' && port === '#{port}' && protocol === '#{protocol}'
  return (
    when(
      !/^HTTP_30[12]$/.test(redirect.statusCode),
      'ValidationError',
      `The redirect status code '${redirect.statusCode}' must be HTTP_301 or HTTP_302`
    ) ??
    // AWS asks for another host, path, port or protocol; another query alone would still go round in a circle.
    when(same, 'InvalidLoadBalancerAction', 'The redirect configuration is not valid because it creates a loop') ??
    when(!path.startsWith('/'), 'ValidationError', `The redirect path '${path}' must begin with '/'`) ??
    when(
      host.length > 128 || path.length > 128 || query.length > 128,
      'ValidationError',
      'The host, path and query of a redirect cannot be longer than 128 characters'
    ) ??
    when(
      !/^(HTTPS?|#\{protocol\})$/.test(protocol),
      'ValidationError',
      `The redirect protocol '${protocol}' must be HTTP, HTTPS or #{protocol}`
    ) ??
    when(
      port !== '#{port}' && !isPort(port),
      'ValidationError',
      `The redirect port '${port}' must be a port or #{port}`
    )
  )
}

const isPort = (port: string): boolean => /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535

const contentTypes = ['text/plain', 'text/css', 'text/html', 'application/javascript', 'application/json']

const fixedResponseRefusal = ({ statusCode, contentType, messageBody = '' }: FixedResponse): Refusal =>
  when(!/^[245]\d\d$/.test(statusCode), 'ValidationError', `The status code '${statusCode}' must be 2XX, 4XX or 5XX`) ??
  when(
    contentType !== undefined && !contentTypes.includes(contentType),
    'ValidationError',
    `The content type '${contentType}' must be one of ${contentTypes.join(', ')}`
  ) ??
  when(messageBody.length > 1024, 'ValidationError', 'The message body cannot be longer than 1024 characters')

const targetGroupsRefusal = (world: World, place: Place, actions: ReadonlyArray<Action>): Refusal => {
  const named = targetGroupsIn(actions)
  return firstRefusal(named, (arn) => targetGroupRefusal(world, place, arn)) ?? distinctRefusal(world, place, named)
}

const targetGroupRefusal = (world: World, { balancer }: Place, arn: string): Refusal => {
  const group = world.targetGroups.get(arn)
  if (group === undefined) return targetGroupNotFound(arn)
  const isHttp = group.protocol !== 'TCP'
  const others = [...loadBalancersUsing(world, arn)].some((user) => user !== balancer.arn)
  return (
    when(
      isHttp !== (balancer.type === 'application'),
      'IncompatibleProtocols',
      `A load balancer of type '${balancer.type}' cannot forward to protocol '${group.protocol}' of '${arn}'`
    ) ??
    when(group.vpcId !== balancer.vpcId, 'InvalidConfigurationRequest', `'${arn}' belongs to another VPC`) ??
    when(
      group.ipAddressType === 'ipv6' && balancer.ipAddressType === 'ipv4',
      'InvalidConfigurationRequest',
      `'${arn}' has IPv6 targets, and the load balancer is not dual-stack`
    ) ??
    when(
      others,
      'TargetGroupAssociationLimit',
      `The target group '${arn}' is associated with another load balancer already`
    )
  )
}

const distinctRefusal = (world: World, { balancer, instead }: Place, named: ReadonlySet<string>): Refusal => {
  const limit = world.limits.targetGroupsPerLoadBalancer
  const used = new Set(named)
  for (const listener of listenersOf(world, balancer.arn)) {
    if (listener.arn !== instead) for (const arn of targetGroupsIn(listener.defaultActions)) used.add(arn)
    for (const rule of rulesOf(world, listener.arn)) {
      if (rule.arn !== instead) for (const arn of targetGroupsIn(rule.actions)) used.add(arn)
    }
  }
  return when(
    used.size > limit,
    'TooManyUniqueTargetGroupsPerLoadBalancer',
    `A load balancer forwards to at most ${limit} target groups`
  )
}
