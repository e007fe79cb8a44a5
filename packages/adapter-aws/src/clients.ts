import type { AssumedRole } from '@alb-ingress/core'
import type { ACMClient } from '@aws-sdk/client-acm'
import type { EC2Client } from '@aws-sdk/client-ec2'
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { ShieldClient } from '@aws-sdk/client-shield'
import type { WAFRegionalClient } from '@aws-sdk/client-waf-regional'
import type { WAFV2Client } from '@aws-sdk/client-wafv2'

/** The SDK's clients, each made when something first asks for it: what no annotation needs is never loaded. */
export interface Clients {
  readonly elbv2: () => Promise<ElasticLoadBalancingV2Client>
  /** As somebody of another account, for the targets of its target groups. */
  readonly elbv2As: (role: AssumedRole) => Promise<ElasticLoadBalancingV2Client>
  readonly ec2: () => Promise<EC2Client>
  readonly acm: () => Promise<ACMClient>
  readonly wafv2: () => Promise<WAFV2Client>
  readonly wafRegional: () => Promise<WAFRegionalClient>
  readonly shield: () => Promise<ShieldClient>
}
