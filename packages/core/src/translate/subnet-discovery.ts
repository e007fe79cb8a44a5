import type { Subnet } from '../facts/facts.js'
import type { Installation } from '../install.js'
import { byText } from '../support/canonical.js'

/** AWS wants this many free addresses in each subnet of a load balancer. */
const leastFreeAddresses = 8

/** Subnets that were left out, and how many for each reason; so that somebody whom none is left can see why. */
export interface Rejected {
  readonly otherCluster: number
  readonly tooFewAddresses: number
  readonly noIpv6: number
}

const clusterTagPrefix = 'kubernetes.io/cluster'

const isForOtherCluster = (install: Installation, { tags }: Subnet): boolean =>
  install.gates.SubnetsClusterTagCheck &&
  tags[`${clusterTagPrefix}/${install.clusterName}`] === undefined &&
  Object.keys(tags).some((key) => key.startsWith(clusterTagPrefix))

const roles = { internal: 'kubernetes.io/role/internal-elb', 'internet-facing': 'kubernetes.io/role/elb' } as const

const hasRole =
  (role: string) =>
  ({ tags }: Pick<Subnet, 'tags'>): boolean =>
    tags[role] === '' || tags[role] === '1'

/** Whether it matters which of a VPC's subnets are public: not where there are tagged ones for either scheme, which come first. */
export const publicMatters = (subnets: ReadonlyArray<Pick<Subnet, 'tags'>>): boolean =>
  Object.values(roles).some((role) => !subnets.some(hasRole(role)))

/** Subnets with the role tag of the scheme; where none has it, those that are, or are not, reachable from the internet. */
export const candidates = (
  install: Installation,
  scheme: 'internal' | 'internet-facing',
  subnets: ReadonlyArray<Subnet>
): ReadonlyArray<Subnet> => {
  const tagged = subnets.filter(hasRole(roles[scheme]))
  if (tagged.length > 0 || !install.gates.SubnetDiscoveryByReachability) return tagged
  return subnets.filter((subnet) => subnet.public === (scheme === 'internet-facing'))
}

/** One subnet for each zone, of those that can be used: the cluster's own first, then the lowest id. */
export const onePerZone = (
  install: Installation,
  needsIpv6: boolean,
  subnets: ReadonlyArray<Subnet>
): { readonly chosen: ReadonlyArray<Subnet>; readonly rejected: Rejected } => {
  const rejected = { otherCluster: 0, tooFewAddresses: 0, noIpv6: 0 }
  const best = new Map<string, Subnet>()
  const isOwn = ({ tags }: Subnet): boolean => tags[`${clusterTagPrefix}/${install.clusterName}`] !== undefined
  const beats = (a: Subnet, b: Subnet): boolean => (isOwn(a) === isOwn(b) ? a.id < b.id : isOwn(a))
  for (const subnet of subnets) {
    if (isForOtherCluster(install, subnet)) rejected.otherCluster++
    else if (subnet.availableIpAddressCount < leastFreeAddresses) rejected.tooFewAddresses++
    else if (needsIpv6 && subnet.ipv6CidrBlocks.length === 0) rejected.noIpv6++
    else {
      const other = best.get(subnet.availabilityZone)
      if (other === undefined || beats(subnet, other)) best.set(subnet.availabilityZone, subnet)
    }
  }
  return { chosen: [...best.values()].sort((a, b) => byText(a.id, b.id)), rejected }
}
