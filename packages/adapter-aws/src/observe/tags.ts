import { type Fault, pipe, TE } from '@alb-ingress/core'
import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Ask } from '../asking/asking.js'
import { eachOf } from '../asking/split.js'
import type { Clients } from '../clients.js'
import { shownPairs } from '../shapes/text-map.js'

type Tags = Readonly<Record<string, string>>

/** AWS tells the tags of so many resources at a time. */
const mostResources = 20

/** By ARN the tags of load balancers, target groups, listeners and rules. What is gone meanwhile has none, and is not in it. */
export const tagsOf = (
  clients: Clients,
  ask: Ask,
  arns: ReadonlyArray<string>
): TE.TaskEither<Fault, ReadonlyMap<string, Tags>> =>
  pipe(
    eachOf(
      (some) =>
        pipe(
          ask('DescribeTags', async () =>
            (await clients.elbv2()).send(new DescribeTagsCommand({ ResourceArns: [...some] }))
          ),
          TE.map(({ TagDescriptions = [] }) =>
            TagDescriptions.map(({ ResourceArn = '', Tags }) => [ResourceArn, shownPairs(Tags)] as const)
          )
        ),
      mostResources
    )(arns),
    TE.map((found) => new Map(found))
  )
