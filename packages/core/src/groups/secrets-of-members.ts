import type { ObjectKey } from '../kubernetes/object.js'
import type { Cluster } from './cluster.js'

const isMember = (cluster: Cluster, ingress: ObjectKey): boolean =>
  cluster.placed.get(ingress)?.standing.is === 'member'

const some = (keys: ReadonlySet<ObjectKey> | undefined, holds: (key: ObjectKey) => boolean): boolean => {
  for (const key of keys ?? []) if (holds(key)) return true
  return false
}

/** The Secrets that members of groups name, or Services that they name: no other is ever read. */
export const secretsOfMembers = (cluster: Cluster): ReadonlySet<ObjectKey> => {
  const isNamedBy = (ingress: ObjectKey): boolean => isMember(cluster, ingress)
  const found = new Set<ObjectKey>()
  for (const [secret, ingresses] of cluster.bySecret) if (some(ingresses, isNamedBy)) found.add(secret)
  for (const [secret, services] of cluster.servicesBySecret)
    if (some(services, (service) => some(cluster.byService.get(service), isNamedBy))) found.add(secret)
  return found
}
