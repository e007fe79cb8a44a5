import { nothing } from '@alb-ingress/core'
import { GetWebACLForResourceCommand } from '@aws-sdk/client-waf-regional'
import type { Readers } from './reader.js'

/** The id of the web ACL of WAF Classic, or that there is none. */
export const readers: Readers = {
  'LoadBalancer.classicWebAcl': {
    action: 'GetWebACLForResource',
    ifMissing: nothing,
    read: async (clients, arn) => {
      const client = await clients.wafRegional()
      const { WebACLSummary } = await client.send(new GetWebACLForResourceCommand({ ResourceArn: arn }))
      return WebACLSummary?.WebACLId ?? nothing
    }
  }
}
