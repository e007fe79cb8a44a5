import { nothing } from '../resources/add-ons.js'
import { refTo } from '../resources/ref.js'
import { nameOfResource, type Resource } from '../resources/stack.js'
import type { Members } from './rule-members.js'

/** A resource that the serialised stack has and ours has not. */
export interface AddOnDocument {
  readonly type: string
  readonly id: string
  readonly members: Members
}

const orEmpty = (webAcl: string): string => (webAcl === nothing ? '' : webAcl)

/** What the reference writes as resources beside the load balancer, under its id: web ACLs and protection. What is taken off is empty there. */
export const addOnDocuments = (loadBalancer: Resource<'LoadBalancer'>): ReadonlyArray<AddOnDocument> => {
  const { id, spec } = loadBalancer
  const { webAcl, classicWebAcl, shieldProtection } = spec
  const resourceARN = refTo(nameOfResource(loadBalancer), 'arn')
  const documents: Array<AddOnDocument> = []
  const add = (type: string, members: Members): void => {
    documents.push({ type, id, members: { resourceARN, ...members } })
  }
  if (webAcl !== undefined) add('AWS::WAFv2::WebACLAssociation', { webACLARN: orEmpty(webAcl) })
  if (classicWebAcl !== undefined) add('AWS::WAFRegional::WebACLAssociation', { webACLID: orEmpty(classicWebAcl) })
  if (shieldProtection !== undefined) add('AWS::Shield::Protection', { enabled: shieldProtection !== nothing })
  return documents
}
