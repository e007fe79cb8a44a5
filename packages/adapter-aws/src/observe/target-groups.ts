import { type Fault, type FoundResource, type LoadBalancerTarget, pipe, TE } from '@alb-ingress/core'
import {
  DescribeTargetHealthCommand,
  paginateDescribeTargetGroups,
  type TargetGroup
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { type Ask, orWhereMissing } from '../asking/asking.js'
import { allPages } from '../asking/pages.js'
import type { Clients } from '../clients.js'
import { shownHealthCheck } from '../shapes/health-check.js'
import { shownLoadBalancerTargets } from '../shapes/targets.js'
import { pageSize } from './load-balancers.js'
import { shownSpec } from './spec.js'

/** All target groups of the region, as AWS shows them: it has no filter for tags. */
export const listTargetGroups = (clients: Clients, ask: Ask): TE.TaskEither<Fault, ReadonlyArray<TargetGroup>> =>
  ask('DescribeTargetGroups', async () =>
    allPages(
      paginateDescribeTargetGroups({ client: await clients.elbv2(), pageSize }, {}),
      ({ TargetGroups }) => TargetGroups
    )
  )

type Targets = ReadonlyArray<LoadBalancerTarget>

/** The load balancers behind a target group of type `alb`. Targets of other types belong to bindings, and are not looked at here. */
const targetsOf = (
  clients: Clients,
  ask: Ask,
  { TargetType, TargetGroupArn }: TargetGroup
): TE.TaskEither<Fault, Targets | undefined> => {
  if (TargetType !== 'alb') return TE.right(undefined)
  return pipe(
    ask('DescribeTargetHealth', async () =>
      (await clients.elbv2()).send(new DescribeTargetHealthCommand({ TargetGroupArn }))
    ),
    TE.map(({ TargetHealthDescriptions }): Targets | undefined => shownLoadBalancerTargets(TargetHealthDescriptions)),
    orWhereMissing<Targets | undefined>([])
  )
}

type Found = Omit<Extract<FoundResource, { kind: 'TargetGroup' }>, 'tags'>

/** A target group as the core knows it, without tags. */
export const shownTargetGroup = (clients: Clients, ask: Ask, group: TargetGroup): TE.TaskEither<Fault, Found> =>
  pipe(
    targetsOf(clients, ask, group),
    TE.map((targets) => ({
      kind: 'TargetGroup',
      physicalId: group.TargetGroupArn ?? '',
      reported: {},
      spec: shownSpec('TargetGroup', {
        name: group.TargetGroupName,
        port: group.Port,
        vpcId: group.VpcId,
        ipAddressType: group.IpAddressType ?? 'ipv4',
        targetType: group.TargetType,
        protocol: group.Protocol,
        protocolVersion: group.ProtocolVersion,
        targetControlPort: group.TargetControlPort,
        healthCheck: shownHealthCheck(group),
        targets
      })
    }))
  )
