import { AssociateWebACLCommand, DisassociateWebACLCommand } from '@aws-sdk/client-waf-regional'
import { type Handlers, through } from './through.js'

const wafRegional = through((clients) => clients.wafRegional())

/** What puts web ACLs of WAF Classic before load balancers, which knows them by id. */
export const handlers: Handlers = {
  AssociateWebACL: wafRegional.modify('LoadBalancer', (client, ResourceArn, { classicWebAcl }) =>
    client.send(new AssociateWebACLCommand({ ResourceArn, WebACLId: classicWebAcl }))
  ),
  DisassociateWebACL: wafRegional.detach('classicWebAcl', (client, ResourceArn) =>
    client.send(new DisassociateWebACLCommand({ ResourceArn }))
  )
}
