import type { Diagnostic } from '../checked/diagnostic.js'
import type { Ingress } from '../kubernetes/ingress.js'
import type { IngressClassParams } from '../kubernetes/ingress-class-params.js'
import type { ObjectKey } from '../kubernetes/object.js'
import type { Remains } from '../kubernetes/remains.js'
import { equal } from '../support/canonical.js'
import type { GroupId } from './group.js'

/** Where an Ingress stands, whichever finalizers it holds. */
export type Standing =
  | { readonly is: 'member'; readonly of: GroupId; readonly params: IngressClassParams | undefined }
  | { readonly is: 'deleting' }
  | { readonly is: 'unmanaged'; readonly because: string }
  /** It names a group that cannot be, so it belongs to none. Where it held a finalizer it leaves. */
  | { readonly is: 'nameless'; readonly problems: ReadonlyArray<Diagnostic> }
  /** We cannot tell whose it is, so a group whose finalizer it holds, or which it claims, must not go on as if it had left. */
  | { readonly is: 'unclear'; readonly problems: ReadonlyArray<Diagnostic>; readonly claims: GroupId | undefined }

/** An Ingress in its place: where it stands, and what has to be looked at again when it or something else changes. */
export interface Placed {
  readonly key: ObjectKey
  /** As far as it can be read. */
  readonly ingress: Ingress | Remains
  readonly standing: Standing
  /** Groups whose finalizer it holds. */
  readonly holds: ReadonlyArray<GroupId>
  /** Services and Secrets that it names, by key, whether they exist or not. */
  readonly services: ReadonlyArray<ObjectKey>
  readonly secrets: ReadonlyArray<ObjectKey>
}

/** The groups that look different when this Ingress does. */
export const groupsOf = ({ standing, holds }: Placed): ReadonlyArray<GroupId> => {
  if (standing.is === 'member') return [standing.of, ...holds]
  return standing.is === 'unclear' && standing.claims !== undefined ? [standing.claims, ...holds] : holds
}

/** Whether a group sees no difference. Parameters are compared as objects: reading them again counts as a change. */
export const sameStanding = (a: Standing, b: Standing): boolean =>
  a.is === 'member' && b.is === 'member' ? a.of === b.of && a.params === b.params : equal(a, b)
