import type { Graph, GraphKind, GraphNode } from '@alb-ingress/core'
import { cut, markup } from './markup.js'
import { kinds, type Look, row, states } from './palette.js'

/** Text is laid out larger than it is shown: whatever font a reader has in place of the one that Graphviz reckons with may be wider. */
export const slack = 1.17

/** How many characters of the larger size are in an inch of a layout. */
export const charactersPerInch = 10

const marks = { same: '', added: '+ ', changed: '~ ', removed: '- ' } as const

/** The title of a node with the mark of its state: colour alone would leave some readers out. */
export const titleOf = ({ state, title }: GraphNode): string => `${marks[state]}${title}`

export const kindNames: { readonly [K in GraphKind]: string } = {
  ingress: 'Ingress',
  group: 'group',
  loadBalancer: 'load balancer',
  listener: 'listener',
  rule: 'rule',
  targetGroup: 'target group',
  service: 'Service'
}

/** Where something is compared, a colour says what becomes of a thing, and elsewhere what it is. */
export const lookOf = ({ from }: Graph, { kind, state }: GraphNode): Look => {
  if (from === 'plan') return states[state]
  return kind === 'rule' ? row : kinds[kind]
}

/** What a reader sees who rests on a node: all of it, however long. */
export const tooltipOf = (node: GraphNode): string =>
  [`${kindNames[node.kind]} ${titleOf(node)}`, ...node.lines, ...node.notes].filter((text) => text !== '').join('\n')

/** Foreign text as a part of a label of Graphviz. */
export const labelText = (text: string, size: number, colour: string): string =>
  `<font point-size="${size * slack}" color="${colour}">${markup(cut(text)) || ' '}</font>`
