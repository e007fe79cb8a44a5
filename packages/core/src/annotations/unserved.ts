import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type Meta, refToObject } from '../kubernetes/object.js'
import { type Place, prefix, type Unserved } from './annotation.js'
import { unserved } from './declared/unserved.js'
import { annotationAt } from './read.js'

const alone: ReadonlyMap<string, Unserved> = new Map(
  unserved.filter(({ isFamily }) => !isFamily).map((each) => [prefix + each.key, each])
)
const families: ReadonlyMap<string, Unserved> = new Map(
  unserved.filter(({ isFamily }) => isFamily).map((each) => [prefix + each.key, each])
)

const servedLater = (fullKey: string): Unserved | undefined => {
  if (!fullKey.startsWith(prefix)) return undefined
  const dot = fullKey.indexOf('.', prefix.length)
  return alone.get(fullKey) ?? (dot < 0 ? undefined : families.get(fullKey.slice(0, dot)))
}

/** Annotations of an object that the reference acts on and this version does not yet: each an error, as ignoring one would change what it protects. */
export const unservedIn = (place: Place, object: Meta): ReadonlyArray<Diagnostic> => {
  const found: Array<Diagnostic> = []
  for (const fullKey of Object.keys(object.annotations)) {
    const known = servedLater(fullKey)
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
