import { connect } from '@alb-ingress/adapter-aws'
import type { Connections } from './connections.js'

/** The account of the credentials that this process finds. */
export const connectToAws =
  (version: string): Connections['aws'] =>
  ({ values, region, vpcId, clusterName, told }) =>
    connect({
      ...{ region, vpcId, vpcTags: values.vpcTags, maxRetries: values.maxRetries },
      ...{ endpoints: values.endpoints, throttle: values.throttle },
      ...(clusterName === undefined ? {} : { clusterName }),
      userAgent: `alb-ingress/${version}`,
      onCall: told.called,
      onWait: told.waited
    })
