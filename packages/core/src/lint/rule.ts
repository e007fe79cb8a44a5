import type { Code } from '../checked/catalogue.js'
import type { Finding, LintCode } from './finding.js'
import type { LintView } from './view.js'

/** Why a finding matters and what to do about it, each in a few sentences. */
export interface Page {
  readonly why: string
  readonly remedy: string
}

/** Pages by code. */
export type Pages = { readonly [C in Code]?: Page }

/** Objects as somebody wrote them, that stand for themselves. */
export type Example = ReadonlyArray<unknown>

/**
 * A rule of lint. What it looks at is in the view, which is made once for all rules; what it finds is data. The catalogue gives its code
 * a severity and a sentence. A test runs its examples: a valid one gives nothing at all, an invalid one its code and no other.
 */
export interface Rule {
  readonly code: LintCode
  readonly page: Page
  readonly valid: ReadonlyArray<Example>
  readonly invalid: ReadonlyArray<Example>
  readonly run: (view: LintView) => ReadonlyArray<Finding>
}
