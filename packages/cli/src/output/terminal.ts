import { type Style, styleOf } from '@alb-ingress/core'
import type { Io } from '../io.js'

type Look = Pick<Io, 'env' | 'terminal'>
type Stream = 'stdout' | 'stderr'

const isDumb = ({ env }: Look): boolean => env.TERM === 'dumb'

/** Colours go to terminals only, unless the environment insists: https://no-color.org and FORCE_COLOR. */
const hasColours = (look: Look, stream: Stream): boolean => {
  const { NO_COLOR = '', FORCE_COLOR = '' } = look.env
  if (NO_COLOR !== '') return false
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return look.terminal[stream] && !isDumb(look)
}

// The console of Linux has no glyphs beyond Latin; Windows says what it can only by who started the terminal.
const hasUnicode = (look: Look, stream: Stream): boolean => {
  if (!look.terminal[stream] || isDumb(look) || look.env.TERM === 'linux') return false
  const { LC_ALL = '', LC_CTYPE = '', LANG = '', WT_SESSION = '', TERM_PROGRAM = '' } = look.env
  const locale = LC_ALL || LC_CTYPE || LANG
  return /utf-?8/i.test(locale) || WT_SESSION !== '' || TERM_PROGRAM !== ''
}

/** Where text goes, and how it may look there. */
export interface Paper {
  readonly style: Style
  /** Writes whole lines. */
  readonly write: (text: string) => void
}

// What core shortens ends in one character that not every terminal has.
const inAscii = (text: string): string => text.replaceAll('…', '...')

/** One of the two streams. Without a terminal: no escape sequence, and no glyph beyond ASCII. */
export const paperOf = (io: Io, stream: Stream): Paper => {
  const unicode = hasUnicode(io, stream)
  const write = stream === 'stdout' ? io.out : io.err
  return {
    style: styleOf({ unicode, colour: hasColours(io, stream) }),
    write: (text) => {
      if (text !== '') write(`${unicode ? text : inAscii(text)}\n`)
    }
  }
}
