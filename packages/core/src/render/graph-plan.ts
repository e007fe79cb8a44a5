import { valueIn } from '../checked/checked.js'
import { subjectsOf } from '../plan/call.js'
import type { Plan, Step } from '../plan/step.js'
import { keyOf, type ResourceName } from '../resources/ref.js'
import type { ObservedState } from '../resources/stack.js'
import {
  aboutGroup,
  type Graph,
  type GraphEdge,
  type GraphedGroup,
  type GraphNode,
  type GraphState,
  joined,
  stacksOf
} from './graph.js'
import { drawGroup, ingressNode } from './graph-stack.js'
import { planView, type StepView } from './plan-view.js'

type Part = Pick<Graph, 'nodes' | 'edges'>

/** What the steps of a plan do, by the node that they are about. */
interface Deeds {
  readonly steps: ReadonlyMap<string, ReadonlyArray<StepView>>
  /** Ingresses that join a group, or are let go. */
  readonly ingresses: ReadonlyMap<string, GraphState>
  /** Stacks that some step touches. */
  readonly stacks: ReadonlySet<string>
}

const namesOf = (step: Step): ReadonlyArray<ResourceName> => {
  if (step.on === 'aws') return subjectsOf(step.call)
  return 'subject' in step.write ? [step.write.subject] : []
}

const ingressDeed = (step: Step): readonly [string, GraphState] | undefined => {
  if (step.on === 'aws') return undefined
  const { write, object } = step.write
  const node = ingressNode(`${object.namespace ?? ''}/${object.name}`)
  if (write === 'addFinalizer') return [node, 'added']
  return write === 'removeFinalizer' ? [node, 'removed'] : undefined
}

const deedsOf = (plan: Plan): Deeds => {
  const views = new Map(planView(plan).stacks.flatMap(({ steps }) => steps.map((view) => [view.id, view] as const)))
  const steps = new Map<string, Array<StepView>>()
  const ingresses = new Map<string, GraphState>()
  for (const step of plan.steps) {
    const deed = ingressDeed(step)
    if (deed !== undefined) ingresses.set(...deed)
    const view = views.get(step.id)
    for (const name of view === undefined ? [] : namesOf(step)) {
      const known = steps.get(keyOf(name)) ?? []
      if (view !== undefined) known.push(view)
      steps.set(keyOf(name), known)
    }
  }
  return { steps, ingresses, stacks: new Set(plan.steps.map(({ stack }) => stack)) }
}

const noteOf = ({ number, action, reasons }: StepView): string => `step ${number}: ${[action, ...reasons].join(', ')}`

/** What is there before and after: its steps say whether it stays what it is. A rule has none of its own: what it does says it. */
const stayingNode = (before: GraphNode, after: GraphNode, { steps }: Deeds): GraphNode => {
  const deeds = steps.get(after.id) ?? []
  const isChanged = deeds.length > 0 || before.lines.join() !== after.lines.join()
  return isChanged ? { ...after, state: 'changed', notes: [...after.notes, ...deeds.map(noteOf)] } : after
}

const marked = <A extends { readonly state: GraphState }>(each: A, state: GraphState): A => ({ ...each, state })

const comparedNodes = (before: Part, after: Part, deeds: Deeds): ReadonlyArray<GraphNode> => {
  const then = new Map(before.nodes.map((node) => [node.id, node]))
  const now = new Set(after.nodes.map(({ id }) => id))
  const compared = after.nodes.map((node) => {
    const old = then.get(node.id)
    if (node.kind === 'ingress') return marked(node, deeds.ingresses.get(node.id) ?? 'same')
    return old === undefined ? marked(node, 'added') : stayingNode(old, node, deeds)
  })
  return [...compared, ...before.nodes.filter(({ id }) => !now.has(id)).map((node) => marked(node, 'removed'))]
}

const edgeKey = ({ from, to, label }: GraphEdge): string => JSON.stringify([from, to, label])

const comparedEdges = (before: Part, after: Part): ReadonlyArray<GraphEdge> => {
  const then = new Set(before.edges.map(edgeKey))
  const now = new Set(after.edges.map(edgeKey))
  return [
    ...after.edges.map((edge) => (then.has(edgeKey(edge)) ? edge : marked(edge, 'added'))),
    ...before.edges.filter((edge) => !now.has(edgeKey(edge))).map((edge) => marked(edge, 'removed'))
  ]
}

/** A rule that leads elsewhere than before has changed, although no text of it has. */
const withMovedRules = ({ nodes, edges }: Part): Part => {
  const moved = new Set(edges.filter(({ state }) => state !== 'same').map(({ from }) => from))
  const mark = (node: GraphNode): GraphNode =>
    node.kind === 'rule' && node.state === 'same' && moved.has(node.id) ? marked(node, 'changed') : node
  return { nodes: nodes.map(mark), edges }
}

const compared = (before: Part, after: Part, deeds: Deeds): Part =>
  withMovedRules({ nodes: comparedNodes(before, after, deeds), edges: comparedEdges(before, after) })

const ingressesOf = ({ members, leaving }: GraphedGroup): GraphedGroup['members'] => [
  ...new Set([...members, ...leaving])
]

const comparedGroup = (
  id: string,
  group: GraphedGroup | undefined,
  observed: Pick<ObservedState, 'stacks'>,
  deeds: Deeds
): Part => {
  const stack = observed.stacks.get(id)
  const about = group === undefined ? { id, members: [], services: new Map() } : aboutGroup(group)
  const members = group === undefined ? [] : ingressesOf(group)
  const there = drawGroup({ ...about, members, stack, remark: undefined })
  // Without a stack the group is not there either, only its Ingresses are.
  const before: Part =
    stack === undefined ? { nodes: there.nodes.filter(({ kind }) => kind === 'ingress'), edges: [] } : there
  if (group?.state === 'frozen') {
    const remark = stack === undefined ? 'refused' : 'refused: stays as it is'
    return drawGroup({ ...about, members, stack, remark })
  }
  const wanted = group?.state === 'wanted' ? valueIn(group.stack) : undefined
  const after =
    wanted === undefined
      ? { nodes: there.nodes.filter(({ kind }) => kind === 'ingress'), edges: [] }
      : drawGroup({ ...about, stack: wanted, remark: undefined })
  return compared(before, after, deeds)
}

// A Service is Kubernetes' own: it is new, or left, to the load balancers that lead to it.
const withServices = ({ from, nodes, edges }: Graph): Graph => {
  const states = new Map<string, Set<GraphState>>()
  for (const { to, state } of edges) states.set(to, (states.get(to) ?? new Set()).add(state))
  const stateOf = (node: GraphNode): GraphNode => {
    const [only, ...others] = states.get(node.id) ?? []
    return node.kind !== 'service' || only === undefined ? node : marked(node, others.length > 0 ? 'same' : only)
  }
  return { from, nodes: nodes.map(stateOf), edges }
}

/**
 * What is there and what a plan makes of it: each node and edge is the same, added, changed or removed. Stacks that nobody asks for are drawn only
 * where the plan touches them.
 */
export const planGraph = (
  groups: ReadonlyArray<GraphedGroup>,
  observed: Pick<ObservedState, 'stacks'>,
  plan: Plan
): Graph => {
  const deeds = deedsOf(plan)
  const byId = new Map(groups.map((group) => [group.id, group]))
  const ids = stacksOf(groups, observed).filter((id) => byId.has(id) || deeds.stacks.has(id))
  return withServices(
    joined(
      'plan',
      ids.map((id) => comparedGroup(id, byId.get(id), observed, deeds))
    )
  )
}
