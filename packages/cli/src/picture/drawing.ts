import type { Graph, GraphEdge, GraphNode } from '@alb-ingress/core'
import type { Graph as Drawing, Edge, Node } from '@viz-js/viz'
import { box, widthsOf } from './boxes.js'
import { faint, paper, states, thread } from './palette.js'
import { headPort, type Listing, portOf, ruleWidth, type Table, tablesOf } from './tables.js'
import { labelText, tooltipOf } from './text.js'

/** Where something is in a drawing: the name of a node, and in a table the cell. */
interface Place {
  readonly name: string
  readonly port?: string
}

/** A drawing, and what to show of its nodes by name, and of the cells of tables by token. */
export interface Drawn {
  readonly drawing: Drawing
  readonly tooltips: ReadonlyMap<string, string>
}

// What answers all other requests comes after the rules; one that goes stands beside the one that has its place.
const last = Number.MAX_SAFE_INTEGER

/** The listeners with their rules; edges from a listener to its rules are not drawn. */
const listingsOf = ({ nodes, edges }: Graph): ReadonlyMap<string, Listing> => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const rules = new Map<string, Array<GraphNode>>()
  for (const { id, kind } of nodes) if (kind === 'listener') rules.set(id, [])
  for (const { from, to } of edges) {
    const rule = byId.get(to)
    if (rule?.kind === 'rule') rules.get(from)?.push(rule)
  }
  return new Map(
    [...rules].flatMap(([id, own]) => {
      const listener = byId.get(id)
      const inOrder = own.sort((a, b) => (a.place ?? last) - (b.place ?? last))
      return listener === undefined ? [] : [[id, { listener, rules: inOrder }] as const]
    })
  )
}

/** Where each node is. A listener of many rules is in several places. */
const placesIn = (
  { nodes }: Graph,
  nameOf: (node: GraphNode) => string,
  tables: ReadonlyMap<string, ReadonlyArray<Table>>
): ReadonlyMap<string, ReadonlyArray<Place>> => {
  const places = new Map<string, ReadonlyArray<Place>>()
  for (const node of nodes) if (node.kind !== 'rule') places.set(node.id, [{ name: nameOf(node) }])
  for (const [listener, parts] of tables) {
    places.set(
      listener,
      parts.map(({ name }) => ({ name, port: headPort }))
    )
    for (const { name, rules } of parts) {
      rules.forEach(({ id }, i) => {
        places.set(id, [{ name, port: portOf(i) }])
      })
    }
  }
  return places
}

const strokes = { same: 1, added: 2, changed: 1, removed: 1 } as const

const drawnEdge = (graph: Graph, { label, state }: GraphEdge, tail: Place, head: Place): Edge => {
  const colour = graph.from === 'plan' && state !== 'same' ? states[state].line : thread
  const attributes = {
    color: colour.light,
    penwidth: strokes[state],
    style: state === 'removed' ? 'dashed' : 'solid',
    tailport: tail.port === undefined ? 'e' : `${tail.port}:e`,
    headport: head.port === undefined ? 'w' : `${head.port}:w`,
    ...(label === undefined ? {} : { label: { html: labelText(label, 9, faint.light) } })
  }
  return { tail: tail.name, head: head.name, attributes }
}

const drawnEdges = (graph: Graph, places: ReadonlyMap<string, ReadonlyArray<Place>>): Array<Edge> =>
  graph.edges.flatMap((each) => {
    const [tail] = places.get(each.from) ?? []
    const heads = places.get(each.to) ?? []
    if (tail === undefined || (tail.port === headPort && heads.some(({ port }) => port !== undefined))) return []
    return heads.map((head) => drawnEdge(graph, each, tail, head))
  })

/** A graph as Graphviz draws it. Every text of it is escaped, so that none becomes markup or an instruction. */
export const drawingOf = (graph: Graph): Drawn => {
  const names = new Map(graph.nodes.map(({ id }, i) => [id, `n${i + 1}`]))
  const nameOf = ({ id }: GraphNode): string => names.get(id) ?? ''
  const width = ruleWidth(graph)
  const widths = widthsOf(graph)
  const tables = new Map(
    [...listingsOf(graph)].map(([id, listing]) => [id, tablesOf(graph, listing, nameOf(listing.listener), width)])
  )
  const nodes: Array<Node> = []
  const tooltips = new Map<string, string>()
  for (const each of graph.nodes) {
    if (each.kind === 'rule') continue
    const parts = tables.get(each.id)
    if (parts === undefined) nodes.push(box(graph, each, nameOf(each), widths))
    tooltips.set(nameOf(each), tooltipOf(each))
    for (const { node, name, tokens } of parts ?? []) {
      nodes.push(node)
      tooltips.set(name, tooltipOf(each))
      for (const [token, about] of tokens) tooltips.set(token, tooltipOf(about))
    }
  }
  const drawing: Drawing = {
    directed: true,
    graphAttributes: { rankdir: 'LR', bgcolor: paper.light, nodesep: 0.07, ranksep: 0.6, pad: 0.2 },
    nodeAttributes: { shape: 'box', fontname: 'Arial', margin: '0.05,0.02', height: 0.28 },
    edgeAttributes: { fontname: 'Arial', arrowsize: 0.6 },
    nodes,
    edges: drawnEdges(graph, placesIn(graph, nameOf, tables))
  }
  return { drawing, tooltips }
}
