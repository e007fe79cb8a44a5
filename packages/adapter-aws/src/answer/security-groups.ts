import { type Fault, pipe, type SecurityGroupFact, TE } from '@alb-ingress/core'
import { type Filter, paginateDescribeSecurityGroups, type SecurityGroup } from '@aws-sdk/client-ec2'
import { allPages } from '../asking/pages.js'
import { eachOf } from '../asking/split.js'
import { shownPermissions } from '../shapes/permissions.js'
import { shownPairs } from '../shapes/text-map.js'
import { alone, each, type Place } from './place.js'

type Listed = TE.TaskEither<Fault, ReadonlyArray<SecurityGroup>>

const list = (
  { clients, ask }: Place,
  which: { readonly GroupIds: Array<string> } | { readonly Filters: Array<Filter> }
): Listed =>
  ask('DescribeSecurityGroups', async () =>
    allPages(
      paginateDescribeSecurityGroups({ client: await clients.ec2() }, which),
      ({ SecurityGroups }) => SecurityGroups
    )
  )

const byIds = (place: Place, ids: ReadonlyArray<string>): Listed =>
  eachOf((some) => list(place, { GroupIds: [...some] }))(ids)

const inVpc = (place: Place, tag: string, values: ReadonlyArray<string>): Listed =>
  list(place, {
    Filters: [
      { Name: 'vpc-id', Values: [place.vpcId] },
      { Name: `tag:${tag}`, Values: [...values] }
    ]
  })

const fact = ({ GroupId = '', VpcId = '', Tags }: SecurityGroup): SecurityGroupFact => ({
  id: GroupId,
  vpcId: VpcId,
  tags: shownPairs(Tags)
})

export const securityGroup = each<'securityGroup'>((place, ids) =>
  pipe(
    byIds(place, ids),
    TE.map((groups) => new Map(groups.map((group) => [group.GroupId ?? '', fact(group)])))
  )
)

/** Permissions of security groups, as they are there. */
export const securityGroupRules = each<'securityGroupRules'>((place, ids) =>
  pipe(
    byIds(place, ids),
    TE.map(
      (groups) => new Map(groups.map(({ GroupId = '', IpPermissions }) => [GroupId, shownPermissions(IpPermissions)]))
    )
  )
)

/** By name, all of them: a name that nobody has is an empty list. */
export const securityGroupsNamed = each<'securityGroupsNamed'>((place, names) =>
  pipe(
    inVpc(place, 'Name', names),
    TE.map((groups) => {
      const facts = groups.map(fact)
      return new Map(names.map((name) => [name, facts.filter(({ tags }) => tags.Name === name)]))
    })
  )
)

export const securityGroupsOfCluster = alone<'securityGroupsOfCluster'>((place, { about }) =>
  pipe(
    inVpc(place, `kubernetes.io/cluster/${about}`, ['owned', 'shared']),
    TE.map((groups) => groups.map(fact))
  )
)
