/** What a line is about; each has a glyph and a colour. */
export type Tone =
  | 'create'
  | 'modify'
  | 'delete'
  | 'replace'
  | 'write'
  | 'error'
  | 'warning'
  | 'hint'
  | 'heading'
  | 'quiet'

export interface Glyphs {
  readonly create: string
  readonly modify: string
  readonly delete: string
  readonly replace: string
  /** A write to a Kubernetes object that is no resource of a stack. */
  readonly write: string
  readonly yes: string
  readonly no: string
  readonly arrow: string
}

/** How text looks. Whoever knows the terminal chooses it; nothing here asks an environment. */
export interface Style {
  readonly glyphs: Glyphs
  readonly paint: (tone: Tone, text: string) => string
}

export const unicodeGlyphs: Glyphs = {
  create: '+',
  modify: '~',
  delete: '-',
  replace: '±',
  write: '↻',
  yes: '✓',
  no: '·',
  arrow: '→'
}

export const asciiGlyphs: Glyphs = {
  create: '+',
  modify: '~',
  delete: '-',
  replace: '#',
  write: '@',
  yes: '*',
  no: '.',
  arrow: '->'
}

// Numbers of the ANSI escape sequences for bold, dim and the basic colours.
const ansi: Readonly<Record<Tone, number>> = {
  create: 32,
  modify: 33,
  delete: 31,
  replace: 35,
  write: 36,
  error: 31,
  warning: 33,
  hint: 36,
  heading: 1,
  quiet: 2
}

const sequence = '\u001b['

/** How to write for a reader who has, or has not, Unicode and colours. */
export const styleOf = ({ unicode, colour }: { readonly unicode: boolean; readonly colour: boolean }): Style => ({
  glyphs: unicode ? unicodeGlyphs : asciiGlyphs,
  paint: colour ? (tone, text) => `${sequence}${ansi[tone]}m${text}${sequence}0m` : (_, text) => text
})

/** Unicode without colour: what files and tests hold. */
export const plainStyle: Style = styleOf({ unicode: true, colour: false })
