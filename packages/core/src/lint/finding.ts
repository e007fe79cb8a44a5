import type { Code } from '../checked/catalogue.js'
import { type At, type Diagnostic, diagnostic, type Position, type Related } from '../checked/diagnostic.js'

/** A stretch of a file and what should stand there, quotes and all. Added last, by whoever read the file. */
export interface Edit {
  readonly from: Position
  readonly to: Position
  readonly text: string
}

/** What somebody certainly meant: the key or value at this place should read so. */
export interface Replacement {
  readonly at: At
  readonly text: string
  readonly edit?: Edit
}

/** A diagnostic of lint: one that an editor can apply where the remedy is certain. */
export interface Finding extends Diagnostic {
  readonly replacement?: Replacement
}

/** Codes of what only lint notices. */
export type LintCode = Extract<Code, `lint/${string}`>

interface Extras {
  readonly related?: ReadonlyArray<Related>
  readonly replacement?: Replacement | undefined
}

/** Makes a finding; its severity is the one the catalogue gives the code. */
export const finding = (
  code: LintCode,
  at: At,
  message: string,
  hint: string,
  { related = [], replacement }: Extras = {}
): Finding => ({
  ...diagnostic(code, at, message, hint, related),
  ...(replacement === undefined ? {} : { replacement })
})
