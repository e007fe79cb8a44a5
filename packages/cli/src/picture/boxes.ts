import type { Graph, GraphKind, GraphNode } from '@alb-ingress/core'
import type { Node } from '@viz-js/viz'
import { cut } from './markup.js'
import { faint, ink } from './palette.js'
import { charactersPerInch, kindNames, labelText, lookOf, titleOf } from './text.js'

/** Few and important: what is said of them has a line of its own. */
const isLarge = ({ kind }: GraphNode): boolean => kind === 'group' || kind === 'loadBalancer'

const label = (node: GraphNode): string => {
  const cell = (text: string): string => `<td align="left">${text}</td>`
  const title = cell(labelText(titleOf(node), 12, ink.light))
  const words = isLarge(node) ? [kindNames[node.kind], ...node.lines] : node.lines
  const small = words.filter((text) => text !== '').join(', ')
  const said = small === '' ? '' : cell(labelText(small, 9, faint.light))
  const rows = isLarge(node) ? `<tr>${title}</tr><tr>${said}</tr>` : `<tr>${title}${said}</tr>`
  return `<table border="0" cellborder="0" cellspacing="0" cellpadding="1">${rows}</table>`
}

/** In inches: boxes of one column look best when they are of one width. */
export type Widths = ReadonlyMap<GraphKind, number>

export const widthsOf = ({ nodes }: Graph): Widths => {
  const widths = new Map<GraphKind, number>()
  for (const node of nodes) {
    if (isLarge(node)) continue
    const characters = cut(titleOf(node)).length + 0.75 * cut(node.lines.join(', ')).length
    widths.set(node.kind, Math.max(widths.get(node.kind) ?? 0, 0.3 + characters / charactersPerInch))
  }
  return widths
}

const isDashed = ({ state, isAssumed }: GraphNode): boolean => state === 'removed' || isAssumed === true

/** Anything but a listener and its rules. */
export const box = (graph: Graph, node: GraphNode, name: string, widths: Widths): Node => {
  const { fill, line } = lookOf(graph, node)
  const attributes = {
    label: { html: label(node) },
    fillcolor: fill.light,
    color: line.light,
    style: isDashed(node) ? 'filled,rounded,dashed' : 'filled,rounded',
    width: widths.get(node.kind) ?? 0
  }
  return { name, attributes }
}
