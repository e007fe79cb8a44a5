import type { AssumedRole, Clock } from '@alb-ingress/core'
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { STSClient } from '@aws-sdk/client-sts'
import type { WAFRegionalClientConfig } from '@aws-sdk/client-waf-regional'
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import type { Clients } from '../clients.js'
import { admission } from './bucket.js'
import { attended } from './middleware.js'
import { type Requests, requests } from './requests.js'
import { retries } from './retries.js'
import type { AwsSettings } from './settings.js'
import { defaultThrottles } from './throttle.js'

/** The SDK's clients, and those that only connecting needs. */
export interface AllClients extends Clients {
  readonly sts: () => Promise<STSClient>
}

/** Shield is one service for all regions. */
const shieldRegion = 'us-east-1'

/** STS takes no more of a session's name, and no other characters. */
const sessionName = (clusterName = ''): string => `AWS-LBC-${clusterName.replace(/[^\w+=,.@-]/g, '')}`.slice(0, 64)

const once = <A>(make: () => Promise<A>): (() => Promise<A>) => {
  let made: Promise<A> | undefined
  return () => {
    made ??= make()
    return made
  }
}

const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => () => new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/**
 * The SDK's clients for one region. Credentials are found by the SDK's own chain, once for all of them: environment, shared files, web identity,
 * container, machine. Endpoints of FIPS and dual-stack are the SDK's own settings too.
 */
export const clientsIn = (region: string, settings: AwsSettings, requestHandler: Requests = requests()): AllClients => {
  const admit = admission(settings.throttle ?? defaultThrottles, realClock)
  const attempts = settings.maxRetries ?? 10
  const common = { maxAttempts: attempts, retryStrategy: retries(attempts), requestHandler }
  const placeOf = (service: string, at = region) => {
    const endpoint = settings.endpoints?.[service]
    return { ...common, region: at, ...(endpoint === undefined ? {} : { endpoint }) }
  }
  const credentials = fromNodeProviderChain({ clientConfig: placeOf('STS') })
  const configFor = (service: string, at = region) => ({ ...placeOf(service, at), credentials })
  const attend = <C>(client: C): C => attended(client, admit, settings)

  const load = {
    elbv2: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
    ec2: () => import('@aws-sdk/client-ec2')
  }
  const elbv2Config = configFor('Elastic Load Balancing v2')
  const roles = new Map<string, ReturnType<Clients['elbv2']>>()
  const elbv2InRole = async ({ roleArn, externalId }: AssumedRole) => {
    const { ElasticLoadBalancingV2Client } = await load.elbv2()
    const params = {
      RoleArn: roleArn,
      RoleSessionName: sessionName(settings.clusterName),
      ...(externalId === undefined ? {} : { ExternalId: externalId })
    }
    const assumed = fromTemporaryCredentials({ params, masterCredentials: credentials, clientConfig: placeOf('STS') })
    return attend(new ElasticLoadBalancingV2Client({ ...elbv2Config, credentials: assumed }))
  }
  return {
    elbv2: once(async () => attend(new (await load.elbv2()).ElasticLoadBalancingV2Client(elbv2Config))),
    elbv2As: (role) => {
      const key = `${role.roleArn} ${role.externalId ?? ''}`
      const client = roles.get(key) ?? elbv2InRole(role)
      roles.set(key, client)
      return client
    },
    ec2: once(async (): Promise<EC2Client> => attend(new (await load.ec2()).EC2Client(configFor('EC2')))),
    acm: once(async () => attend(new (await import('@aws-sdk/client-acm')).ACMClient(configFor('ACM')))),
    wafv2: once(async () => attend(new (await import('@aws-sdk/client-wafv2')).WAFV2Client(configFor('WAFV2')))),
    wafRegional: once(async () => {
      const { WAFRegionalClient } = await import('@aws-sdk/client-waf-regional')
      // Its last release is older than the parts that the others share: the settings are the same, and only the types have moved on.
      return attend(new WAFRegionalClient(configFor('WAF Regional') as WAFRegionalClientConfig))
    }),
    shield: once(async () =>
      attend(new (await import('@aws-sdk/client-shield')).ShieldClient(configFor('Shield', shieldRegion)))
    ),
    sts: once(async () => {
      const { STSClient } = await import('@aws-sdk/client-sts')
      // Nothing waits long for what only names the account.
      return attend(new STSClient({ ...configFor('STS'), maxAttempts: 2, retryStrategy: retries(2) }))
    })
  }
}
