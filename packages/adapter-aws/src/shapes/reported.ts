import type { Reported } from '@alb-ingress/core'
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2'
import { given } from './understood.js'

/** What AWS sets of a load balancer. One that is impaired works, if not as well as it could. */
export const reported = ({ DNSName, State }: LoadBalancer): Reported => {
  const state = State?.Code === 'active_impaired' ? 'active' : State?.Code
  return given({ dnsName: DNSName, state })
}
