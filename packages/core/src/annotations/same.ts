import { canonical } from '../support/canonical.js'

/** Texts in any order: equal lists give equal text. */
export const sorted = (texts: ReadonlyArray<string>): string => canonical([...texts].sort())

/** Texts in any order and number. */
export const asSet = (texts: ReadonlyArray<string>): string => sorted([...new Set(texts)])

/** Whether a list says nothing. */
export const isEmpty = (list: ReadonlyArray<unknown>): boolean => list.length === 0
