import { type Fault, pipe, publicMatters, type Subnet, TE } from '@alb-ingress/core'
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

/** Zones of a region are named after it with a letter, so that what kind they are need not be asked; others have names of their own. */
const isUsualZone = ({ AvailabilityZone: name = '' }: SdkSubnet): boolean => /^[a-z]+(-[a-z]+)+-\d+[a-z]$/.test(name)

const zonesOf = (
  { clients, ask }: Place,
  subnets: ReadonlyArray<SdkSubnet>
): TE.TaskEither<Fault, ReadonlyArray<AvailabilityZone>> => {
  if (subnets.every(isUsualZone)) return TE.right([])
  return pipe(
    ask('DescribeAvailabilityZones', async () => (await clients.ec2()).send(new DescribeAvailabilityZonesCommand({}))),
    TE.map(({ AvailabilityZones = [] }) => AvailabilityZones)
  )
}

const routesIn = ({ clients, ask, vpcId }: Place): TE.TaskEither<Fault, ReadonlyArray<RouteTable>> =>
  ask('DescribeRouteTables', async () =>
    allPages(
      paginateDescribeRouteTables({ client: await clients.ec2() }, { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }),
      ({ RouteTables }) => RouteTables
    )
  )

const leadsOut = ({ Routes = [] }: RouteTable): boolean =>
  Routes.some(({ GatewayId }) => GatewayId?.startsWith('igw-') === true)

/** Whether the route table of a subnet, its own or else the main one of the VPC, leads to an internet gateway. */
const publicBy = (tables: ReadonlyArray<RouteTable>): ((subnet: SdkSubnet) => boolean) => {
  const own = new Map<string, RouteTable>()
  let main: RouteTable | undefined
  for (const table of tables) {
    for (const { SubnetId, Main } of table.Associations ?? []) {
      if (SubnetId !== undefined) own.set(SubnetId, table)
      if (Main === true) main = table
    }
  }
  return ({ SubnetId = '' }) => {
    const table = own.get(SubnetId) ?? main
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

const tagsOf = ({ Tags }: SdkSubnet): Subnet['tags'] => shownPairs(Tags)

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
    tags: tagsOf(subnet)
  })

/** The subnets of the VPC. */
export const subnetsOfVpc = alone<'subnetsOfVpc'>((place) =>
  pipe(
    ofVpc(place),
    TE.chain((subnets) => {
      const matters = publicMatters(subnets.map((subnet) => ({ tags: tagsOf(subnet) })))
      return pipe(
        TE.Do,
        TE.apS('zones', zonesOf(place, subnets)),
        TE.apS('tables', matters ? routesIn(place) : TE.right<Fault, ReadonlyArray<RouteTable>>([])),
        TE.map(({ zones, tables }) => subnets.map(shownIn(publicBy(tables), localeIn(zones))))
      )
    })
  )
)

/** Subnets by id, in whatever VPC they are. */
export const subnet = each<'subnet'>((place, ids) =>
  pipe(
    byIds(place, ids),
    TE.chain((subnets) =>
      pipe(
        zonesOf(place, subnets),
        TE.map((zones) => subnets.map(shownIn(() => false, localeIn(zones))))
      )
    ),
    TE.map((subnets) => new Map(subnets.map((found) => [found.id, found])))
  )
)
