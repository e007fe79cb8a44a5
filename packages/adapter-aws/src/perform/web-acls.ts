import { AssociateWebACLCommand, DisassociateWebACLCommand } from '@aws-sdk/client-wafv2'
import { type Handlers, through } from './through.js'

const wafv2 = through((clients) => clients.wafv2())

/** What puts web ACLs of WAFv2 before load balancers. A new one takes the place of the old. */
export const handlers: Handlers = {
  AssociateWebACL: wafv2.modify('LoadBalancer', (client, ResourceArn, { webAcl }) =>
    client.send(new AssociateWebACLCommand({ ResourceArn, WebACLArn: webAcl }))
  ),
  DisassociateWebACL: wafv2.detach('webAcl', (client, ResourceArn) =>
    client.send(new DisassociateWebACLCommand({ ResourceArn }))
  )
}
