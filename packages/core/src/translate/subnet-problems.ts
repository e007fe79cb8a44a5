import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { Subnet } from '../facts/facts.js'
import type { Installation } from '../install.js'

/** What the load balancer that needs subnets is like. */
export interface SubnetUse {
  readonly type: 'application' | 'network'
  readonly scheme: 'internal' | 'internet-facing'
  readonly needsIpv6: boolean
}

const clashOfZones = (subnets: ReadonlyArray<Subnet>, at: At): ReadonlyArray<Diagnostic> => {
  const first = new Map<string, string>()
  return subnets.flatMap(({ id, availabilityZone }) => {
    const other = first.get(availabilityZone)
    first.set(availabilityZone, other ?? id)
    if (other === undefined) return []
    return diagnostic(
      'subnets/zone',
      at,
      `${nameOf(at.object)}: subnets ${other} and ${id} are both in ${availabilityZone}.`,
      'Name one subnet for each availability zone.'
    )
  })
}

const withoutIpv6 = (subnets: ReadonlyArray<Subnet>, at: At): ReadonlyArray<Diagnostic> =>
  subnets
    .filter(({ ipv6CidrBlocks }) => ipv6CidrBlocks.length === 0)
    .map(({ id }) =>
      diagnostic(
        'subnets/ipv6',
        at,
        `${nameOf(at.object)}: subnet ${id} has no IPv6 block, which a dual-stack load balancer needs.`,
        'Give the subnet an IPv6 block, name another one, or use ip-address-type ipv4.'
      )
    )

const severalSorts = (locales: ReadonlySet<Subnet['locale']>, at: At): Diagnostic =>
  diagnostic(
    'subnets/locale',
    at,
    `${nameOf(at.object)}: the subnets are in zones of several sorts: ${[...locales].sort().join(', ')}.`,
    'Name subnets of one sort: availability zones, one local zone, one wavelength zone, or one outpost.'
  )

const tooFew = (subnets: ReadonlyArray<Subnet>, least: number, at: At): Diagnostic =>
  diagnostic(
    'subnets/too-few',
    at,
    `${nameOf(at.object)}: ${subnets.length} subnet (${subnets.map(({ id }) => id).join(', ')}), but an Application Load Balancer needs ${least} in different availability zones.`,
    'Add a subnet of another availability zone, or tag one for discovery.'
  )

/** All in zones of one sort, and enough of them: two for an Application Load Balancer in ordinary availability zones. */
const localeProblems = (
  { gates }: Installation,
  { type }: SubnetUse,
  subnets: ReadonlyArray<Subnet>,
  at: At
): ReadonlyArray<Diagnostic> => {
  const locales = new Set(subnets.map(({ locale }) => locale))
  if (locales.size > 1) return [severalSorts(locales, at)]
  const isOrdinary = type === 'application' && locales.has('availability-zone')
  const least = isOrdinary && !gates.ALBSingleSubnet ? 2 : 1
  return subnets.length < least ? [tooFew(subnets, least, at)] : []
}

/** Why AWS would not take these subnets together for one load balancer. */
export const subnetProblems = (
  install: Installation,
  use: SubnetUse,
  subnets: ReadonlyArray<Subnet>,
  at: At
): ReadonlyArray<Diagnostic> => [
  ...clashOfZones(subnets, at),
  ...localeProblems(install, use, subnets, at),
  ...(use.needsIpv6 ? withoutIpv6(subnets, at) : [])
]
