import type { AssumedRole, Clock } from '@alb-ingress/core'
import type { STSClient } from '@aws-sdk/client-sts'
import type { WAFRegionalClientConfig } from '@aws-sdk/client-waf-regional'
import type { Clients } from '../clients.js'
import { admission } from './bucket.js'
import { type Configs, configsIn } from './config.js'
import { attended } from './middleware.js'
import { type Requests, requests } from './requests.js'
import type { AwsSettings } from './settings.js'
import { defaultThrottles } from './throttle.js'

/** The SDK's clients, and the one that only connecting needs. */
export interface AllClients extends Clients {
  readonly sts: () => Promise<STSClient>
}

/** Shield is one service for all regions. */
const shieldRegion = 'us-east-1'

/** Nothing waits long for what only names the account. */
const attemptsToName = 2

const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => () => new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Made when somebody first asks, and kept. */
const once = <C>(make: () => Promise<C>): (() => Promise<C>) => {
  let made: Promise<C> | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** One for each role and external id. */
const onceFor = <C>(make: (role: AssumedRole) => Promise<C>): ((role: AssumedRole) => Promise<C>) => {
  const made = new Map<string, Promise<C>>()
  return (role) => {
    const key = `${role.roleArn} ${role.externalId ?? ''}`
    const client = made.get(key) ?? make(role)
    made.set(key, client)
    return client
  }
}

/** The SDK's clients for one region. */
export const clientsIn = (region: string, settings: AwsSettings, requestHandler: Requests = requests()): AllClients => {
  const { configFor, asRole } = configsIn(region, settings, requestHandler)
  const admit = admission(settings.throttle ?? defaultThrottles, realClock)
  const clientOf = <C>(make: () => Promise<C>): (() => Promise<C>) =>
    once(async () => attended(await make(), admit, settings))
  const elbv2 = async (credentials?: ReturnType<Configs['asRole']>) => {
    const { ElasticLoadBalancingV2Client } = await import('@aws-sdk/client-elastic-load-balancing-v2')
    const config = configFor('Elastic Load Balancing v2')
    return new ElasticLoadBalancingV2Client(credentials === undefined ? config : { ...config, credentials })
  }
  return {
    elbv2: clientOf(() => elbv2()),
    elbv2As: onceFor(async (role) => attended(await elbv2(asRole(role)), admit, settings)),
    ec2: clientOf(async () => new (await import('@aws-sdk/client-ec2')).EC2Client(configFor('EC2'))),
    acm: clientOf(async () => new (await import('@aws-sdk/client-acm')).ACMClient(configFor('ACM'))),
    wafv2: clientOf(async () => new (await import('@aws-sdk/client-wafv2')).WAFV2Client(configFor('WAFV2'))),
    wafRegional: clientOf(async () => {
      const { WAFRegionalClient } = await import('@aws-sdk/client-waf-regional')
      // Its last release is older than the parts that the others share: the settings are the same, and only the types have moved on.
      return new WAFRegionalClient(configFor('WAF Regional') as WAFRegionalClientConfig)
    }),
    shield: clientOf(async () => {
      const { ShieldClient } = await import('@aws-sdk/client-shield')
      return new ShieldClient(configFor('Shield', shieldRegion))
    }),
    sts: clientOf(async () => {
      const { STSClient } = await import('@aws-sdk/client-sts')
      return new STSClient(configFor('STS', region, attemptsToName))
    })
  }
}
