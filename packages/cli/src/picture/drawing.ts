import type { Graph, GraphEdge, GraphNode } from '@alb-ingress/core'
import type { Graph as Drawing, Edge, Node } from '@viz-js/viz'
import { box, widthsOf } from './boxes.js'
import { faint, paper, states, thread } from './palette.js'
import { headPort, type Listing, portOf, ruleWidth, table } from './tables.js'
import { labelText, tooltipOf } from './text.js'

/** Where something is in a drawing: the name of a node, and in a table the cell. */
interface Place {
  readonly name: string
  readonly port?: string
}

/** A drawing, and what to show of each of its nodes by name. */
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

const placesIn = ({ nodes }: Graph, listings: ReadonlyMap<string, Listing>): ReadonlyMap<string, Place> => {
  const places = new Map<string, Place>()
  nodes.forEach(({ id, kind }, i) => {
    const name = `n${i + 1}`
    if (kind !== 'rule') places.set(id, kind === 'listener' ? { name, port: headPort } : { name })
    listings.get(id)?.rules.forEach((rule, place) => {
      places.set(rule.id, { name, port: portOf(place) })
    })
  })
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

const drawnEdges = (graph: Graph, places: ReadonlyMap<string, Place>): ReadonlyArray<Edge> =>
  graph.edges.flatMap((each) => {
    const tail = places.get(each.from)
    const head = places.get(each.to)
    const isInside = tail === undefined || head === undefined || tail.name === head.name
    return isInside ? [] : [drawnEdge(graph, each, tail, head)]
  })

/** A graph as Graphviz draws it. Every text of it is escaped, so that none becomes markup or an instruction. */
export const drawingOf = (graph: Graph): Drawn => {
  const listings = listingsOf(graph)
  const places = placesIn(graph, listings)
  const widths = widthsOf(graph)
  const width = ruleWidth(graph)
  const nodes: Array<Node> = []
  const tooltips = new Map<string, string>()
  for (const node of graph.nodes) {
    const { name = '' } = places.get(node.id) ?? {}
    if (node.kind === 'rule') continue
    const listing = listings.get(node.id)
    nodes.push(listing === undefined ? box(graph, node, name, widths) : table(graph, listing, name, width))
    tooltips.set(name, tooltipOf(node))
  }
  const drawing: Drawing = {
    directed: true,
    graphAttributes: { rankdir: 'LR', bgcolor: paper.light, nodesep: 0.07, ranksep: 0.6, pad: 0.2 },
    nodeAttributes: { shape: 'box', fontname: 'Arial', margin: '0.05,0.02', height: 0.28 },
    edgeAttributes: { fontname: 'Arial', arrowsize: 0.6 },
    nodes,
    edges: [...drawnEdges(graph, places)]
  }
  return { drawing, tooltips }
}
