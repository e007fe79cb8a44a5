import { pipe, TE } from '@alb-ingress/core'
import { DescribeTrustStoresCommand, paginateDescribeTargetGroups } from '@aws-sdk/client-elastic-load-balancing-v2'
import { allPages } from '../asking/pages.js'
import { eachOf } from '../asking/split.js'
import { each } from './place.js'

/** Elastic load balancing takes so many names at a time. */
const mostNames = 20

export const targetGroupNamed = each<'targetGroupNamed'>(({ clients, ask }, names) =>
  pipe(
    eachOf(
      (some) =>
        ask('DescribeTargetGroups', async () =>
          allPages(
            paginateDescribeTargetGroups({ client: await clients.elbv2() }, { Names: [...some] }),
            ({ TargetGroups }) => TargetGroups
          )
        ),
      mostNames
    )(names),
    TE.map(
      (groups) =>
        new Map(groups.map(({ TargetGroupName = '', TargetGroupArn = '' }) => [TargetGroupName, TargetGroupArn]))
    )
  )
)

export const trustStoreNamed = each<'trustStoreNamed'>(({ clients, ask }, names) =>
  pipe(
    eachOf(
      (some) =>
        pipe(
          ask('DescribeTrustStores', async () =>
            (await clients.elbv2()).send(new DescribeTrustStoresCommand({ Names: [...some] }))
          ),
          TE.map(({ TrustStores = [] }) => TrustStores)
        ),
      mostNames
    )(names),
    TE.map((stores) => new Map(stores.map(({ Name = '', TrustStoreArn = '' }) => [Name, TrustStoreArn])))
  )
)
