import { type Diagnostic, diagnostic, nameOf, type ObjectRef, type Related } from '@alb-ingress/core'
import type { Document, Manifests } from './document.js'
import { identityOf, refOf } from './identity.js'

const namePath = ['metadata', 'name'] as const

const dropped = (object: ObjectRef, document: Document): Related => ({
  at: { object, path: namePath },
  message: 'the one that is dropped',
  position: document.positionOf(namePath)
})

const times = (count: number): string => (count === 2 ? 'twice' : `${count} times`)

const sameObjectTwice = (object: ObjectRef, earlier: ReadonlyArray<Document>, last: Document): Diagnostic => {
  const message = `${nameOf(object)} is written ${times(earlier.length + 1)}. The last one counts, as it would be applied last.`
  const hint = 'Remove the others. Bases and overlays of Kustomize are rendered first: kustomize build FOLDER.'
  const related = earlier.map((document) => dropped(object, document))
  const noticed = diagnostic('document/same-object-twice', { object, path: namePath }, message, hint, related)
  return { ...noticed, position: last.positionOf(namePath) }
}

/** All that is written about each object, in the order it is read. */
const writings = (documents: ReadonlyArray<Document>): ReadonlyMap<string, ReadonlyArray<Document>> => {
  const byObject = new Map<string, Array<Document>>()
  for (const document of documents) {
    const identity = identityOf(document.object)
    if (identity === undefined) continue
    const known = byObject.get(identity)
    if (known === undefined) byObject.set(identity, [document])
    else known.push(document)
  }
  return byObject
}

/** Puts several files together. An object that is written several times counts as it was written last, and stands in that place. */
export const together = (files: ReadonlyArray<Manifests>): Manifests => {
  const documents = files.flatMap((file) => file.documents)
  const diagnostics = files.flatMap((file) => file.diagnostics)
  const superseded = new Set<Document>()
  for (const written of writings(documents).values()) {
    const earlier = written.slice(0, -1)
    const last = written.at(-1)
    const object = refOf(last?.object)
    if (earlier.length === 0 || last === undefined || object === undefined) continue
    for (const document of earlier) superseded.add(document)
    diagnostics.push(sameObjectTwice(object, earlier, last))
  }
  return { documents: documents.filter((document) => !superseded.has(document)), diagnostics }
}
