import { isAssumed } from '../assume/assumptions.js'
import type { GroupId } from '../groups/group.js'
import type { ObjectKey } from '../kubernetes/object.js'
import type { Service } from '../kubernetes/service.js'
import type { Action } from '../resources/action.js'
import { conditionsKey } from '../resources/condition.js'
import { arnKey } from '../resources/fields.js'
import { type Arn, isRef, keyOf, namedBy } from '../resources/ref.js'
import { type ObservedResource, type ObservedStack, observedOf, type Stack } from '../resources/stack.js'
import { printable } from '../support/wording.js'
import type { Graph, GraphEdge, GraphNode } from './graph.js'
import { actionWords, conditionWords } from './words.js'

/** A group and what it has, or should have. */
export interface DrawnGroup {
  readonly id: GroupId
  readonly members: ReadonlyArray<ObjectKey>
  /** What is known of the Services, by key. */
  readonly services: ReadonlyMap<ObjectKey, Service>
  readonly stack: Stack | ObservedStack | undefined
  readonly remark: string | undefined
}

type Part = Pick<Graph, 'nodes' | 'edges'>
type Found<K extends ObservedResource['kind']> = Extract<ObservedResource, { readonly kind: K }>

/** A graph under construction. */
interface Sheet {
  readonly node: (node: Omit<GraphNode, 'notes' | 'lines' | 'state'> & Partial<GraphNode>) => void
  readonly edge: (from: string, to: string, label?: string) => void
  readonly part: () => Part
}

const sheet = (): Sheet => {
  const nodes = new Map<string, GraphNode>()
  const edges = new Map<string, GraphEdge>()
  return {
    node: (node) => {
      if (!nodes.has(node.id)) nodes.set(node.id, { lines: [], notes: [], state: 'same', ...node })
    },
    edge: (from, to, label) => {
      const edge: GraphEdge = { from, to, state: 'same', ...(label === undefined ? {} : { label }) }
      edges.set(JSON.stringify([from, to, label]), edge)
    },
    part: () => ({ nodes: [...nodes.values()], edges: [...edges.values()] })
  }
}

export const ingressNode = (key: ObjectKey): string => `Ingress ${key}`
const groupNode = (id: GroupId): string => `Group ${id}`

const nodeOf = (arn: Arn): string => (isRef(arn) ? keyOf(namedBy(arn)) : arn)
const words = (...parts: ReadonlyArray<string | undefined>): ReadonlyArray<string> =>
  parts.filter((part) => part !== undefined).map(printable)

/** What is read of a stack, wanted or there: of what is wanted, nothing has been reported yet. */
const observedShape = (stack: Stack | ObservedStack): ObservedStack => ({
  id: stack.id,
  resources: stack.resources.map(
    // Kind and spec stay those of one resource.
    (resource) => ({ physicalId: '', reported: {}, ...resource }) as ObservedResource
  )
})

const drawBalancer = (on: Sheet, group: string, { spec, reported, ...name }: Found<'LoadBalancer'>): void => {
  const kind = spec.type === 'network' ? 'network' : undefined
  on.node({
    id: keyOf(name),
    kind: 'loadBalancer',
    title: printable(spec.name ?? name.id),
    lines: [words(kind, spec.scheme, spec.ipAddressType).join(', ')],
    notes: words(reported.dnsName, reported.state)
  })
  on.edge(group, keyOf(name))
}

const arnName = (arn: string): string => arn.split('/')[1] ?? arn

/** The target groups that an action leads to; those that others made are drawn by their ARNs. */
const leadTo = (on: Sheet, from: string, actions: ReadonlyArray<Action>): void => {
  for (const action of actions) {
    if (action.type !== 'forward') continue
    const isShared = action.targetGroups.length > 1
    for (const { targetGroup, weight } of action.targetGroups) {
      const id = nodeOf(targetGroup)
      if (!isRef(targetGroup))
        on.node({
          id,
          kind: 'targetGroup',
          title: printable(arnName(id)),
          lines: ['made by others'],
          notes: [printable(id)]
        })
      on.edge(from, id, isShared ? `weight ${weight ?? 1}` : undefined)
    }
  }
}

const answers = (actions: ReadonlyArray<Action>): ReadonlyArray<string> =>
  actions.filter(({ type }) => type !== 'forward').map((action) => actionWords(action))

