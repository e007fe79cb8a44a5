import {
  decodeAccountFile,
  memoryAws,
  memoryClock,
  memoryCluster,
  memoryKubernetes,
  worldFrom
} from '@alb-ingress/adapter-memory'
import { Checked, TE } from '@alb-ingress/core'
import type { Io } from '../../src/io.js'
import type { AwsAsked, ClusterAsked } from '../../src/world/reach.js'
import { account } from './shop.js'

/** AWS, and a cluster, as a run reaches them: in memory, and the same for every run. */
export interface Elsewhere {
  readonly io: Partial<Io>
  /** What was asked for, each time. */
  readonly asked: { readonly aws: Array<AwsAsked>; readonly cluster: Array<ClusterAsked> }
}

const worldOf = (accountText: string) => {
  const file = Checked.valueIn(decodeAccountFile(JSON.parse(accountText)))
  if (file === undefined) throw new Error('The account of the test cannot be read')
  return { file, world: worldFrom(file) }
}

/** `objects` are what the cluster holds. */
export const elsewhere = (objects: ReadonlyArray<unknown> = [], accountText = account()): Elsewhere => {
  const { file, world } = worldOf(accountText)
  const clock = memoryClock(0)
  const aws = memoryAws(world, clock)
  const kubernetes = memoryKubernetes(memoryCluster(objects), clock)
  const asked: Elsewhere['asked'] = { aws: [], cluster: [] }
  const { region = '', vpcId = '', accountId = '' } = file
  return {
    asked,
    io: {
      sleep: async () => undefined,
      reach: {
        aws: (settings) => {
          asked.aws.push(settings)
          return TE.right({ aws, region, vpcId, accountId })
        },
        cluster: (settings) => {
          asked.cluster.push(settings)
          return TE.right({ kubernetes, bindingsPublished: true })
        }
      }
    }
  }
}
