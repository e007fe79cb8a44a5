import type { Graph } from '@alb-ingress/core'
import { drawingOf } from './drawing.js'
import { legendOf } from './legend.js'
import { markup } from './markup.js'
import { darkRules, ink, paper } from './palette.js'
import { slack } from './text.js'

const fontRules = 'text{font-family:Arial,Helvetica,"Liberation Sans",sans-serif}'

// Everything of an SVG that a browser would run, load or follow is something that Graphviz writes only for attributes that we never set.
const style = (): string => `<style>${fontRules}@media (prefers-color-scheme:dark){${darkRules()}}</style>`

/** The names and tokens that Graphviz puts into titles are ours; readers get what is said of the node in their place. */
const withTooltips = (svg: string, tooltips: ReadonlyMap<string, string>): string => {
  const title = (name: string): string => {
    const tooltip = tooltips.get(name)
    return tooltip === undefined ? '' : `<title>${markup(tooltip)}</title>`
  }
  return svg
    .replace(/<!--.*?-->\n?/gs, '')
    .replace(/<title>([^<]*)<\/title>\n?/g, (_, name: string) => title(name))
    .replace(/<a xlink:title="([^"]*)">/g, (_, token: string) => `<g>${title(token)}`)
    .replace(/<\/a>/g, '</g>')
}

const shrunk = (svg: string): string =>
  svg.replace(/font-size="([\d.]+)"/g, (_, size: string) => `font-size="${(Number(size) / slack).toFixed(2)}"`)

interface Sized {
  readonly body: string
  readonly width: number
  readonly height: number
}

/** What Graphviz has drawn, without its preamble. */
const sized = (svg: string): Sized => {
  const [open = '', width = '', height = ''] = /<svg width="([\d.]+)pt" height="([\d.]+)pt"[^>]*>/s.exec(svg) ?? []
  const from = svg.indexOf(open) + open.length
  return { body: svg.slice(from, svg.lastIndexOf('</svg>')), width: Number(width), height: Number(height) }
}

const pixels = (points: number): number => Math.ceil(points * 1.15)

/**
 * A graph as one SVG that needs nothing else: no font, no script, no network. Titles say what there is no room for, and a style sheet has
 * colours for readers who want it dark. Graphviz is loaded when somebody asks for a picture, and not before.
 */
export const graphSvg = async (graph: Graph, title: string): Promise<string> => {
  const { instance } = await import('@viz-js/viz')
  const viz = await instance()
  const { drawing, tooltips } = drawingOf(graph)
  const drawn = viz.renderString(drawing, { format: 'svg', engine: 'dot' })
  const { body, width, height } = sized(shrunk(withTooltips(drawn, tooltips)))
  const legend = legendOf(graph)
  const wide = Math.max(width, legend.width)
  const high = height + legend.height
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" width="${pixels(wide)}" height="${pixels(high)}" viewBox="0 0 ${wide} ${high}">`,
    `<title id="title">${markup(title)}</title>`,
    style(),
    `<rect width="100%" height="100%" fill="${paper.light}"/>`,
    `<g fill="${ink.light}">${legend.body}</g>`,
    `<svg y="${legend.height}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`,
    '</svg>',
    ''
  ].join('\n')
}