const drawRules = (on: Sheet, listener: Found<'Listener'>, rules: ReadonlyArray<Found<'ListenerRule'>>): void => {
  const owner = keyOf(listener)
  const seen = new Map<string, number>()
  const draw = (key: string, title: string, actions: ReadonlyArray<Action>, place?: number): void => {
    // Rules are told apart by what they look for: their numbers change with their neighbours.
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    const id = `${owner} rule ${key}${times === 1 ? '' : ` ${times}`}`
    on.node({ id, kind: 'rule', title, lines: answers(actions), ...(place === undefined ? {} : { place }) })
    on.edge(owner, id)
    leadTo(on, id, actions)
  }
  const inOrder = [...rules].sort((a, b) => (a.spec.priority ?? 0) - (b.spec.priority ?? 0))
  inOrder.forEach(({ spec: { conditions = [], actions = [] } }, i) => {
    draw(conditionsKey(conditions), conditions.map(conditionWords).join(' '), actions, i + 1)
  })
  draw('otherwise', 'otherwise', listener.spec.defaultActions ?? [])
}

const drawListener = (on: Sheet, listener: Found<'Listener'>): void => {
  const { spec, ...name } = listener
  const certificates = new Set([spec.defaultCertificate ?? [], spec.certificates ?? []].flat().map(arnKey)).size
  on.node({
    id: keyOf(name),
    kind: 'listener',
    title: `${spec.protocol ?? ''} ${spec.port ?? printable(name.id)}`.trim(),
    notes: words(spec.sslPolicy, certificates === 0 ? undefined : `certificates: ${certificates}`)
  })
  if (spec.loadBalancer !== undefined) on.edge(nodeOf(spec.loadBalancer), keyOf(name))
}

const drawTargetGroup = (on: Sheet, { spec, ...name }: Found<'TargetGroup'>): void => {
  on.node({
    id: keyOf(name),
    kind: 'targetGroup',
    title: printable(spec.name ?? name.id),
    lines: [words(spec.targetType, spec.protocol).join(', ')],
    notes: [printable(name.id)]
  })
  for (const { loadBalancer, port } of spec.targets ?? []) on.edge(keyOf(name), nodeOf(loadBalancer), `:${port}`)
}

const drawService = (on: Sheet, { services }: DrawnGroup, { spec }: Found<'TargetGroupBinding'>): void => {
  if (spec.spec === undefined) return
  const { targetGroup, serviceRef } = spec.spec
  const key = `${spec.namespace ?? ''}/${serviceRef.name}`
  const service = services.get(key)
  const isMadeUp = service !== undefined && isAssumed(service)
  const id = `Service ${key}`
  on.node({ id, kind: 'service', title: printable(key), ...(isMadeUp ? { lines: ['assumed'], isAssumed: true } : {}) })
  on.edge(nodeOf(targetGroup), id, printable(`:${serviceRef.port}`))
}

const byListener = (stack: ObservedStack): ReadonlyMap<string, ReadonlyArray<Found<'ListenerRule'>>> => {
  const rules = new Map<string, Array<Found<'ListenerRule'>>>()
  for (const rule of observedOf(stack, 'ListenerRule')) {
    const owner = rule.spec.listener === undefined ? '' : nodeOf(rule.spec.listener)
    const others = rules.get(owner)
    if (others === undefined) rules.set(owner, [rule])
    else others.push(rule)
  }
  return rules
}

const drawStack = (on: Sheet, drawn: DrawnGroup, stack: ObservedStack): void => {
  const rules = byListener(stack)
  const listeners = [...observedOf(stack, 'Listener')].sort((a, b) => (a.spec.port ?? 0) - (b.spec.port ?? 0))
  for (const each of observedOf(stack, 'LoadBalancer')) drawBalancer(on, groupNode(drawn.id), each)
  for (const each of listeners) drawListener(on, each)
  for (const each of observedOf(stack, 'TargetGroup')) drawTargetGroup(on, each)
  for (const each of listeners) drawRules(on, each, rules.get(keyOf(each)) ?? [])
  for (const each of observedOf(stack, 'TargetGroupBinding')) drawService(on, drawn, each)
}

// A binding may lead to a target group that is not there any more, as a rule may: nobody draws an edge to nowhere.
const withoutLooseEnds = ({ nodes, edges }: Part): Part => {
  const ids = new Set(nodes.map(({ id }) => id))
  return { nodes, edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) }
}

/** Draws one group: its Ingresses, and everything of its stack that is on the way of a request. */
export const drawGroup = (drawn: DrawnGroup): Part => {
  const on = sheet()
  const group = groupNode(drawn.id)
  for (const key of drawn.members) {
    on.node({ id: ingressNode(key), kind: 'ingress', title: printable(key) })
    on.edge(ingressNode(key), group)
  }
  on.node({ id: group, kind: 'group', title: printable(drawn.id), lines: words(drawn.remark) })
  if (drawn.stack !== undefined) drawStack(on, drawn, observedShape(drawn.stack))
  return withoutLooseEnds(on.part())
}
