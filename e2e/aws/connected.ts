import { connect } from '@alb-ingress/adapter-aws'
import { type Aws, type Installation, installation } from '@alb-ingress/core'
import { endpointsAt, type TestAws } from '../../testbed/aws.mjs'
import type { Seed } from '../../testbed/network.mjs'
import { orThrow } from '../support/stage.js'

/** An account through the adapter, and the installation of a cluster in it. */
export const connectedTo = async (
  endpoint: string,
  seed: Pick<Seed, 'region' | 'vpc' | 'cluster'>,
  given: Partial<Installation> = {}
): Promise<{ readonly aws: Aws; readonly install: Installation }> => {
  const settings = {
    ...{ region: seed.region, vpcId: seed.vpc, maxRetries: 10, throttle: {} },
    endpoints: endpointsAt(endpoint)
  }
  const { aws, region, vpcId, accountId } = orThrow(await connect(settings)())
  return { aws, install: installation({ clusterName: seed.cluster, region, vpcId, accountId, ...given }) }
}

export const connected = (server: TestAws, given?: Partial<Installation>) =>
  connectedTo(server.endpoint, server.seed, given)
