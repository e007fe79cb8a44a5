import type { Setting } from '../annotations/annotation.js'
import type { SubnetChoice } from '../annotations/declared/subnet-choice.js'
import type { Subnet } from '../facts/facts.js'
import type { Installation } from '../install.js'
import { O } from '../prelude.js'
import { canonical } from '../support/canonical.js'
import { quoted } from '../support/wording.js'
import { candidates } from '../translate/subnet-discovery.js'
import { isSubnetId, matchesTags } from '../translate/subnets.js'

/** A load balancer that needs subnets, and how they are chosen. */
export interface SubnetUse {
  readonly choice: O.Option<Setting<SubnetChoice>>
  readonly scheme: 'internal' | 'internet-facing'
  /** As many as it wants at least: one for each address that it is given. */
  readonly least?: number
}

/** Subnets that are missing, and a sentence without its end that says why. */
export interface MissingSubnets {
  readonly what: string
  readonly ids: ReadonlyArray<string>
  readonly tags: Subnet['tags']
  /** Whether other load balancers may find them too. */
  readonly isFound: boolean
  readonly isPublic: boolean
}

// As many as an Application Load Balancer needs.
const pair = 2

const several = (name: string, count = pair): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, i) => `subnet-assumed-${name}-${i + 1}`)

const byRole = (
  install: Installation,
  { scheme, least = pair }: SubnetUse,
  known: ReadonlyArray<Subnet>
): ReadonlyArray<MissingSubnets> => {
  if (candidates(install, scheme, known).length > 0) return []
  const role = scheme === 'internal' ? 'kubernetes.io/role/internal-elb' : 'kubernetes.io/role/elb'
  const what = `No subnet of ${install.vpcId} suits a load balancer that is ${scheme}: two are assumed`
  const isPublic = scheme === 'internet-facing'
  return [{ what, ids: several(scheme, Math.max(pair, least)), tags: { [role]: '1' }, isFound: true, isPublic }]
}

const byTags = (
  wanted: Readonly<Record<string, ReadonlyArray<string>>>,
  isPublic: boolean,
  known: ReadonlyArray<Subnet>
): ReadonlyArray<MissingSubnets> => {
  if (known.some((subnet) => matchesTags(wanted, subnet))) return []
  const tags = Object.fromEntries(Object.entries(wanted).map(([key, [value = '']]) => [key, value]))
  const words = Object.entries(tags).map(([key, value]) => `${key}=${value}`)
  const what = `No subnet has the tags ${quoted(words.join(' '))}: two are assumed to have them`
  return [{ what, ids: several(canonical(words)), tags, isFound: true, isPublic }]
}

/** Ids are asked for one by one; a name that is written twice stands for two subnets. */
const byName = (
  named: ReadonlyArray<string>,
  isPublic: boolean,
  known: ReadonlyArray<Subnet>
): ReadonlyArray<MissingSubnets> =>
  [...new Set(named)]
    .filter((name) => !isSubnetId(name))
    .flatMap((name): ReadonlyArray<MissingSubnets> => {
      const wanted = named.filter((each) => each === name).length
      const present = known.filter(({ tags }) => tags.Name === name).length
      const ids = Array.from({ length: Math.max(0, wanted - present) }, (_, i) => `subnet-assumed-${name}-${i + 1}`)
      const what = `No subnet is named ${quoted(name)}, or not so many: assumed to be there`
      return ids.length === 0 ? [] : [{ what, ids, tags: { Name: name }, isFound: false, isPublic }]
    })

/** What the VPC lacks for a load balancer. A subnet that is there and does not suit is a mistake to be told, and nothing that is missing. */
export const missingSubnets = (
  install: Installation,
  use: SubnetUse,
  known: ReadonlyArray<Subnet>
): ReadonlyArray<MissingSubnets> => {
  const { choice, scheme } = use
  if (O.isNone(choice)) return byRole(install, use, known)
  const { value } = choice.value
  const isPublic = scheme === 'internet-facing'
  if ('tags' in value) return byTags(value.tags, isPublic, known)
  return byName('named' in value ? value.named : value.ids, isPublic, known)
}

/** A subnet in a zone of its own that suits any load balancer. */
export const assumedSubnet = (
  { vpcId }: Installation,
  id: string,
  { tags, isPublic, isFound }: Pick<MissingSubnets, 'tags' | 'isPublic' | 'isFound'>
): Subnet => ({
  id,
  vpcId,
  availabilityZone: id.replace(/^subnet-/, ''),
  locale: 'availability-zone',
  // Full ones are never found, and may be named all the same.
  availableIpAddressCount: isFound ? 250 : 0,
  ipv6CidrBlocks: ['2001:db8::/64'],
  public: isPublic,
  tags
})
