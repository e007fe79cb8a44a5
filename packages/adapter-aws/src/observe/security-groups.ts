import { type Fault, type FoundResource, pipe, type Scope, TE, tagSets } from '@alb-ingress/core'
import { paginateDescribeSecurityGroups, type SecurityGroup } from '@aws-sdk/client-ec2'
import type { Ask } from '../asking/asking.js'
import { allPages } from '../asking/pages.js'
import type { Clients } from '../clients.js'
import { shownPermissions, withoutDescription } from '../shapes/permissions.js'
import { shownPairs } from '../shapes/text-map.js'
import { isAskedIn } from './scope.js'
import { shownSpec } from './spec.js'

const shown = (group: SecurityGroup): FoundResource => ({
  kind: 'SecurityGroup',
  physicalId: group.GroupId ?? '',
  tags: shownPairs(group.Tags),
  reported: {},
  spec: shownSpec('SecurityGroup', {
    groupName: group.GroupName,
    description: group.Description,
    vpcId: group.VpcId,
    ingress: shownPermissions(group.IpPermissions).map(withoutDescription)
  })
})

/** Security groups of the cluster. AWS filters by keys of tags; which values go together is seen here. */
export const securityGroupsIn = (
  clients: Clients,
  ask: Ask,
  scope: Scope
): TE.TaskEither<Fault, ReadonlyArray<FoundResource>> => {
  const isAsked = isAskedIn(scope)
  const keys = [...new Set(tagSets(scope.clusterName).flatMap((set) => Object.keys(set)[0] ?? []))]
  const Filters = [
    { Name: 'vpc-id', Values: [scope.vpcId] },
    { Name: 'tag-key', Values: keys }
  ]
  return pipe(
    ask('DescribeSecurityGroups', async () =>
      allPages(
        paginateDescribeSecurityGroups({ client: await clients.ec2() }, { Filters }),
        ({ SecurityGroups }) => SecurityGroups
      )
    ),
    TE.map((groups) => groups.map(shown).filter(({ tags }) => isAsked(tags)))
  )
}
