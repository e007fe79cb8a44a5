import { annotations } from '../annotations/registry.js'
import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { IngressClassParams } from '../kubernetes/ingress-class-params.js'
import { keyOfObject, refToObject } from '../kubernetes/object.js'
import { shown } from '../kubernetes/problems.js'
import type { Remains } from '../kubernetes/remains.js'
import { E } from '../prelude.js'
import type { GroupId } from './group.js'

const key = annotations.groupName.fullKey

/** The grammar of the reference: lower-case letters, digits, "-" and "."; the first and the last are letters or digits. At most 63 characters. */
export const isGroupName = (name: string): boolean =>
  name.length <= 63 && /^(?:[a-z0-9][-a-z0-9.]*)?[a-z0-9]$/.test(name)

const nearestName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')

const refused = (ingress: Remains, at: At, name: string): Diagnostic => {
  const near = nearestName(name)
  return diagnostic(
    'group/name',
    at,
    `${nameOf(refToObject('Ingress', ingress))} asks for the group ${shown(name)}, which is no name for a group, so it belongs to none.`,
    `Use 1 to 63 lower-case letters, digits, "-" and ".", with a letter or digit first and last${near === '' ? '' : `, such as "${near}"`}.`
  )
}

/**
 * The group that an Ingress of ours asks for: the one of its class parameters, else that of its annotation, else one of its own. Parameters that
 * have `group` hide the annotation, even when their name is empty.
 */
export const groupNamed = (ingress: Remains, params: IngressClassParams | undefined): E.Either<Diagnostic, GroupId> => {
  if (params?.groupName !== undefined) {
    const at = { object: { kind: 'IngressClassParams', name: params.name }, path: ['spec', 'group', 'name'] }
    return isGroupName(params.groupName) ? E.right(params.groupName) : E.left(refused(ingress, at, params.groupName))
  }
  const name = ingress.annotations[key]
  if (name === undefined) return E.right(keyOfObject(ingress))
  const at = { object: refToObject('Ingress', ingress), path: ['metadata', 'annotations', key] }
  return isGroupName(name) ? E.right(name) : E.left(refused(ingress, at, name))
}

const explicit = 'group.ingress.k8s.aws/'
const implicit = 'ingress.k8s.aws/resources'

/** The groups whose finalizer an Ingress holds. The finalizer of implicit groups counts only for the group named after the Ingress. */
export const groupsHeld = (ingress: Remains): ReadonlyArray<GroupId> => {
  const groups: Array<GroupId> = []
  for (const finalizer of ingress.finalizers) {
    if (finalizer === implicit) groups.push(keyOfObject(ingress))
    const name = finalizer.startsWith(explicit) ? finalizer.slice(explicit.length) : ''
    // Else somebody could write another Ingress's namespace/name behind the prefix and seem to be leaving its group.
    if (isGroupName(name)) groups.push(name)
  }
  return groups
}
