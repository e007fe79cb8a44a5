import type { StackId } from './ref.js'

// Tags by which AWS ALB Ingress Controller found its resources before 1.1.3, when it began to write those that are still in use. They are read
// and left where they are: never written, never removed.

type Tags = Readonly<Record<string, string>>

const ownedBy = (clusterName: string): string => `kubernetes.io/cluster/${clusterName}`
const clusterNameTag = 'kubernetes.io/cluster-name'
const namespaceTag = 'kubernetes.io/namespace'
const ingressTag = 'kubernetes.io/ingress-name'
const serviceTag = 'kubernetes.io/service-name'
const portTag = 'kubernetes.io/service-port'

/** From before 1.0-beta.7: no tag says which cluster, only names do. */
const earlyIngressTag = 'IngressName'
const earlyNamespaceTag = 'Namespace'

/** On the security groups of 1.0 betas, which say nothing else. */
const managedByTag = 'ManagedBy'
const managedByFormer = 'alb-ingress'
const nameTag = 'Name'

/** Keys that nobody else uses: no step touches them on any resource. */
export const formerKeys = (clusterName: string): ReadonlyArray<string> => [
  ownedBy(clusterName),
  clusterNameTag,
  namespaceTag,
  ingressTag,
  serviceTag,
  portTag
]

/** Tags that a resource must have, each with one of the values; without values any will do. */
export type TagSet = Readonly<Record<string, ReadonlyArray<string>>>

/** Each resource of the former generations in the account of a cluster has all tags of one of these sets; others may have them too. */
export const formerTagSets = (clusterName: string): ReadonlyArray<TagSet> => [
  { [ownedBy(clusterName)]: ['owned', 'shared'], [ingressTag]: [] },
  { [clusterNameTag]: [clusterName], [ingressTag]: [] },
  { [earlyIngressTag]: [], [earlyNamespaceTag]: [] },
  { [managedByTag]: [managedByFormer] }
]

const isObjectName = (text: string): boolean => /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(text)

const stackNamed = (namespace: string | undefined, ingress: string | undefined): StackId | undefined => {
  // Some versions wrote both into one tag.
  const names = ingress?.includes('/') ? ingress.split('/') : [namespace ?? '', ingress ?? '']
  return names.length === 2 && names.every(isObjectName) ? names.join('/') : undefined
}

/** The Ingress that a resource was made for, as tags from 1.0-beta.7 to 1.1.2 say. */
export const formerStackOf = (tags: Tags, clusterName: string): StackId | undefined => {
  const owned = tags[ownedBy(clusterName)]
  const isOfCluster = owned === 'owned' || owned === 'shared' || tags[clusterNameTag] === clusterName
  return isOfCluster ? stackNamed(tags[namespaceTag], tags[ingressTag]) : undefined
}

/** The same as earlier tags say, which do not name a cluster: whoever trusts them looks at the name of the resource too. */
export const earlyStackOf = (tags: Tags): StackId | undefined =>
  stackNamed(tags[earlyNamespaceTag], tags[earlyIngressTag])

export interface FormerService {
  readonly service: string
  /** As the Ingress has it: a number or a name. */
  readonly port: string
}

/** The Service that a target group was made for, where tags say so. */
export const formerServiceOf = (tags: Tags): FormerService | undefined => {
  const [service, port] = [tags[serviceTag], tags[portTag]]
  return service === undefined || port === undefined ? undefined : { service, port }
}

/** Whether a security group is one of 1.0 betas, which only its name leads to a load balancer. */
export const isFormerGroup = (tags: Tags): boolean => tags[managedByTag] === managedByFormer

/** Keys that former generations wrote and that others use too: they stay on resources that have them together, as those generations had. */
export const formerKeysOn = (tags: Tags): ReadonlySet<string> =>
  new Set([
    ...(tags[earlyIngressTag] !== undefined && tags[earlyNamespaceTag] !== undefined
      ? [earlyIngressTag, earlyNamespaceTag]
      : []),
    ...(isFormerGroup(tags) ? [managedByTag, nameTag] : [])
  ])
