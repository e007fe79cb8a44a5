import type { AssumedRole, Clock } from '@alb-ingress/core'
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { STSClient } from '@aws-sdk/client-sts'
import type { Clients } from '../clients.js'
import { admission } from './bucket.js'
import { attended } from './middleware.js'
import { requests } from './requests.js'
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
 * The SDK's clients for one region. Credentials are found by the SDK's own chain: environment, shared files, web identity, container, machine.
 * Endpoints of FIPS and dual-stack are the SDK's own settings too.
 */
export const clientsIn = (region: string, settings: AwsSettings): AllClients => {
  const admit = admission(settings.throttle ?? defaultThrottles, realClock)
  const attempts = settings.maxRetries ?? 10
  const common = { maxAttempts: attempts, retryStrategy: retries(attempts), requestHandler: requests() }
  const configFor = (service: string, at = region) => {
    const endpoint = settings.endpoints?.[service]
    return { ...common, region: at, ...(endpoint === undefined ? {} : { endpoint }) }
  }
  const attend = <C>(client: C): C => attended(client, admit, settings)

  const load = {
    elbv2: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
    ec2: () => import('@aws-sdk/client-ec2')
  }
  const elbv2Config = configFor('Elastic Load Balancing v2')
  const roles = new Map<string, ReturnType<Clients['elbv2']>>()
  const elbv2InRole = async ({ roleArn, externalId }: AssumedRole) => {
    const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
    const { ElasticLoadBalancingV2Client } = await load.elbv2()
    const params = {
      RoleArn: roleArn,
      RoleSessionName: sessionName(settings.clusterName),
      ...(externalId === undefined ? {} : { ExternalId: externalId })
    }
    const credentials = fromTemporaryCredentials({ params, clientConfig: configFor('STS') })
    return attend(new ElasticLoadBalancingV2Client({ ...elbv2Config, credentials }))
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
      const { maxAttempts, ...config } = configFor('WAF Regional')
      // Its last release is older than the parts that the others share; it has the same settings, and its own way of sending.
      return attend(
        new WAFRegionalClient({
          maxAttempts,
          region: config.region,
          ...('endpoint' in config ? { endpoint: config.endpoint } : {})
        })
      )
    }),
    shield: once(async () =>
      attend(new (await import('@aws-sdk/client-shield')).ShieldClient(configFor('Shield', shieldRegion)))
    ),
    sts: once(async () => attend(new (await import('@aws-sdk/client-sts')).STSClient(configFor('STS'))))
  }
}
