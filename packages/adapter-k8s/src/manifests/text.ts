import { E, O, type Position, pipe } from '@alb-ingress/core'
import type { Path } from './document.js'
import { readJson } from './json/read.js'
import { positionsIn } from './lines.js'
import { split } from './split.js'
import { readYaml } from './yaml/read.js'

/** Why a text cannot be read, where, and what to do. */
export interface Misread {
  readonly position: Position
  readonly message: string
  readonly hint: string
}

/** What a text holds, and where each part of it stands. */
export interface Text {
  /** `undefined` where it holds nothing. */
  readonly value: unknown
  /** Keys that stand twice in one map, each with the place of the one that counts. */
  readonly duplicates: ReadonlyArray<{ readonly path: Path; readonly position: Position }>
  /** Where the value at a path stands; the nearest thing around it where the path ends early. */
  readonly positionOf: (path: Path) => Position
}

const several = { message: 'Another document begins here.', hint: 'Write one document: remove this ---.' }

/** Reads one YAML or JSON document that is no manifest, by the rules by which manifests are read. `file` is how positions call it. */
export const readText = (file: string, written: string): E.Either<Misread, Text> => {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written
  const inFile = positionsIn(file, text)
  const [only = { text: '', offset: 0 }, another] = split(text)
  if (another !== undefined) return E.left({ position: inFile(another.offset), ...several })
  const place = (offset: number): Position => inFile(only.offset + offset)
  return pipe(
    readJson(only.text),
    O.getOrElse(() => readYaml(only.text)),
    E.bimap(
      ({ offset, message, hint }) => ({ position: place(offset), message, hint }),
      ({ value, duplicates, offsetOf }) => ({
        value,
        duplicates: duplicates.map(({ path, later }) => ({ path, position: place(later) })),
        positionOf: (path: Path) => place(offsetOf(path))
      })
    )
  )
}
