import { type Aws, type Fault, fault, pipe, TE } from '@alb-ingress/core'
import { answer } from '../answer/answer.js'
import { asking } from '../asking/asking.js'
import { details } from '../details/details.js'
import { perform } from '../perform/perform.js'
import { type AllClients, clientsIn } from './clients.js'
import { wrongEndpoint } from './endpoints.js'
import { metadataOf } from './metadata.js'
import { regionOf } from './region.js'
import type { Requests } from './requests.js'
import type { AwsSettings } from './settings.js'
import { vpcOf } from './vpc.js'

/** An account of AWS, and where in it. */
export interface Connected {
  readonly aws: Aws
  readonly region: string
  readonly vpcId: string
  /** Empty where STS cannot be reached, as in a VPC that leads nowhere: nothing that is done to an account depends on it. */
  readonly accountId: string
}

const usableEndpoints = ({ endpoints = {} }: AwsSettings): TE.TaskEither<Fault, void> => {
  const wrong = wrongEndpoint(endpoints)
  return wrong === undefined
    ? TE.right(undefined)
    : TE.left(fault('invalid', 'InvalidEndpoint', 'connect', `aws-api-endpoints: ${wrong}`))
}

const accountOf = (clients: AllClients): TE.TaskEither<Fault, string> =>
  pipe(
    asking()('GetCallerIdentity', async () => {
      const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
      return (await clients.sts()).send(new GetCallerIdentityCommand({}))
    }),
    TE.map(({ Account = '' }) => Account),
    TE.orElse((declined) => (declined.kind === 'unavailable' ? TE.right('') : TE.left(declined)))
  )

/** Most of the SDK is loaded by whoever connects, while AWS says who that is: not by a program that never does. */
const reading: TE.TaskEither<Fault, typeof import('../observe/observe.js')> = TE.fromTask(
  () => import('../observe/observe.js')
)

/**
 * An account of AWS by the credentials that the SDK finds. The region and the VPC are those of the settings, or are found out; a fault says what
 * was tried. `requests`: another way to send them than the network, for tests.
 */
export const connect = (settings: AwsSettings = {}, requests?: Requests): TE.TaskEither<Fault, Connected> => {
  const metadata = metadataOf(settings)
  return pipe(
    usableEndpoints(settings),
    TE.chain(() => () => regionOf(settings, process.env, metadata)),
    TE.chain((region) => {
      const clients = clientsIn(region, settings, requests)
      return pipe(
        TE.Do,
        TE.apS('vpcId', vpcOf(settings, clients, metadata, process.env.NODENAME)),
        TE.apS('accountId', accountOf(clients)),
        TE.apS('reading', reading),
        TE.map(
          ({ vpcId, accountId, reading: { observe } }): Connected => ({
            ...{ region, vpcId, accountId },
            aws: {
              answer: answer({ clients, vpcId }),
              observe: observe(clients),
              details: details(clients),
              perform: perform(clients)
            }
          })
        )
      )
    })
  )
}
