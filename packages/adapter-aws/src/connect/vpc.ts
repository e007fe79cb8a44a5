import { E, type Fault, fault, faultText, pipe, TE } from '@alb-ingress/core'
import { type Ask, asking } from '../asking/asking.js'
import type { Clients } from '../clients.js'
import type { Metadata } from './metadata.js'
import type { AwsSettings } from './settings.js'

type Found = TE.TaskEither<Fault, string>
type Tags = Readonly<Record<string, string>>

const unknown = (message: string): Fault => fault('unavailable', 'NoVpc', 'connect', message)

const byTags = (clients: Clients, ask: Ask, tags: Tags): Found => {
  const Filters = Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] }))
  const wanted = Object.entries(tags).map((pair) => pair.join('='))
  return pipe(
    ask('DescribeVpcs', async () => {
      const { DescribeVpcsCommand } = await import('@aws-sdk/client-ec2')
      return (await clients.ec2()).send(new DescribeVpcsCommand({ Filters }))
    }),
    TE.chainEitherK(({ Vpcs = [] }) => {
      const ids = Vpcs.flatMap(({ VpcId }) => VpcId ?? [])
      const [id, ...others] = ids
      if (id !== undefined && others.length === 0) return E.right(id)
      const there = id === undefined ? 'no VPC has them' : `${ids.join(', ')} have them`
      return E.left(
        unknown(`--aws-vpc-tags ${wanted.join(',')}: ${there}, and exactly one must. Name it by --aws-vpc-id.`)
      )
    })
  )
}

const byMetadata = (metadata: Metadata): Found =>
  TE.tryCatch(
    async () => metadata(`network/interfaces/macs/${await metadata('mac')}/vpc-id`),
    (error) =>
      unknown(`the metadata of the machine does not answer (${error instanceof Error ? error.message : error})`)
  )

const byNode = (clients: Clients, ask: Ask, node = ''): Found => {
  if (!node.startsWith('i-')) return TE.left(unknown(`NODENAME is ${JSON.stringify(node)} and names no EC2 instance`))
  return pipe(
    ask('DescribeInstances', async () => {
      const { DescribeInstancesCommand } = await import('@aws-sdk/client-ec2')
      return (await clients.ec2()).send(new DescribeInstancesCommand({ InstanceIds: [node] }))
    }),
    TE.chainEitherK(({ Reservations = [] }) =>
      E.fromNullable(unknown(`instance ${node} is in no VPC`))(
        Reservations.flatMap(({ Instances = [] }) => Instances).find(({ VpcId }) => VpcId !== undefined)?.VpcId
      )
    )
  )
}

/** The VPC: as set, or by its tags, or that of the machine, or that of the node which `NODENAME` says. A fault tells all that was tried. */
export const vpcOf = (
  { vpcId = '', vpcTags = {} }: AwsSettings,
  clients: Clients,
  metadata: Metadata,
  node: string | undefined
): Found => {
  const ask = asking()
  if (vpcId !== '') return TE.right(vpcId)
  if (Object.keys(vpcTags).length > 0) return byTags(clients, ask, vpcTags)
  return pipe(
    byMetadata(metadata),
    TE.orElse((first) =>
      pipe(
        byNode(clients, ask, node),
        TE.mapLeft((second) => {
          const tried = [first, second].map((each) => (each.code === 'NoVpc' ? each.message : faultText(each)))
          return unknown(`The VPC is not known: ${tried.join('; ')}. Set --aws-vpc-id or --aws-vpc-tags.`)
        })
      )
    )
  )
}
