import { withOwnPrefix } from '../annotations/prefix.js'
import { type Checked, noting } from '../checked/checked.js'
import type { Diagnostic } from '../checked/diagnostic.js'
import type { Ingress } from '../kubernetes/ingress.js'
import type { ObjectKey } from '../kubernetes/object.js'
import type { Secret } from '../kubernetes/secret.js'
import type { Service } from '../kubernetes/service.js'
import { E, pipe } from '../prelude.js'
import { byText } from '../support/canonical.js'
import type { Cluster } from './cluster.js'
import type { GroupId, IngressGroup, Leaver, Member } from './group.js'
import { frozenBy, orderOf, unreadableService } from './group-problems.js'
import { secretsNamed } from './named.js'
import { unlistedMembers } from './restrict-scheme.js'
import type { Placed } from './standing.js'

const placedIn = (cluster: Cluster, group: GroupId): ReadonlyArray<Placed> =>
  [...(cluster.byGroup.get(group) ?? [])].sort(byText).flatMap((key) => cluster.placed.get(key) ?? [])

const isMember = ({ standing }: Placed, group: GroupId): boolean => standing.is === 'member' && standing.of === group
const isLeaver = (placed: Placed, group: GroupId): boolean =>
  placed.standing.is !== 'unclear' && !isMember(placed, group) && placed.holds.includes(group)

// Who leaves is asked only for what remains readable of every Ingress.
const leaver = ({ ingress, standing }: Placed): Leaver => ({
  isLeft: standing.is === 'unmanaged' || standing.is === 'nameless',
  ingress: {
    labels: {},
    uid: '',
    resourceVersion: '',
    defaultBackend: undefined,
    rules: [],
    tls: [],
    published: [],
    ...ingress
  }
})

/** The Ingresses that hold the finalizer of a group and are no members, by key. Also of a group that does not check. */
export const leaversOf = (cluster: Cluster, group: GroupId): ReadonlyArray<Leaver> =>
  placedIn(cluster, group)
    .filter((placed) => isLeaver(placed, group))
    .map(leaver)

/** Every group that has a member, or whose finalizer an Ingress holds. */
export const groupIds = (cluster: Cluster): ReadonlyArray<GroupId> => {
  const groups: Array<GroupId> = []
  for (const [group, keys] of cluster.byGroup) {
    for (const key of keys) {
      const placed = cluster.placed.get(key)
      if (placed === undefined || !(isMember(placed, group) || placed.holds.includes(group))) continue
      groups.push(group)
      break
    }
  }
  return groups.sort(byText)
}

interface Ordered {
  readonly order: number
  readonly placed: Placed
  readonly member: Member
}

const byOrder = (a: Ordered, b: Ordered): number => a.order - b.order || byText(a.placed.key, b.placed.key)

const ordered = (cluster: Cluster, placed: Placed): E.Either<Diagnostic, Ordered> | undefined => {
  const ingress: Ingress | undefined = cluster.objects.Ingress.get(placed.key)
  if (ingress === undefined || placed.standing.is !== 'member') return undefined
  const { params } = placed.standing
  return pipe(
    orderOf(ingress),
    E.map((order): Ordered => ({ order, placed, member: { ingress, params } }))
  )
}

/** What the members name, as far as it exists. */
const named = (cluster: Cluster, members: ReadonlyArray<Ordered>) => {
  const services = new Map<ObjectKey, Service>()
  const secrets = new Map<ObjectKey, Secret>()
  const problems: Array<Diagnostic> = []
  const addSecret = (key: ObjectKey): void => {
    const secret = cluster.objects.Secret.get(key)
    if (secret !== undefined) secrets.set(key, secret)
  }
  for (const { placed } of members) {
    for (const key of placed.services) {
      const service = cluster.objects.Service.get(key)
      const unreadable = cluster.unreadable.Service.get(key)
      if (unreadable !== undefined) problems.push(unreadableService(placed, unreadable))
      if (service === undefined) continue
      services.set(key, service)
      for (const secret of secretsNamed(service)) addSecret(secret)
    }
    for (const secret of placed.secrets) addSecret(secret)
  }
  return { services, secrets, problems }
}

/**
 * A group with its members in order (`group.order`, then `namespace/name` byte by byte), those who leave it, and the Services and Secrets that
 * its members name. It does not check while a member's order cannot be read, while an Ingress that holds its finalizer is of no valid class or
 * cannot be read, or while a Service that a member names cannot. Who is being deleted takes no part in this. A group that nobody names is empty.
 */
export const groupOf = (cluster: Cluster, id: GroupId): Checked<IngressGroup> => {
  const problems: Array<Diagnostic> = []
  const members: Array<Ordered> = []
  const leaving: Array<Leaver> = []
  for (const placed of placedIn(cluster, id)) {
    if (placed.standing.is === 'unclear') problems.push(frozenBy(id, placed, placed.standing.problems))
    else if (isLeaver(placed, id)) leaving.push(leaver(placed))
    else {
      const member = ordered(cluster, placed)
      if (member?._tag === 'Left') problems.push(member.left)
      if (member?._tag === 'Right') members.push(member.right)
    }
  }
  members.sort(byOrder)
  const { services, secrets, problems: missing } = named(cluster, members)
  return noting(withOwnPrefix([...problems, ...missing], cluster.annotationsPrefix), {
    id,
    members: members.map(({ member }) => member),
    leaving,
    unlisted: unlistedMembers(
      cluster,
      members.map(({ member }) => member)
    ),
    services,
    secrets
  })
}
