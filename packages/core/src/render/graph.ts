import type { Checked } from '../checked/checked.js'
import { valueIn } from '../checked/checked.js'
import type { GroupId, IngressGroup } from '../groups/group.js'
import type { ObjectKey } from '../kubernetes/object.js'
import { type ObservedState, type Stack, sharedStack } from '../resources/stack.js'
import { byText } from '../support/canonical.js'
import { type DrawnGroup, drawGroup } from './graph-stack.js'

/** What becomes of a thing; all are the `same` where nothing is compared. */
export type GraphState = 'same' | 'added' | 'changed' | 'removed'

/** From left to right. */
export type GraphKind = 'ingress' | 'group' | 'loadBalancer' | 'listener' | 'rule' | 'targetGroup' | 'service'

/** A thing on the way of a request. Texts hold no control characters; whoever draws escapes them for its own language. */
export interface GraphNode {
  readonly id: string
  readonly kind: GraphKind
  readonly title: string
  /** What else is said of it. */
  readonly lines: ReadonlyArray<string>
  /** What there is no room for. */
  readonly notes: ReadonlyArray<string>
  readonly state: GraphState
  /** Of a rule: its place among those of its listener, from 1; the last one, for all other requests, has none. */
  readonly place?: number
  /** It is in no manifest, and was taken to be there. */
  readonly isAssumed?: boolean
}

export interface GraphEdge {
  readonly from: string
  readonly to: string
  /** A port, or a weight. */
  readonly label?: string
  readonly state: GraphState
}

/** Where a graph comes from. */
export type GraphSource = 'files' | 'plan' | 'account'

/**
 * Ingress → group → load balancer → listeners → rules → target groups → Services, as data. Nodes come in the order in which they should be read,
 * and both ends of every edge are among them.
 */
export interface Graph {
  readonly from: GraphSource
  readonly nodes: ReadonlyArray<GraphNode>
  readonly edges: ReadonlyArray<GraphEdge>
}

/** A group as a survey shows it. */
export interface GraphedGroup {
  readonly id: GroupId
  readonly members: ReadonlyArray<ObjectKey>
  readonly leaving: ReadonlyArray<ObjectKey>
  readonly state: 'wanted' | 'leaving' | 'frozen'
  readonly stack: Checked<Stack>
  readonly prospect: { readonly group: Checked<IngressGroup> }
}

/** Joins what was drawn of several groups: a Service that two of them lead to is there once. */
export const joined = (from: GraphSource, parts: ReadonlyArray<Pick<Graph, 'nodes' | 'edges'>>): Graph => {
  const nodes = new Map<string, GraphNode>()
  for (const part of parts) for (const node of part.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node)
  return { from, nodes: [...nodes.values()], edges: parts.flatMap(({ edges }) => edges) }
}

/** What of a group does not come from its stack. */
export const aboutGroup = (
  group: GraphedGroup
): Pick<DrawnGroup, 'id' | 'members' | 'services'> & { readonly isRefused: boolean } => ({
  id: group.id,
  members: group.members,
  services: valueIn(group.prospect.group)?.services ?? new Map(),
  isRefused: valueIn(group.stack) === undefined
})

/** What the manifests ask for. A group that is refused is drawn without a load balancer. */
export const desiredGraph = (groups: ReadonlyArray<GraphedGroup>): Graph =>
  joined(
    'files',
    groups.map((group) => {
      const stack = valueIn(group.stack)
      const { isRefused, ...about } = aboutGroup(group)
      return drawGroup({ ...about, stack, remark: isRefused ? 'refused' : undefined })
    })
  )

/** The groups of an account by name: those that some Ingress is in, and those that only the account has. */
export const stacksOf = (
  groups: ReadonlyArray<GraphedGroup>,
  observed: Pick<ObservedState, 'stacks'>
): ReadonlyArray<GroupId> =>
  [...new Set([...groups.map(({ id }) => id), ...observed.stacks.keys()])]
    .filter((id) => id !== sharedStack)
    .sort(byText)

/** What the account has. Which Ingresses are in a group is for the manifests to say, where there are any. */
export const observedGraph = (groups: ReadonlyArray<GraphedGroup>, observed: Pick<ObservedState, 'stacks'>): Graph => {
  const byId = new Map(groups.map((group) => [group.id, group]))
  const parts = stacksOf(groups, observed).map((id) => {
    const group = byId.get(id)
    const members = [...(group?.members ?? []), ...(group?.leaving ?? [])]
    const stack = observed.stacks.get(id)
    return drawGroup({ id, members, services: new Map(), stack, remark: stack === undefined ? 'not there' : undefined })
  })
  return joined('account', parts)
}
