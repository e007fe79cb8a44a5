import { connect } from '@alb-ingress/adapter-aws'
import { type Aws, type Installation, installation } from '@alb-ingress/core'
import type { TestAws } from '../../testbed/aws.mjs'
import type { Seed } from '../../testbed/network.mjs'
import { orThrow } from '../support/stage.js'

const services = ['EC2', 'Elastic Load Balancing v2', 'ACM', 'WAFV2', 'WAF Regional', 'Shield', 'STS']

/** An account through the adapter, and the installation of a cluster in it. */
export const connectedTo = async (
  endpoint: string,
  seed: Pick<Seed, 'region' | 'vpc' | 'cluster'>,
  given: Partial<Installation> = {}
): Promise<{ readonly aws: Aws; readonly install: Installation }> => {
  const settings = {
    ...{ region: seed.region, vpcId: seed.vpc, maxRetries: 10, throttle: {}, userAgent: 'alb-ingress-test' },
    endpoints: Object.fromEntries(services.map((service) => [service, endpoint]))
  }
  const { aws, region, vpcId, accountId } = orThrow(await connect(settings)())
  return { aws, install: installation({ clusterName: seed.cluster, region, vpcId, accountId, ...given }) }
}

export const connected = ({ endpoint, seed }: TestAws, given?: Partial<Installation>) =>
  connectedTo(endpoint, seed, given)
