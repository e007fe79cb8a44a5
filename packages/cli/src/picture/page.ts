import type { Graph } from '@alb-ingress/core'
import { markup } from './markup.js'
import { faint, ink, paper } from './palette.js'
import { graphSvg } from './svg.js'

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** What is in a picture, in one line. */
const summaryOf = ({ from, nodes }: Graph): string => {
  const of = (kind: Graph['nodes'][number]['kind']): number => nodes.filter((node) => node.kind === kind).length
  const things = [
    `${of('ingress')} Ingress${of('ingress') === 1 ? '' : 'es'}`,
    counted(of('loadBalancer'), 'load balancer'),
    counted(of('listener'), 'listener'),
    counted(of('rule'), 'rule'),
    counted(of('service'), 'Service')
  ].join(', ')
  if (from !== 'plan') return `${things}.`
  const states = (['added', 'changed', 'removed'] as const).map(
    (state) => `${nodes.filter((node) => node.state === state).length} ${state}`
  )
  return `${things}: ${states.join(', ')}.`
}

const style = [
  `:root{color-scheme:light dark}body{margin:0;padding:16px 20px;font:15px/1.4 system-ui,Arial,sans-serif;background:${paper.light};color:${ink.light}}`,
  `h1{font-size:20px;margin:0}p{margin:4px 0 12px;color:${faint.light}}figure{margin:0;overflow-x:auto}figure>svg{display:block}`,
  `@media (prefers-color-scheme:dark){body{background:${paper.dark};color:${ink.dark}}p{color:${faint.dark}}}`
].join('')

// Nothing in the page runs or is loaded, and the browser is told so.
const policy = "default-src 'none'; style-src 'unsafe-inline'"

/** A graph as one HTML page that needs nothing else. */
export const graphPage = async (graph: Graph, title: string): Promise<string> => {
  const svg = await graphSvg(graph, title)
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${markup(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${markup(title)}</h1>`,
    `<p>${markup(summaryOf(graph))}</p>`,
    `<figure>${svg}</figure>`,
    '</body>',
    '</html>',
    ''
  ].join('\n')
}
