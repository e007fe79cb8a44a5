import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

const namespaceFile = '/var/run/secrets/kubernetes.io/serviceaccount/namespace'

/** The namespace of this pod. Outside of a pod there is none: then the one where such controllers usually are. */
export const ownNamespace = (): string => {
  try {
    return readFileSync(namespaceFile, 'utf8').trim()
  } catch {
    return 'kube-system'
  }
}

// By the middle part replicas of ours know each other from those of the reference, which have none.
const mark = '_alb-ingress_'

/** As whom this process stands for election: no two say the same. */
export const ownIdentity = (): string => `${hostname()}${mark}${randomUUID()}`

/** Whether the holder of a lease is a replica of this controller. */
export const isOurs = (identity: string): boolean => identity.includes(mark)
