import { withOwnPrefix } from '../annotations/prefix.js'
import { type Diagnostic, nameOf, type ObjectRef } from '../checked/diagnostic.js'
import { kindNames } from '../kubernetes/kinds.js'
import { keyOfObject, type ObjectKey, refToObject } from '../kubernetes/object.js'
import { byText } from '../support/canonical.js'
import type { Cluster } from './cluster.js'

/** An Ingress that we leave alone, and why. */
export interface Unmanaged {
  readonly ingress: ObjectKey
  readonly because: string
}

/** Ingresses of others, and those being deleted, which are no members any more; by key. */
export const unmanaged = (cluster: Cluster): ReadonlyArray<Unmanaged> => {
  const found: Array<Unmanaged> = []
  for (const { ingress, standing } of cluster.placed.values()) {
    if (standing.is === 'unmanaged') found.push({ ingress: keyOfObject(ingress), because: standing.because })
    if (standing.is === 'deleting') found.push({ ingress: keyOfObject(ingress), because: 'it is being deleted' })
  }
  return found.sort((a, b) => byText(a.ingress, b.ingress))
}

/** An object that cannot be read, or an Ingress whose class or group is not valid. */
export interface Invalid {
  readonly object: ObjectRef
  readonly problems: ReadonlyArray<Diagnostic>
}

/** All objects that are not valid in themselves, by name. What stops only a group is said by the group. */
export const invalid = (cluster: Cluster): ReadonlyArray<Invalid> => {
  const found: Array<Invalid> = []
  for (const kind of kindNames) found.push(...cluster.unreadable[kind].values())
  for (const { key, ingress, standing } of cluster.placed.values()) {
    if (standing.is !== 'nameless' && standing.is !== 'unclear') continue
    if (cluster.unreadable.Ingress.has(key)) continue
    const problems = withOwnPrefix(standing.problems, cluster.annotationsPrefix)
    found.push({ object: refToObject('Ingress', ingress), problems })
  }
  return found
    .map(({ object, problems }) => ({ object, problems }))
    .sort((a, b) => byText(nameOf(a.object), nameOf(b.object)))
}
