import type { Graph, GraphNode } from '@alb-ingress/core'
import type { Node } from '@viz-js/viz'
import { cut } from './markup.js'
import { faint, ink, row } from './palette.js'
import { charactersPerInch, labelText, lookOf, titleOf } from './text.js'

/** A listener, and its rules in the order in which they are tried. */
export interface Listing {
  readonly listener: GraphNode
  readonly rules: ReadonlyArray<GraphNode>
}

/** A table of a listener, or of as many of its rules as one table holds. */
export interface Table {
  readonly name: string
  readonly node: Node
  /** What each cell that has a tooltip is about, by the token that stands for the tooltip. */
  readonly tokens: ReadonlyMap<string, GraphNode>
  readonly rules: ReadonlyArray<GraphNode>
}

const pointsPerInch = 72

/** In points, as wide as the widest text of all rules needs: tables are in one column too. */
export const ruleWidth = ({ nodes }: Graph): number => {
  let most = 0
  for (const { kind, title, lines } of nodes) {
    if (kind !== 'rule') continue
    for (const text of [title, ...lines]) most = Math.max(most, cut(text).length)
  }
  return Math.round((0.2 + most / charactersPerInch) * pointsPerInch * 0.9)
}

/** The cell of a rule by its place in its table, and that of the listener. */
export const portOf = (index: number): string => `r${index + 1}`
export const headPort = 'head'

// What users write stands in texts only: a tooltip is a token here, and is put in when everything is drawn.
const cells = (graph: Graph, node: GraphNode, token: string): string =>
  `color="${row.line.light}" bgcolor="${lookOf(graph, node).fill.light}" tooltip="${token}"`

const ruleRow = (graph: Graph, rule: GraphNode, token: string, port: string, width: number): string => {
  const titles = [labelText(titleOf(rule), 11, ink.light)]
  const answers = rule.lines.map((text) => labelText(`→ ${text}`, 10, faint.light))
  const place = labelText(rule.place === undefined ? '' : String(rule.place), 9, faint.light)
  const common = cells(graph, rule, token)
  return [
    `<tr><td ${common} align="right" width="24" sides="TB">${place}</td>`,
    `<td ${common} align="left" balign="left" width="${width}" sides="TB" port="${port}">${[...titles, ...answers].join('<br/>')}</td></tr>`
  ].join('')
}

// Graphviz in WebAssembly takes a label over its stack, which holds 64 KiB.
const mostBytes = 40_000

const bytesIn = (text: string): number => new TextEncoder().encode(text).length

/** The rules in as many parts as it takes, at least one. */
const partsOf = (
  graph: Graph,
  rules: ReadonlyArray<GraphNode>,
  width: number
): ReadonlyArray<ReadonlyArray<GraphNode>> => {
  const parts: Array<Array<GraphNode>> = [[]]
  let bytes = 0
  for (const rule of rules) {
    const size = bytesIn(ruleRow(graph, rule, '', '', width)) + 100
    if (bytes + size > mostBytes) {
      parts.push([])
      bytes = 0
    }
    bytes += size
    parts.at(-1)?.push(rule)
  }
  return parts
}

const tableOf = (
  graph: Graph,
  listener: GraphNode,
  rules: ReadonlyArray<GraphNode>,
  name: string,
  width: number
): Table => {
  const headToken = `${name}.${headPort}`
  const tokens = new Map([[headToken, listener]])
  const title = labelText(titleOf(listener), 12, ink.light)
  const head = `<tr><td port="${headPort}" colspan="2" ${cells(graph, listener, headToken)} align="left" sides="B">${title}</td></tr>`
  const rows = rules.map((rule, i) => {
    const port = portOf(i)
    tokens.set(`${name}.${port}`, rule)
    return ruleRow(graph, rule, `${name}.${port}`, port, width)
  })
  const frame = `border="1" color="${lookOf(graph, listener).line.light}" cellborder="1" cellspacing="0" cellpadding="3"`
  const html = `<table ${frame}>${head}${rows.join('')}</table>`
  return { name, node: { name, attributes: { shape: 'plain', style: '', label: { html } } }, tokens, rules }
}

/** A listener is a table, and its rules are the rows; where they are too many for one table there are several, one below the other. */
export const tablesOf = (
  graph: Graph,
  { listener, rules }: Listing,
  name: string,
  width: number
): ReadonlyArray<Table> =>
  partsOf(graph, rules, width).map((part, i) =>
    tableOf(graph, listener, part, i === 0 ? name : `${name}p${i + 1}`, width)
  )
