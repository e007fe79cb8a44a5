import type { Diagnostic, Edit, Position } from '@alb-ingress/core'

/** Names of members and numbers of items, from the outside in. */
export type Path = ReadonlyArray<string | number>

/** Which document of which file; documents are counted from 0, those that hold nothing are not counted. */
export interface Source {
  readonly file: string
  readonly index: number
}

/** One Kubernetes object as it was written. A `List` has become its items. */
export interface Document {
  /** The plain value, as the API server would read it; for core to decode. */
  readonly object: unknown
  readonly source: Source
  /** Where the value at a path stands, or its key. Where the path ends early, the nearest thing around it that is there. */
  readonly positionOf: (path: Path, part?: 'key') => Position
  /** How the value at a path, or its key, is replaced by another text; `undefined` where it is not written in one piece. */
  readonly editOf: (path: Path, part: 'key' | undefined, text: string) => Edit | undefined
}

/** What a set of manifests holds, and what was noticed while reading them. */
export interface Manifests {
  readonly documents: ReadonlyArray<Document>
  readonly diagnostics: ReadonlyArray<Diagnostic>
}
