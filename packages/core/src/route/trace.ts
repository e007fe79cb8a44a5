import { type Action, guardsIn } from '../resources/action.js'
import type { Condition } from '../resources/condition.js'
import { arnKey } from '../resources/fields.js'
import type { Guard } from '../resources/log-in.js'
import { keyOf } from '../resources/ref.js'
import { type Resource, resourcesOf, type Stack } from '../resources/stack.js'
import { type Bindings, bindingsOf, type Destination, destinationOf } from './destination.js'
import { type InFront, portsInFront } from './frontend.js'
import { type ConditionVerdict, conditionTest } from './match.js'
import type { Request } from './request.js'
import { type Rewriting, rewriter } from './rewrite.js'

export interface ConditionTrace extends ConditionVerdict {
  readonly condition: Condition
}

/** One rule that was looked at. Every condition is tried, also after one that does not hold. */
export interface RuleTrace {
  /** Logical id, such as `443:3`. */
  readonly id: string
  readonly priority: number
  readonly conditions: ReadonlyArray<ConditionTrace>
  readonly answers: boolean
}

/** The way of a request through a load balancer: which rules were looked at, which one answered, and what came of it. */
export interface Trace {
  readonly request: Request
  /** The listener of the network load balancer in front that passed it on, where only that one has the port. */
  readonly through?: InFront
  /** Logical id of the listener; absent when none took the request. */
  readonly listener?: string
  /** In order of priority, up to the one that answers. */
  readonly rules: ReadonlyArray<RuleTrace>
  /** Logical id of the rule, or `default` for the listener's own actions. */
  readonly answeredBy?: string
  readonly actions: ReadonlyArray<Action>
  /** What must be passed on the way to the destination: it is for those who have logged in, or bring a token. */
  readonly guards: ReadonlyArray<Guard>
  readonly destination: Destination
  /** What the transforms of the rule make of a request that is forwarded; absent where it has none. */
  readonly rewriting?: Rewriting
}

interface ReadyRule {
  readonly rule: Resource<'ListenerRule'>
  readonly tests: ReadonlyArray<readonly [Condition, (request: Request) => ConditionVerdict]>
  readonly rewrite: ((request: Request) => Rewriting) | undefined
}

interface ReadyListener {
  readonly listener: Resource<'Listener'>
  readonly rules: ReadonlyArray<ReadyRule>
}

const readyRule = (rule: Resource<'ListenerRule'>): ReadyRule => {
  const { conditions, transforms = [] } = rule.spec
  return {
    rule,
    tests: conditions.map((condition) => [condition, conditionTest(condition)] as const),
    rewrite: transforms.length === 0 ? undefined : rewriter(transforms)
  }
}

const rulesByListener = (stack: Stack): ReadonlyMap<string, ReadonlyArray<ReadyRule>> => {
  const found = new Map<string, Array<ReadyRule>>()
  for (const rule of resourcesOf(stack, 'ListenerRule')) {
    const key = arnKey(rule.spec.listener)
    const rules = found.get(key) ?? []
    rules.push(readyRule(rule))
    found.set(key, rules)
  }
  for (const rules of found.values()) rules.sort((a, b) => a.rule.spec.priority - b.rule.spec.priority)
  return found
}

/** Listeners of Application Load Balancers by port: one in front of them, a network load balancer, looks at no request. */
const listenersByPort = (stack: Stack): ReadonlyMap<number, ReadyListener> => {
  const rules = rulesByListener(stack)
  const network = new Set(
    resourcesOf(stack, 'LoadBalancer')
      .filter(({ spec }) => spec.type === 'network')
      .map(keyOf)
  )
  return new Map(
    resourcesOf(stack, 'Listener')
      .filter(({ spec }) => !network.has(arnKey(spec.loadBalancer)))
      .map((listener) => [listener.spec.port, { listener, rules: rules.get(keyOf(listener)) ?? [] }])
  )
}

const traceRule = ({ rule, tests }: ReadyRule, request: Request): RuleTrace => {
  const conditions = tests.map(([condition, test]) => ({ condition, ...test(request) }))
  return {
    id: rule.id,
    priority: rule.spec.priority,
    conditions,
    answers: conditions.every(({ held }) => held)
  }
}

const withRewriting = (trace: Trace, { rewrite }: ReadyRule): Trace =>
  rewrite === undefined || trace.destination.outcome !== 'forward'
    ? trace
    : { ...trace, rewriting: rewrite(trace.request) }

const traceListener = ({ listener, rules }: ReadyListener, request: Request, bindings: Bindings): Trace => {
  const traced: Array<RuleTrace> = []
  const end = (answeredBy: string, actions: ReadonlyArray<Action>): Trace => ({
    request,
    listener: listener.id,
    rules: traced,
    answeredBy,
    actions,
    guards: guardsIn(actions),
    destination: destinationOf(actions, request, bindings)
  })
  for (const ready of rules) {
    const rule = traceRule(ready, request)
    traced.push(rule)
    if (rule.answers) return withRewriting(end(rule.id, ready.rule.spec.actions), ready)
  }
  return end('default', listener.spec.defaultActions)
}

const unanswered = (request: Request, destination: Destination): Trace => ({
  request,
  rules: [],
  actions: [],
  guards: [],
  destination
})

/** Makes a stack ready for many requests: its rules are sorted and its patterns read once. */
export const router = (stack: Stack): ((request: Request) => Trace) => {
  const listeners = listenersByPort(stack)
  const inFront = portsInFront(stack)
  const bindings = bindingsOf(stack)
  const traced = (request: Request): Trace => {
    const { port, scheme } = request
    const ready = listeners.get(port)
    if (ready === undefined) {
      const listening = [...new Set([...listeners.keys(), ...inFront.keys()])].sort((a, b) => a - b)
      return unanswered(request, { outcome: 'no-listener', port, listening })
    }
    const speaks = ready.listener.spec.protocol
    if (speaks.toLowerCase() !== scheme) return unanswered(request, { outcome: 'wrong-protocol', port, speaks })
    return traceListener(ready, request, bindings)
  }
  return (request) => {
    const through = listeners.has(request.port) ? undefined : inFront.get(request.port)
    // The load balancer behind sees its own port, in rules and in redirects.
    return through === undefined ? traced(request) : { ...traced({ ...request, port: through.port }), request, through }
  }
}

/**
 * Where a request would go, as an Application Load Balancer with the desired resources would decide it: the listener of the port,
 * then its rules by priority; all conditions of a rule must hold, and any value of a condition will do.
 */
export const route = (stack: Stack, request: Request): Trace => router(stack)(request)
