import type { Graph, GraphNode } from '@alb-ingress/core'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { cut, markup } from '../../src/picture/markup.js'
import { graphSvg } from '../../src/picture/svg.js'
import { nasty } from '../support/front.js'

// Graphviz comes as WebAssembly, which takes a moment to begin.
vi.setConfig({ testTimeout: 60_000 })

const node = (id: string, kind: GraphNode['kind'], title: string): GraphNode => ({
  id,
  kind,
  title,
  lines: [title],
  notes: [title],
  state: 'same'
})

/** One of everything, and every text in it the same. */
const everywhere = (text: string): Graph => ({
  from: 'plan',
  nodes: [
    node('i', 'ingress', text),
    node('g', 'group', text),
    node('b', 'loadBalancer', text),
    node('l', 'listener', text),
    node('r', 'rule', text),
    node('t', 'targetGroup', text),
    node('s', 'service', text)
  ],
  edges: [
    { from: 'i', to: 'g', state: 'added' },
    { from: 'g', to: 'b', state: 'same' },
    { from: 'b', to: 'l', state: 'same' },
    { from: 'l', to: 'r', state: 'same' },
    { from: 'r', to: 't', label: text, state: 'removed' },
    { from: 't', to: 's', label: text, state: 'changed' }
  ]
})

const elements = ['svg', 'title', 'style', 'rect', 'g', 'text', 'polygon', 'polyline', 'path']

/** Reads the tags of an SVG as XML has it: each opened one is closed in turn. Anything else is told. */
const mistakesIn = (svg: string): ReadonlyArray<string> => {
  const open: Array<string> = []
  const mistakes: Array<string> = []
  for (const [tag, close, name = '', attributes = '', end] of svg.matchAll(
    /<(\/?)([^\s/>]+)((?:\s+[\w:-]+="[^"<&]*(?:&(?:\w+|#\d+);[^"<&]*)*")*)\s*(\/?)>|<[^>]*>?/g
  )) {
    if (!elements.includes(name)) mistakes.push(tag)
    if (/\bon\w+=|href=|javascript:/.test(attributes)) mistakes.push(tag)
    if (close === '/' && open.pop() !== name) mistakes.push(`${tag} closes something else`)
    if (close === '' && end === '') open.push(name)
  }
  const texts = svg.replace(/<[^>]*>/g, '')
  if (/&(?!\w+;|#\d+;)/.test(texts)) mistakes.push('a lone &')
  return [...mistakes, ...open]
}

test.each(nasty)('%j stays text, wherever it stands', async (text) => {
  const svg = await graphSvg(everywhere(text), text)
  expect(mistakesIn(svg)).toEqual([])
  // Graphviz writes some characters in another way than we do.
  const shown = svg.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
  const read = shown
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
  expect(read.split(text).length - 1).toBeGreaterThan(everywhere('').nodes.length)
})

test('any text whatever stays text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
      expect(mistakesIn(await graphSvg(everywhere(text), text))).toEqual([])
    }),
    { numRuns: 60 }
  )
})

test('a listener of many rules, each of them long, is drawn whole', async () => {
  const long = '&"<'.repeat(40)
  const rules = Array.from({ length: 150 }, (_, i) => ({ ...node(`r${i}`, 'rule', `/${i} ${long}`), place: i + 1 }))
  const svg = await graphSvg(
    {
      from: 'files',
      nodes: [node('b', 'loadBalancer', 'front'), node('l', 'listener', 'HTTP 80'), ...rules],
      edges: [
        { from: 'b', to: 'l', state: 'same' },
        ...rules.map(({ id }) => ({ from: 'l', to: id, state: 'same' as const }))
      ]
    },
    'many'
  )
  expect(mistakesIn(svg)).toEqual([])
  const places = [...svg.matchAll(/<title>rule \/(\d+) /g)].map(([, place]) => Number(place))
  expect([...new Set(places)].sort((a, b) => a - b)).toEqual(rules.map((_, i) => i))
  const tables = svg.match(/>HTTP 80<\/text>/g)?.length ?? 0
  const edges = svg.match(/class="edge"/g)?.length ?? 0
  expect(tables).toBeGreaterThan(1)
  expect(edges).toBe(tables)
})

test('an empty graph is a picture too', async () => {
  expect(mistakesIn(await graphSvg({ from: 'files', nodes: [], edges: [] }, 'nothing'))).toEqual([])
})

test('texts are cut where there is no room, and between characters', () => {
  expect(cut('a'.repeat(58))).toBe('a'.repeat(58))
  expect(cut(`${'a'.repeat(57)}🙂b`)).toBe(`${'a'.repeat(57)}…`)
})

test('what XML cannot hold becomes one replacement character', () => {
  expect(markup('a\u0000b\ud800c\uffff<')).toBe('a\ufffdb\ufffdc\ufffd&lt;')
})
