import { Checked, type Subnet } from '@alb-ingress/core'
import type { AccountFile } from '../account-file/codec.js'
import type { GivenSubnet } from '../account-file/given.js'
import { installationFrom } from '../account-file/installation.js'
import { placeOf } from '../account-file/place.js'
import type { LoadBalancer } from './records.js'
import { firstRefusal, type Refusal, refuse, when } from './refusal.js'
import type { World } from './world.js'

/** A subnet of the account file as AWS would describe it. `public` must be said; what its zone is, the zone may say. */
const subnetFact = (file: AccountFile, given: GivenSubnet): Subnet => ({
  id: given.id,
  vpcId: given.vpcId ?? placeOf(file).vpcId,
  availabilityZone: given.az,
  locale: localeOf(file, given),
  availableIpAddressCount: given.availableIps ?? freeAddresses(given.cidr),
  ipv6CidrBlocks: given.ipv6Cidr === undefined ? [] : [given.ipv6Cidr],
  public: given.public ?? false,
  tags: given.tags ?? {}
})

const locales = ['availability-zone', 'local-zone', 'wavelength-zone', 'outpost'] as const

const localeOf = (file: AccountFile, given: GivenSubnet): Subnet['locale'] => {
  if (given.outpostArn !== undefined) return 'outpost'
  const type = given.type ?? file.availabilityZones?.find(({ name }) => name === given.az)?.type
  return locales.find((locale) => locale === type) ?? 'availability-zone'
}

// AWS keeps five addresses of a subnet for itself.
const freeAddresses = (cidr = '0.0.0.0/24'): number => 2 ** (32 - Number(cidr.split('/')[1] ?? 24)) - 5

/** The subnets that the file names, with what AWS would say of them. */
export const subnetsOfFile = (file: AccountFile): ReadonlyArray<Subnet> =>
  (file.subnets ?? []).map((given) => subnetFact(file, given))

/** Whether a load balancer may have these subnets. Of one that has some already, `already` names them: their addresses are its own. */
export const subnetsRefusal = (
  world: World,
  type: LoadBalancer['type'],
  ipAddressType: LoadBalancer['ipAddressType'],
  ids: ReadonlyArray<string>,
  already: ReadonlyArray<string> = []
): Refusal => {
  const known = new Map(subnetsOfFile(world.file).map((subnet) => [subnet.id, subnet]))
  const unknown = ids.filter((id) => !known.has(id))
  if (unknown.length > 0) return refuse('SubnetNotFound', `The subnet ID '${unknown.join("', '")}' is not found`)
  const subnets = ids.flatMap((id) => known.get(id) ?? [])
  const fresh = subnets.filter(({ id }) => !already.includes(id))
  return (
    firstRefusal(subnets, (subnet) => vpcRefusal(world, subnet)) ??
    firstRefusal(fresh, spaceRefusal) ??
    (ipAddressType === 'ipv4' ? undefined : firstRefusal(subnets, ipv6Refusal)) ??
    zonesRefusal(world, type, subnets)
  )
}

const vpcRefusal = ({ place }: World, { id, vpcId }: Subnet): Refusal =>
  when(vpcId !== place.vpcId, 'InvalidConfigurationRequest', `The subnet '${id}' belongs to another VPC, '${vpcId}'`)

const spaceRefusal = ({ id, availableIpAddressCount }: Subnet): Refusal =>
  when(
    availableIpAddressCount < 8,
    'InvalidSubnet',
    `Not enough IP space available in ${id}. ELB requires at least 8 free IP addresses in each subnet`
  )

const ipv6Refusal = ({ id, ipv6CidrBlocks }: Subnet): Refusal =>
  when(ipv6CidrBlocks.length === 0, 'InvalidSubnet', `The subnet '${id}' has no IPv6 CIDR block`)

const zonesRefusal = ({ file }: World, type: LoadBalancer['type'], subnets: ReadonlyArray<Subnet>): Refusal => {
  const zones = new Set(subnets.map(({ availabilityZone }) => availabilityZone))
  const twice = when(
    zones.size < subnets.length,
    'InvalidConfigurationRequest',
    'A load balancer cannot be attached to multiple subnets in the same Availability Zone'
  )
  const oneIsEnough =
    type === 'network' ||
    subnets.some(({ locale }) => locale !== 'availability-zone') ||
    (zones.size === 1 && mayHaveOneSubnet(file))
  const least = oneIsEnough ? 1 : 2
  return (
    twice ??
    when(
      zones.size < least,
      'ValidationError',
      `At least ${least === 1 ? 'one subnet' : 'two subnets in two different Availability Zones'} must be specified`
    )
  )
}

// AWS lets listed accounts make load balancers in one zone. Who switches the gate on says that theirs is one of them.
const mayHaveOneSubnet = (file: AccountFile): boolean =>
  Checked.valueIn(installationFrom(file))?.gates.ALBSingleSubnet ?? false
