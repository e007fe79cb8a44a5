import type { GraphKind, GraphState } from '@alb-ingress/core'

/** A colour on a light page, and what stands for it on a dark one. */
export interface Colour {
  readonly light: string
  readonly dark: string
}

/** A box: what fills it, and the line around it. */
export interface Look {
  readonly fill: Colour
  readonly line: Colour
}

const look = (fill: string, darkFill: string, line: string, darkLine: string): Look => ({
  fill: { light: fill, dark: darkFill },
  line: { light: line, dark: darkLine }
})

export const paper: Colour = { light: '#ffffff', dark: '#0d1117' }
export const ink: Colour = { light: '#1f2328', dark: '#e6edf3' }
export const faint: Colour = { light: '#57606a', dark: '#a2acb7' }
export const thread: Colour = { light: '#8a939d', dark: '#6b7681' }

/** What a row of rules lies on. */
export const row: Look = look('#fefefe', '#10151c', '#c9d0d7', '#39424c')

/** Where nothing is compared, a colour says what a thing is. */
export const kinds: { readonly [K in Exclude<GraphKind, 'rule'>]: Look } = {
  ingress: look('#e4effb', '#11263c', '#2f6fb5', '#6ba3e0'),
  group: look('#efe9fb', '#251d3d', '#7350c2', '#a58ae6'),
  loadBalancer: look('#fdeddd', '#3a2410', '#b3601a', '#e39a56'),
  listener: look('#eceff2', '#222a33', '#6a747e', '#8d98a3'),
  targetGroup: look('#e0f4f0', '#0f2f2a', '#20796a', '#53b8a6'),
  service: look('#f5f1dc', '#302a10', '#83701a', '#c4ad4b')
}

/** In a comparison it says what becomes of it. */
export const states: { readonly [S in GraphState]: Look } = {
  same: look('#f5f7f9', '#1a2028', '#848e98', '#7c8791'),
  added: look('#d5f2da', '#0e3419', '#187d35', '#45b764'),
  changed: look('#fcebbd', '#3d2e05', '#946500', '#d6a32c'),
  removed: look('#ffd9d6', '#47130f', '#c9252d', '#f0655c')
}

/** Every colour once: a picture holds the light ones, and its style sheet puts the dark ones in their place. */
export const colours: ReadonlyArray<Colour> = [
  paper,
  ink,
  faint,
  thread,
  ...[row, ...Object.values(kinds), ...Object.values(states)].flatMap(({ fill, line }) => [fill, line])
]

/** The rules of a style sheet by which whatever is painted in a light colour is dark where the reader wants it dark. */
export const darkRules = (): string =>
  colours.map(({ light, dark }) => `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`).join('')
