import { type Fault, pipe, type Subnet, TE } from '@alb-ingress/core'
import {
  type AvailabilityZone,
  DescribeAvailabilityZonesCommand,
  paginateDescribeRouteTables,
  paginateDescribeSubnets,
  type RouteTable,
  type Subnet as SdkSubnet
} from '@aws-sdk/client-ec2'
import { allPages } from '../asking/pages.js'
import { eachOf } from '../asking/split.js'
import { shownPairs } from '../shapes/text-map.js'
import { alone, each, type Place } from './place.js'

type Listed = TE.TaskEither<Fault, ReadonlyArray<SdkSubnet>>

const ofVpc = ({ clients, ask, vpcId }: Place): Listed =>
  ask('DescribeSubnets', async () =>
    allPages(
      paginateDescribeSubnets({ client: await clients.ec2() }, { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }),
      ({ Subnets }) => Subnets
    )
  )

const byIds = ({ clients, ask }: Place, ids: ReadonlyArray<string>): Listed =>
  eachOf((some) =>
    ask('DescribeSubnets', async () =>
      allPages(
        paginateDescribeSubnets({ client: await clients.ec2() }, { SubnetIds: [...some] }),
        ({ Subnets }) => Subnets
      )
    )
  )(ids)

const zonesOf = ({ clients, ask }: Place): TE.TaskEither<Fault, ReadonlyArray<AvailabilityZone>> =>
  pipe(
    ask('DescribeAvailabilityZones', async () => (await clients.ec2()).send(new DescribeAvailabilityZonesCommand({}))),
    TE.map(({ AvailabilityZones = [] }) => AvailabilityZones)
  )

const routesOf = (
  { clients, ask }: Place,
  vpcs: ReadonlyArray<string>
): TE.TaskEither<Fault, ReadonlyArray<RouteTable>> =>
  ask('DescribeRouteTables', async () =>
    allPages(
      paginateDescribeRouteTables(
        { client: await clients.ec2() },
        { Filters: [{ Name: 'vpc-id', Values: [...vpcs] }] }
      ),
      ({ RouteTables }) => RouteTables
    )
  )

const leadsOut = ({ Routes = [] }: RouteTable): boolean =>
  Routes.some(({ GatewayId }) => GatewayId?.startsWith('igw-') === true)

/** Whether the route table of a subnet, its own or else the main one of its VPC, leads to an internet gateway. */
const publicity = (tables: ReadonlyArray<RouteTable>) => {
  const own = new Map<string, RouteTable>()
  const main = new Map<string, RouteTable>()
  for (const table of tables) {
    for (const { SubnetId, Main } of table.Associations ?? []) {
      if (SubnetId !== undefined) own.set(SubnetId, table)
      if (Main === true) main.set(table.VpcId ?? '', table)
    }
  }
  return ({ SubnetId = '', VpcId = '' }: SdkSubnet): boolean => {
    const table = own.get(SubnetId) ?? main.get(VpcId)
    return table !== undefined && leadsOut(table)
  }
}

const locales = ['availability-zone', 'local-zone', 'wavelength-zone'] as const

const localeIn =
  (zones: ReadonlyArray<AvailabilityZone>) =>
  ({ OutpostArn, AvailabilityZone: name }: SdkSubnet): Subnet['locale'] => {
    if (OutpostArn !== undefined && OutpostArn !== '') return 'outpost'
    const type = zones.find(({ ZoneName }) => ZoneName === name)?.ZoneType
    return locales.find((locale) => locale === type) ?? 'availability-zone'
  }

const shownIn =
  (isPublic: (subnet: SdkSubnet) => boolean, localeOf: (subnet: SdkSubnet) => Subnet['locale']) =>
  (subnet: SdkSubnet): Subnet => ({
    id: subnet.SubnetId ?? '',
    vpcId: subnet.VpcId ?? '',
    availabilityZone: subnet.AvailabilityZone ?? '',
    locale: localeOf(subnet),
    availableIpAddressCount: subnet.AvailableIpAddressCount ?? 0,
    ipv6CidrBlocks: (subnet.Ipv6CidrBlockAssociationSet ?? []).flatMap(({ Ipv6CidrBlock, Ipv6CidrBlockState }) =>
      Ipv6CidrBlockState?.State === 'associated' && Ipv6CidrBlock !== undefined ? [Ipv6CidrBlock] : []
    ),
    public: isPublic(subnet),
    tags: shownPairs(subnet.Tags)
  })

const described = (place: Place, listed: Listed): TE.TaskEither<Fault, ReadonlyArray<Subnet>> =>
  pipe(
    listed,
    TE.chain((subnets) => {
      const vpcs = [...new Set(subnets.flatMap(({ VpcId }) => VpcId ?? []))]
      if (vpcs.length === 0) return TE.right<Fault, ReadonlyArray<Subnet>>([])
      return pipe(
        TE.Do,
        TE.apS('zones', zonesOf(place)),
        TE.apS('tables', routesOf(place, vpcs)),
        TE.map(({ zones, tables }) => subnets.map(shownIn(publicity(tables), localeIn(zones))))
      )
    })
  )

/** The subnets of the VPC. */
export const subnetsOfVpc = alone<'subnetsOfVpc'>((place) => described(place, ofVpc(place)))

/** Subnets by id, in whatever VPC they are. */
export const subnet = each<'subnet'>((place, ids) =>
  pipe(
    described(place, byIds(place, ids)),
    TE.map((subnets) => new Map(subnets.map((found) => [found.id, found])))
  )
)
