import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type Meta, refToObject } from '../kubernetes/object.js'
import { type Place, prefix, type Unserved } from './annotation.js'
import { unserved } from './declared/unserved.js'
import { annotationAt } from './read.js'

const unservedKeys: ReadonlyMap<string, Unserved> = new Map(unserved.map((each) => [prefix + each.key, each]))

/** Annotations of an object that the reference acts on and this version does not yet: each an error, as ignoring one would change what it protects. */
export const unservedIn = (place: Place, object: Meta): ReadonlyArray<Diagnostic> => {
  const found: Array<Diagnostic> = []
  for (const fullKey of Object.keys(object.annotations)) {
    const known = unservedKeys.get(fullKey)
    if (known === undefined || !known.on.includes(place)) continue
    const ref = refToObject(place, object)
    found.push(
      diagnostic(
        'annotation/unserved',
        annotationAt(ref, fullKey),
        `${nameOf(ref)}: annotation ${fullKey} is known, but this version does not act on it yet.`,
        'Until it does, the group keeps its last good state. Remove the annotation to go on without what it asks for.'
      )
    )
  }
  return found
}
