import type { Instance, NetworkInterface, Vpc } from '@alb-ingress/core'
import type { AccountFile } from '../account-file/codec.js'
import type { GivenInstance, GivenInterface } from '../account-file/given.js'
import type { Place } from '../account-file/place.js'
import { isWithin } from './cidr.js'
import type { World } from './world.js'

const interfaceFrom = ({ vpcId }: Place, given: GivenInterface, otherwise: string): NetworkInterface => ({
  id: given.id ?? otherwise,
  vpcId: given.vpcId ?? vpcId,
  privateIpAddresses: given.privateIpAddresses ?? [],
  ipv6Addresses: given.ipv6Addresses ?? [],
  ipv4Prefixes: given.ipv4Prefixes ?? [],
  ipv6Prefixes: given.ipv6Prefixes ?? [],
  securityGroups: given.securityGroups ?? []
})

const instanceFrom = (place: Place, given: GivenInstance): Instance => {
  const vpcId = given.vpcId ?? place.vpcId
  const id = (index: number): string => given.id.replace(/^i-/, `eni-${index}`)
  return {
    id: given.id,
    vpcId,
    availabilityZone: given.az,
    networkInterfaces: (given.networkInterfaces ?? []).map((each, deviceIndex) => ({
      ...interfaceFrom({ ...place, vpcId }, each, id(deviceIndex)),
      deviceIndex
    }))
  }
}

/** The instances that the account file names, with their interfaces in order. */
export const instancesOf = ({ instances = [] }: AccountFile, place: Place): ReadonlyArray<Instance> =>
  instances.map((given) => instanceFrom(place, given))

/** All network interfaces, of instances and of nobody. */
export const interfacesOf = (file: AccountFile, place: Place): ReadonlyArray<NetworkInterface> => [
  ...instancesOf(file, place).flatMap(({ networkInterfaces }) => networkInterfaces),
  ...(file.networkInterfaces ?? []).map((given, i) => interfaceFrom(place, given, `eni-${i}`))
]

/** The interface in the VPC of the installation that has the address itself; a prefix is no address. */
export const interfaceWith = ({ file, place }: World, address: string): NetworkInterface | undefined =>
  interfacesOf(file, place).find(
    ({ vpcId, privateIpAddresses, ipv6Addresses }) =>
      vpcId === place.vpcId && (privateIpAddresses.includes(address) || ipv6Addresses.includes(address))
  )

/** The address blocks of the installation's VPC; where the file names none, one as most people have it. */
const cidrBlocksOf = ({ vpcCidrs = ['10.0.0.0/16'], vpcIpv6Cidrs = [] }: AccountFile): ReadonlyArray<string> => [
  ...vpcCidrs,
  ...vpcIpv6Cidrs
]

/** The VPC of the installation; of others the file says nothing. */
export const vpcNamed = ({ file, place }: World, id: string): Vpc | undefined =>
  id === place.vpcId ? { id, cidrBlocks: cidrBlocksOf(file) } : undefined

/** Whether an address is one of the VPC's. */
export const isInVpc = ({ file }: World, address: string): boolean =>
  cidrBlocksOf(file).some((block) => isWithin(block, address))
