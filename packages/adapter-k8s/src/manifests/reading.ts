import type { E } from '@alb-ingress/core'
import type { Path } from './document.js'

/** A key that stands twice in one map; offsets count characters from the start of the document. */
export interface Duplicate {
  readonly path: Path
  readonly earlier: number
  /** The one that counts. */
  readonly later: number
}

/** One document, read. */
export interface Reading {
  /** `undefined` where the document holds nothing: blank, comments only, or null. */
  readonly value: unknown
  readonly duplicates: ReadonlyArray<Duplicate>
  /** Where the value at a path starts, or its key; the nearest thing around it where the path ends early. */
  readonly offsetOf: (path: Path, part?: 'key') => number
  /** The text at a path, or of its key, where it is written in one line; `undefined` where nothing is there that could be replaced. */
  readonly tokenAt: (path: Path, part?: 'key') => Token | undefined
}

/** A text as it is written, quotes and all. */
export interface Token {
  readonly start: number
  readonly end: number
  /** How another text is written in its place. */
  readonly write: (text: string) => string
}

/** Why a document cannot be read, and what to do. */
export interface Unreadable {
  readonly offset: number
  /** A whole sentence. It never repeats what the document says: that may be a secret. */
  readonly message: string
  readonly hint: string
}

export type Read = (text: string) => E.Either<Unreadable, Reading>

/** More levels than any real object has, and few enough to recurse. Aliases may at most double it, within the bound that yaml/tree.ts sets. */
export const deepest = 500

/** A document that nobody could mean, refused before it overflows the stack. */
export const tooDeep = (offset: number): Unreadable => ({
  offset,
  message: `The document is nested more than ${deepest} levels deep.`,
  hint: 'Check for brackets that are never closed.'
})

/** Whether a value is a map of names to values. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
