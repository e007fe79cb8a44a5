import { annotationAt, readAnnotation } from '../annotations/read.js'
import { annotations } from '../annotations/registry.js'
import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { ConfiguredMember } from '../groups/configure.js'
import { type Meta, refToObject } from '../kubernetes/object.js'
import { E, O } from '../prelude.js'
import { isReserved } from '../resources/ownership.js'

type TagMap = Readonly<Record<string, string>>

const leftOut = (at: At, setting: string, tags: TagMap): ReadonlyArray<Diagnostic> =>
  Object.keys(tags)
    .filter(isReserved)
    .map((key) =>
      diagnostic(
        'tags/reserved',
        at,
        `${nameOf(at.object)}: ${setting} sets the tag ${key}, by which controllers find what is theirs. It is left out.`,
        `Remove ${key}, or give the tag a key of your own.`
      )
    )

const inAnnotation = (kind: 'Ingress' | 'Service', object: Meta, name: 'tags' | 'frontendNlbTags') => {
  const { codec, fullKey, key } = annotations[name]
  const read = readAnnotation(codec, kind, object, fullKey)
  if (E.isLeft(read) || O.isNone(read.right)) return []
  return leftOut(annotationAt(refToObject(kind, object), fullKey), key, read.right.value.value)
}

/** Tags of a Service that are left out of everything that is made. */
export const reservedOnService = (service: Meta): ReadonlyArray<Diagnostic> => inAnnotation('Service', service, 'tags')

/** Tags of members and their classes that are left out of everything that is made. */
export const reservedTags = (members: ReadonlyArray<ConfiguredMember>): ReadonlyArray<Diagnostic> =>
  members.flatMap(({ ingress, params }) => [
    ...inAnnotation('Ingress', ingress, 'tags'),
    ...inAnnotation('Ingress', ingress, 'frontendNlbTags'),
    ...(params?.tags === undefined
      ? []
      : leftOut(
          { object: { kind: 'IngressClassParams', name: params.name }, path: ['spec', 'tags'] },
          'spec.tags',
          params.tags
        ))
  ])
