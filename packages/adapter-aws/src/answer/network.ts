import { type Fault, type Instance, type NetworkInterface, pipe, TE, type Vpc } from '@alb-ingress/core'
import {
  DescribeVpcsCommand,
  type Filter,
  type InstanceNetworkInterface,
  paginateDescribeInstances,
  paginateDescribeNetworkInterfaces,
  type Instance as SdkInstance,
  type NetworkInterface as SdkInterface,
  type Vpc as SdkVpc
} from '@aws-sdk/client-ec2'
import { together } from '../asking/asking.js'
import { allPages, chunksOf } from '../asking/pages.js'
import { eachOf } from '../asking/split.js'
import { given } from '../shapes/understood.js'
import { each, type Place } from './place.js'

const texts = <A>(
  items: ReadonlyArray<A> | undefined,
  textOf: (item: A) => string | undefined
): ReadonlyArray<string> => (items ?? []).flatMap((item) => textOf(item) ?? [])

// Instances and the list of interfaces show an interface alike, but for where the device index stands.
const shownInterface = (
  shown: SdkInterface | InstanceNetworkInterface,
  deviceIndex: number | undefined
): NetworkInterface => ({
  id: shown.NetworkInterfaceId ?? '',
  vpcId: shown.VpcId ?? '',
  ...given({ deviceIndex }),
  privateIpAddresses: texts(shown.PrivateIpAddresses, ({ PrivateIpAddress }) => PrivateIpAddress),
  ipv6Addresses: texts(shown.Ipv6Addresses, ({ Ipv6Address }) => Ipv6Address),
  ipv4Prefixes: texts(shown.Ipv4Prefixes, ({ Ipv4Prefix }) => Ipv4Prefix),
  ipv6Prefixes: texts(shown.Ipv6Prefixes, ({ Ipv6Prefix }) => Ipv6Prefix),
  securityGroups: texts(shown.Groups, ({ GroupId }) => GroupId)
})

const shownInstance = (instance: SdkInstance): Instance => ({
  id: instance.InstanceId ?? '',
  vpcId: instance.VpcId ?? '',
  availabilityZone: instance.Placement?.AvailabilityZone ?? '',
  networkInterfaces: (instance.NetworkInterfaces ?? []).map((each) =>
    shownInterface(each, each.Attachment?.DeviceIndex)
  )
})

export const instance = each<'instance'>(({ clients, ask }, ids) =>
  pipe(
    eachOf((some) =>
      ask('DescribeInstances', async () =>
        allPages(paginateDescribeInstances({ client: await clients.ec2() }, { InstanceIds: [...some] }), (page) =>
          page.Reservations?.flatMap(({ Instances = [] }) => Instances)
        )
      )
    )(ids),
    TE.map((found) => new Map(found.map(shownInstance).map((shown) => [shown.id, shown])))
  )
)

type Which = { readonly NetworkInterfaceIds: Array<string> } | { readonly Filters: Array<Filter> }

const interfaces = ({ clients, ask }: Place, which: Which): TE.TaskEither<Fault, ReadonlyArray<NetworkInterface>> =>
  pipe(
    ask('DescribeNetworkInterfaces', async () =>
      allPages(
        paginateDescribeNetworkInterfaces({ client: await clients.ec2() }, which),
        ({ NetworkInterfaces }) => NetworkInterfaces
      )
    ),
    TE.map((found) => found.map((shown) => shownInterface(shown, shown.Attachment?.DeviceIndex)))
  )

export const networkInterface = each<'networkInterface'>((place, ids) =>
  pipe(
    eachOf((some) => interfaces(place, { NetworkInterfaceIds: [...some] }))(ids),
    TE.map((found) => new Map(found.map((shown) => [shown.id, shown])))
  )
)

/** A filter takes 200 values in all, and the VPC is one of them. */
const mostAddresses = 199

const isIpv6 = (address: string): boolean => address.includes(':')

const withAddresses = (place: Place, filter: string, addresses: ReadonlyArray<string>) =>
  chunksOf(addresses, mostAddresses).map((some) =>
    interfaces(place, {
      Filters: [
        { Name: 'vpc-id', Values: [place.vpcId] },
        { Name: filter, Values: [...some] }
      ]
    })
  )

export const networkInterfaceWithAddress = each<'networkInterfaceWithAddress'>((place, addresses) => {
  const ipv6 = addresses.filter(isIpv6)
  const ipv4 = addresses.filter((address) => !isIpv6(address))
  return pipe(
    together([
      ...withAddresses(place, 'addresses.private-ip-address', ipv4),
      ...withAddresses(place, 'ipv6-addresses.ipv6-address', ipv6)
    ]),
    TE.map((found) => {
      const byAddress = new Map<string, NetworkInterface>()
      for (const shown of found.flat())
        for (const address of [...shown.privateIpAddresses, ...shown.ipv6Addresses]) byAddress.set(address, shown)
      return byAddress
    })
  )
})

const associated = 'associated'

const shownVpc = ({ VpcId = '', CidrBlockAssociationSet = [], Ipv6CidrBlockAssociationSet = [] }: SdkVpc): Vpc => ({
  id: VpcId,
  cidrBlocks: [
    ...CidrBlockAssociationSet.filter(({ CidrBlockState }) => CidrBlockState?.State === associated).map(
      ({ CidrBlock }) => CidrBlock
    ),
    ...Ipv6CidrBlockAssociationSet.filter(({ Ipv6CidrBlockState }) => Ipv6CidrBlockState?.State === associated).map(
      ({ Ipv6CidrBlock }) => Ipv6CidrBlock
    )
  ].flatMap((block) => block ?? [])
})

export const vpc = each<'vpc'>(({ clients, ask }, ids) =>
  pipe(
    eachOf((some) =>
      pipe(
        ask('DescribeVpcs', async () => (await clients.ec2()).send(new DescribeVpcsCommand({ VpcIds: [...some] }))),
        TE.map(({ Vpcs = [] }) => Vpcs)
      )
    )(ids),
    TE.map((found) => new Map(found.map(shownVpc).map((shown) => [shown.id, shown])))
  )
)
