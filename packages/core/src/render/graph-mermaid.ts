import { shown } from '../support/wording.js'
import type { Graph, GraphEdge, GraphKind, GraphNode, GraphState } from './graph.js'

// Mermaid reads labels as Markdown and HTML, and GitHub reads what is around them: whatever is not plainly a word, or between words, becomes the
// number of its character, which Mermaid turns back only when it can open or close nothing any more. `1. x` would be a list, `https://x` and
// `www.x` links.
const plain = /[\p{L}\p{N} ]|(?<=[\p{L}\p{N}])[-_](?=[\p{L}\p{N}])|(?<!^\d+|www)\.|:(?!\/)|[/,()]/u

const escaped = (text: string): string => {
  const everything = new RegExp(`(${plain.source})|.`, 'gsu')
  return text.replace(everything, (character: string, isPlain?: string) =>
    isPlain === undefined ? `#${character.codePointAt(0) ?? 0};` : character
  )
}

/** Foreign text as it may stand between the quotation marks of a label. */
export const mermaidText = (text: string): string => escaped(shown(text))

const shapes: { readonly [K in GraphKind]: readonly [open: string, close: string] } = {
  ingress: ['(["', '"])'],
  group: ['{{"', '"}}'],
  loadBalancer: ['[["', '"]]'],
  listener: ['("', '")'],
  rule: ['["', '"]'],
  targetGroup: ['[("', '")]'],
  service: ['(["', '"])']
}

/** Kinds that cannot be told from their texts say what they are. */
const kindWords: { readonly [K in GraphKind]: string } = {
  ingress: 'Ingress',
  group: 'group',
  loadBalancer: 'load balancer',
  listener: 'listener',
  rule: '',
  targetGroup: 'target group',
  service: 'Service'
}

const stateWords = (state: GraphState): string => (state === 'same' ? '' : ` (${state})`)

/** What a node is called wherever it is drawn: `Ingress shop/web`, `1 shop.example /cart`. */
const nodeWords = ({ kind, title, place }: GraphNode): string =>
  [kindWords[kind], place === undefined ? '' : String(place), title].filter((part) => part !== '').join(' ')

const labelOf = (node: GraphNode): string =>
  [`${shown(nodeWords(node))}${stateWords(node.state)}`, ...node.lines]
    .filter((line) => line !== '')
    .map((line, i) => (i === 0 ? escaped(line) : mermaidText(line)))
    .join('<br>')

// Dark text on light colours and a line around it: it can be read on a white page and on a black one.
const classes: ReadonlyArray<readonly [name: string, style: string]> = [
  ['added', 'fill:#d3f0d8,stroke:#1a7f37,color:#0b3d1a'],
  ['changed', 'fill:#fbe9b7,stroke:#9a6700,color:#4d3300'],
  ['removed', 'fill:#ffd7d5,stroke:#cf222e,color:#6e0f17,stroke-dasharray:4 3'],
  ['assumed', 'stroke-dasharray:2 3']
]

const classOf = ({ state, isAssumed }: GraphNode): string | undefined =>
  state === 'same' ? (isAssumed === true ? 'assumed' : undefined) : state

const nodeLine = (node: GraphNode, name: string): string => {
  const [open, close] = shapes[node.kind]
  const style = classOf(node)
  return `  ${name}${open}${labelOf(node)}${close}${style === undefined ? '' : `:::${style}`}`
}

const edgeLine = ({ from, to, label, state }: GraphEdge, names: ReadonlyMap<string, string>): string => {
  const arrow = state === 'removed' ? '-.->' : state === 'added' ? '==>' : '-->'
  const said = label === undefined ? '' : `|"${mermaidText(label)}"|`
  return `  ${names.get(from) ?? ''} ${arrow}${said} ${names.get(to) ?? ''}`
}

/**
 * A graph in Mermaid's language, for GitHub and wikis. No text of an annotation or a host can end its label, or become markup. Ends with a line
 * break.
 */
export const graphMermaid = ({ nodes, edges }: Graph): string => {
  const names = new Map(nodes.map(({ id }, i) => [id, `n${i + 1}`]))
  const used = new Set(nodes.map(classOf))
  const lines = [
    'flowchart LR',
    ...nodes.map((node) => nodeLine(node, names.get(node.id) ?? '')),
    ...edges.map((edge) => edgeLine(edge, names)),
    ...classes.filter(([name]) => used.has(name)).map(([name, style]) => `  classDef ${name} ${style}`)
  ]
  return `${lines.join('\n')}\n`
}
