import type { Graph, GraphNode } from '@alb-ingress/core'
import type { Node } from '@viz-js/viz'
import { cut } from './markup.js'
import { faint, ink, row } from './palette.js'
import { charactersPerInch, labelAttribute, labelText, lookOf, titleOf, tooltipOf } from './text.js'

/** A listener, and its rules in the order in which they are tried. */
export interface Listing {
  readonly listener: GraphNode
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

const cells = (graph: Graph, node: GraphNode): string =>
  `color="${row.line.light}" bgcolor="${lookOf(graph, node).fill.light}" tooltip="${labelAttribute(tooltipOf(node))}"`

const ruleRow = (graph: Graph, rule: GraphNode, port: string, width: number): string => {
  const titles = [labelText(titleOf(rule), 11, ink.light)]
  const answers = rule.lines.map((text) => labelText(`→ ${text}`, 10, faint.light))
  const place = labelText(rule.place === undefined ? '' : String(rule.place), 9, faint.light)
  const common = cells(graph, rule)
  return [
    `<tr><td ${common} align="right" width="24" sides="TB">${place}</td>`,
    `<td ${common} align="left" balign="left" width="${width}" sides="TB" port="${port}">${[...titles, ...answers].join('<br/>')}</td></tr>`
  ].join('')
}

/** The place of a rule in the table of its listener, and that of the listener. */
export const portOf = (index: number): string => `r${index + 1}`
export const headPort = 'head'

/** A listener is a table, and its rules are the rows. */
export const table = (graph: Graph, { listener, rules }: Listing, name: string, width: number): Node => {
  const title = labelText(titleOf(listener), 12, ink.light)
  const head = `<tr><td port="${headPort}" colspan="2" ${cells(graph, listener)} align="left" sides="B">${title}</td></tr>`
  const rows = rules.map((rule, i) => ruleRow(graph, rule, portOf(i), width))
  const frame = `border="1" color="${lookOf(graph, listener).line.light}" cellborder="1" cellspacing="0" cellpadding="3"`
  const html = `<table ${frame}>${head}${rows.join('')}</table>`
  return { name, attributes: { shape: 'plain', style: '', label: { html } } }
}
