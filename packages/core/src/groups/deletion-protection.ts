import { bool } from '../annotations/codecs/text.js'
import { keyOn, readAnnotation } from '../annotations/read.js'
import { annotations } from '../annotations/registry.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { refToObject } from '../kubernetes/object.js'
import { E, O } from '../prelude.js'
import { quoted } from '../support/wording.js'
import type { IngressGroup, Leaver } from './group.js'

const attribute = 'deletion_protection.enabled'
const problemOf = ({ ingress }: Leaver): ReadonlyArray<Diagnostic> => {
  if (!ingress.deleting) return []
  const { codec, key } = annotations.loadBalancerAttributes
  const read = readAnnotation(codec, 'Ingress', ingress, keyOn(annotations.loadBalancerAttributes, ingress))
  if (E.isLeft(read)) return read.left
  const word = O.isSome(read.right) ? read.right.value.value[attribute] : undefined
  if (word === undefined || O.isNone(read.right)) return []
  const enabled = bool.decode(word)
  if (E.isRight(enabled) && !enabled.right) return []
  const object = nameOf(refToObject('Ingress', ingress))
  return [
    E.isRight(enabled)
      ? diagnostic(
          'group/deletion-protected',
          read.right.value.origin.at,
          `${object} is being deleted, while its own ${key} asks for ${attribute}=${word}.`,
          `Set ${attribute}=false in ${key} of ${object} to let it go.`
        )
      : diagnostic(
          'annotation/value',
          read.right.value.origin.at,
          `${object}: ${attribute} in ${key} must be true or false, not ${quoted(word)}.`,
          `Write ${attribute}=false to let the Ingress go.`
        )
  ]
}

/** Whether the Ingress may not go yet: it keeps its finalizer until somebody has taken the protection back. */
export const isProtected = (leaver: Leaver): boolean => problemOf(leaver).length > 0

/** Ingresses being deleted whose own annotation still protects the load balancer: nothing is changed until it is taken back. */
export const protectedLeavers = (group: IngressGroup): ReadonlyArray<Diagnostic> => group.leaving.flatMap(problemOf)
