import type { AssumedRole } from '@alb-ingress/core'
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import type { RetryStrategyV2 } from '@smithy/types'
import type { Requests } from './requests.js'
import { retries } from './retries.js'
import type { AwsSettings } from './settings.js'

/** STS takes no more of a session's name, and no other characters. */
const sessionName = (clusterName = ''): string => `AWS-LBC-${clusterName.replace(/[^\w+=,.@-]/g, '')}`.slice(0, 64)

const usualAttempts = 10

type Credentials = ReturnType<typeof fromNodeProviderChain>

interface Config {
  readonly region: string
  readonly endpoint?: string
  readonly credentials: Credentials
  readonly maxAttempts: number
  readonly retryStrategy: RetryStrategyV2
  readonly requestHandler: Requests
}

export interface Configs {
  /** Of a service by its id; in another region, or with less patience, where that is said. */
  readonly configFor: (service: string, at?: string, attempts?: number) => Config
  /** Credentials of a role, which the SDK renews before they expire. */
  readonly asRole: (role: AssumedRole) => Credentials
}

/**
 * What clients are made with. Credentials are found by the SDK's own chain, once for all of them: environment, shared files, web identity,
 * container, machine. Endpoints of FIPS and dual-stack are the SDK's own settings too.
 */
export const configsIn = (region: string, settings: AwsSettings, requestHandler: Requests): Configs => {
  const placeOf = (service: string, at: string, attempts: number): Omit<Config, 'credentials'> => {
    const endpoint = settings.endpoints?.[service]
    const sending = { maxAttempts: attempts, retryStrategy: retries(attempts), requestHandler }
    return { ...sending, region: at, ...(endpoint === undefined ? {} : { endpoint }) }
  }
  const attempts = settings.maxRetries ?? usualAttempts
  const sts = placeOf('STS', region, attempts)
  const credentials = fromNodeProviderChain({ clientConfig: sts })
  return {
    configFor: (service: string, at = region, most = attempts) => ({ ...placeOf(service, at, most), credentials }),
    asRole: ({ roleArn, externalId }: AssumedRole) =>
      fromTemporaryCredentials({
        params: {
          RoleArn: roleArn,
          RoleSessionName: sessionName(settings.clusterName),
          ...(externalId === undefined ? {} : { ExternalId: externalId })
        },
        masterCredentials: credentials,
        clientConfig: sts
      })
  }
}
