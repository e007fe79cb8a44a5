import { type Diagnostic, diagnostic, nameOf, type ObjectRef, type Related } from '@alb-ingress/core'
import type { Document, Manifests } from './document.js'
import { identityOf, refOf } from './identity.js'

const namePath = ['metadata', 'name'] as const

const dropped = (object: ObjectRef, document: Document): Related => ({
  at: { object, path: namePath },
  message: 'the one that is dropped',
  position: document.positionOf(namePath)
})

const sameObjectTwice = (kept: Document, earlier: ReadonlyArray<Document>): Diagnostic | undefined => {
  const object = refOf(kept.object)
  if (object === undefined) return undefined
  const message = `${nameOf(object)} is written ${earlier.length + 1} times. The last one counts, as it would be applied last.`
  const hint = 'Remove the others. Bases and overlays of Kustomize are rendered first: kustomize build FOLDER.'
  const related = earlier.map((document) => dropped(object, document))
  const at = { object, path: namePath }
  return {
    ...diagnostic('document/same-object-twice', at, message, hint, related),
    position: kept.positionOf(namePath)
  }
}

/** Puts several files together. An object that is written several times counts as it was written last, and stands in that place. */
export const together = (files: ReadonlyArray<Manifests>): Manifests => {
  const documents = files.flatMap((file) => file.documents)
  const identities = documents.map(({ object }) => identityOf(object))
  const last = new Map(identities.map((identity, index) => [identity, index]))
  const kept: Array<Document> = []
  const earlier = new Map<string, Array<Document>>()
  const noticed: Array<Diagnostic> = []
  documents.forEach((document, index) => {
    const identity = identities[index]
    if (identity !== undefined && last.get(identity) !== index) {
      const others = earlier.get(identity) ?? []
      others.push(document)
      earlier.set(identity, others)
      return
    }
    kept.push(document)
    const others = identity === undefined ? undefined : earlier.get(identity)
    const twice = others === undefined ? undefined : sameObjectTwice(document, others)
    if (twice !== undefined) noticed.push(twice)
  })
  return { documents: kept, diagnostics: [...files.flatMap((file) => file.diagnostics), ...noticed] }
}
