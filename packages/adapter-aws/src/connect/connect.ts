import { type Aws, type Fault, pipe, TE } from '@alb-ingress/core'
import { answer } from '../answer/answer.js'
import { asking } from '../asking/asking.js'
import { details } from '../details/details.js'
import { observe } from '../observe/observe.js'
import { perform } from '../perform/perform.js'
import { type AllClients, clientsIn } from './clients.js'
import { metadataOf } from './metadata.js'
import { regionOf } from './region.js'
import type { AwsSettings } from './settings.js'
import { vpcOf } from './vpc.js'

/** An account of AWS, and where in it. */
export interface Connected {
  readonly aws: Aws
  readonly region: string
  readonly vpcId: string
  readonly accountId: string
}

const accountOf = (clients: AllClients): TE.TaskEither<Fault, string> =>
  pipe(
    asking()('GetCallerIdentity', async () => {
      const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
      return (await clients.sts()).send(new GetCallerIdentityCommand({}))
    }),
    TE.map(({ Account = '' }) => Account)
  )

/**
 * An account of AWS by the credentials that the SDK finds. The region and the VPC are those of the settings, or are found out; a fault says what
 * was tried.
 */
export const connect = (settings: AwsSettings = {}): TE.TaskEither<Fault, Connected> => {
  const metadata = metadataOf(settings)
  return pipe(
    () => regionOf(settings, process.env, metadata),
    TE.chain((region) => {
      const clients = clientsIn(region, settings)
      return pipe(
        TE.Do,
        TE.apS('vpcId', vpcOf(settings, clients, metadata, process.env.NODENAME)),
        TE.apS('accountId', accountOf(clients)),
        TE.map(({ vpcId, accountId }): Connected => {
          const place = { clients, vpcId, certificateTags: settings.certificateTags ?? false }
          return {
            ...{ region, vpcId, accountId },
            aws: {
              answer: answer(place),
              observe: observe(clients),
              details: details(clients),
              perform: perform(clients)
            }
          }
        })
      )
    })
  )
}
