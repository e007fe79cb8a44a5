import { nothing } from '@alb-ingress/core'
import { GetWebACLForResourceCommand } from '@aws-sdk/client-wafv2'
import type { Readers } from './reader.js'

/** The ARN of the web ACL of WAFv2, or that there is none. */
export const readers: Readers = {
  'LoadBalancer.webAcl': {
    action: 'GetWebACLForResource',
    ifMissing: nothing,
    read: async (clients, arn) => {
      const client = await clients.wafv2()
      const { WebACL } = await client.send(new GetWebACLForResourceCommand({ ResourceArn: arn }))
      return WebACL?.ARN ?? nothing
    }
  }
}
