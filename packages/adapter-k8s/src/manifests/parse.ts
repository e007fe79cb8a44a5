import { type Diagnostic, diagnostic, E, O, type ObjectRef, type Position, pathText, pipe } from '@alb-ingress/core'
import type { Document, Manifests, Source } from './document.js'
import { refOf } from './identity.js'
import { together } from './join.js'
import { readJson } from './json/read.js'
import { positionsIn } from './lines.js'
import { type Found, flawOf, objectsIn } from './objects.js'
import type { Duplicate, Read, Reading, Unreadable } from './reading.js'
import { split } from './split.js'
import { readYaml } from './yaml/read.js'

/** One document that could be read: where it stands, its objects and the way from offsets to positions. */
interface Opened {
  readonly source: Source
  readonly reading: Reading
  readonly found: ReadonlyArray<Found>
  readonly place: (offset: number) => Position
}

const readDocument: Read = (text) =>
  pipe(
    readJson(text),
    O.getOrElse(() => readYaml(text))
  )

/** What cannot be named by kind and name is named by its number in the file. */
const documentRef = ({ index }: Source): ObjectRef => ({ kind: 'document', name: String(index) })

const unreadable = (source: Source, { message, hint }: Unreadable, position: Position): Diagnostic => ({
  ...diagnostic('document/unreadable', { object: documentRef(source), path: [] }, message, hint),
  position
})

const toDocument = ({ source, reading, place }: Opened, { object, path }: Found): Document => ({
  object,
  source,
  positionOf: (inner, part) => place(reading.offsetOf([...path, ...inner], part)),
  editOf: (inner, part, text) => {
    const token = reading.tokenAt([...path, ...inner], part)
    return token && { from: place(token.start), to: place(token.end), text: token.write(text) }
  }
})

const noObject = ({ source, reading, place }: Opened, { object, path }: Found): Diagnostic | undefined => {
  const flaw = flawOf(object)
  if (flaw === undefined) return undefined
  const at = { object: refOf(object) ?? documentRef(source), path: flaw.path }
  const where = path.length === 0 ? 'The document' : `The item ${pathText(path)}`
  const message = `${where} is no Kubernetes object, and is left out. ${flaw.message}`
  const noticed = diagnostic(flaw.meant ? 'document/unreadable' : 'document/no-object', at, message, flaw.hint)
  return { ...noticed, position: place(reading.offsetOf([...path, ...flaw.path])) }
}

const startsWith = (path: Duplicate['path'], start: Duplicate['path']): boolean =>
  start.every((segment, index) => path[index] === segment)

// Two documents that lost the line between them look like one in which everything stands twice.
const ofObject: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'spec'])

const isOfObject = (path: Duplicate['path']): boolean => path.length === 1 && ofObject.has(String(path[0]))

const duplicateHint = (inner: Duplicate['path']): string =>
  isOfObject(inner)
    ? 'Put a line --- between two objects. If it is one object, keep one of them.'
    : 'Keep one of them. Where the values are lists, such as attributes or tags, join them with a comma.'

const duplicateKey = ({ source, found, place }: Opened, { path, earlier, later }: Duplicate): Diagnostic => {
  const owner = found.find((each) => startsWith(path, each.path))
  const inner = path.slice(owner?.path.length ?? 0)
  const at = { object: refOf(owner?.object) ?? documentRef(source), path: inner }
  const message = `${pathText(inner)} is written twice. Kubernetes drops the value in line ${place(earlier).line} without a word.`
  const related = [{ at, message: 'the value that is dropped', position: place(earlier) }]
  return {
    ...diagnostic('document/duplicate-key', at, message, duplicateHint(inner), related),
    position: place(later)
  }
}

/** Of an object whose members all stand twice, one is enough to tell. */
const worthTelling = (duplicates: ReadonlyArray<Duplicate>): ReadonlyArray<Duplicate> => {
  const first = duplicates.find(({ path }) => isOfObject(path))
  return duplicates.filter((each) => each === first || !isOfObject(each.path))
}

/** Adds one document to what is known of its file. */
const take = (opened: Opened, documents: Array<Document>, diagnostics: Array<Diagnostic>): void => {
  for (const duplicate of worthTelling(opened.reading.duplicates)) diagnostics.push(duplicateKey(opened, duplicate))
  for (const found of opened.found) {
    const flaw = noObject(opened, found)
    if (flaw === undefined) documents.push(toDocument(opened, found))
    else diagnostics.push(flaw)
  }
}

const parseFile = ({ file, text: written }: File): Manifests => {
  // Editors count no column for the byte order mark.
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written
  const positionAt = positionsIn(file, text)
  const documents: Array<Document> = []
  const diagnostics: Array<Diagnostic> = []
  for (const [index, chunk] of split(text).entries()) {
    const source = { file, index }
    const place = (offset: number): Position => positionAt(chunk.offset + offset)
    const read = readDocument(chunk.text)
    if (E.isLeft(read)) diagnostics.push(unreadable(source, read.left, place(read.left.offset)))
    else if ((read.right.value ?? undefined) !== undefined) {
      take({ source, reading: read.right, found: objectsIn(read.right.value), place }, documents, diagnostics)
    }
  }
  return { documents, diagnostics }
}

/** The text of one file, under the name that positions show. */
export interface File {
  readonly file: string
  readonly text: string
}

/**
 * Reads manifests from text: YAML or JSON, several documents, Lists. Text that cannot be read becomes a `document/unreadable` with its place;
 * the other documents are read all the same. Of an object or a key written twice the later counts, as with `kubectl apply`, and a warning says so.
 * Files count in the order given.
 */
export const parseAll = (files: ReadonlyArray<File>): Manifests => together(files.map(parseFile))

/** `parseAll` for a single file. */
export const parseManifests = (file: string, text: string): Manifests => parseAll([{ file, text }])
