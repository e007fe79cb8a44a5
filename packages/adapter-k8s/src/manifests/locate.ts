import { type At, decodeObject, type Finding, type ObjectRef, type Position, type Replacement } from '@alb-ingress/core'
import type { Document } from './document.js'
import { refOf } from './identity.js'

const keyOf = ({ kind, namespace, name }: ObjectRef): string => `${kind} ${namespace ?? ''}/${name}`

// An object without a name has none to be found by but the one that core calls it by when it tells so.
const unreadableRef = (object: unknown): ObjectRef | undefined => {
  const decoded = decodeObject(object)
  return 'unreadable' in decoded ? decoded.unreadable.object : undefined
}

// Under its full name, and under its name alone: who reports a cluster-scoped kind that we do not know gives no namespace.
const byObject = (documents: ReadonlyArray<Document>): ReadonlyMap<string, Document> => {
  const index = new Map<string, Document>()
  for (const document of documents) {
    const ref = refOf(document.object) ?? unreadableRef(document.object)
    if (ref === undefined) continue
    index.set(keyOf(ref), document)
    index.set(keyOf({ kind: ref.kind, name: ref.name }), document)
  }
  return index
}

const placed = <A extends { readonly at: At; readonly position?: Position }>(
  documents: ReadonlyMap<string, Document>,
  noticed: A
): A => {
  if (noticed.position !== undefined) return noticed
  const document = documents.get(keyOf(noticed.at.object))
  return document === undefined
    ? noticed
    : { ...noticed, position: document.positionOf(noticed.at.path, noticed.at.part) }
}

const withEdit = (documents: ReadonlyMap<string, Document>, replacement: Replacement): Replacement => {
  const { object, path, part } = replacement.at
  const edit = documents.get(keyOf(object))?.editOf(path, part, replacement.text)
  return edit === undefined ? replacement : { ...replacement, edit }
}

/**
 * Adds file, line and column to what core noticed: core names the object and the path, and only the files know the place.
 * A diagnostic about an object that is in no file, or that has its place already, is given back as it is. So are its related places. What is
 * certain to be meant instead becomes an edit of the file.
 */
export const locate = (documents: ReadonlyArray<Document>): (<D extends Finding>(diagnostic: D) => D) => {
  const index = byObject(documents)
  return (diagnostic) => {
    const located = placed(index, diagnostic)
    const { related, replacement } = located
    return {
      ...located,
      ...(related === undefined ? {} : { related: related.map((each) => placed(index, each)) }),
      ...(replacement === undefined ? {} : { replacement: withEdit(index, replacement) })
    }
  }
}
