import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import type { FoundResource } from '../resources/found.js'
import type { StackId } from '../resources/ref.js'

// What is told of resources that AWS ALB Ingress Controller 1.x left and that are not taken over. None of them is touched.

const at = ({ kind, physicalId }: FoundResource, ...path: ReadonlyArray<string>): Diagnostic['at'] => ({
  object: { kind, name: physicalId },
  path
})

/** The Ingress has a load balancer of today. */
export const leftOver = (found: FoundResource, stack: StackId, todays: string): Diagnostic =>
  diagnostic(
    'former/left-over',
    at(found),
    `${found.physicalId} was made for Ingress ${stack} by AWS ALB Ingress Controller 1.x. The Ingress has the load balancer ${todays} now, so this one is left alone.`,
    'When no DNS name leads to it any more, delete it, then its target groups and security groups.'
  )

/** It has the tags, and a name that does not belong to them. */
export const namedOtherwise = (found: FoundResource, stack: StackId): Diagnostic =>
  diagnostic(
    'former/name',
    at(found, 'name'),
    `${found.physicalId} has the tags that AWS ALB Ingress Controller 1.x gave to the load balancer of Ingress ${stack}, but not the name that it would have given. It is left alone.`,
    'If it is that load balancer, say with which --alb-name-prefix (or ALB_PREFIX) that controller ran, and it is taken over.'
  )

/** Several have the tags, and names that belong to them. */
export const severalFit = (found: FoundResource, stack: StackId): Diagnostic =>
  diagnostic(
    'former/several',
    at(found, 'tags'),
    `${found.physicalId} is one of several load balancers that AWS ALB Ingress Controller 1.x made for Ingress ${stack}. Nobody knows which one serves it, so none is taken over.`,
    'Take the tags that start with kubernetes.io/ off all but the one that is in use.'
  )

/** It has the tags, but those for its Service are missing. */
export const withoutService = (found: FoundResource, stack: StackId): Diagnostic =>
  diagnostic(
    'former/target-group',
    at(found, 'tags'),
    `${found.physicalId} was made for Ingress ${stack} by AWS ALB Ingress Controller 1.x, but no tag says for which Service. It is left alone, and replaced where a rule needs it.`,
    'To keep it, give it the tags kubernetes.io/service-name and kubernetes.io/service-port, as the Ingress names them. Else delete it when no rule leads to it.'
  )

/** Nobody uses it any more, and AWS limits how many an interface may have. */
export const onInterfaces = (found: FoundResource, stack: StackId): Diagnostic =>
  diagnostic(
    'former/instance-group',
    at(found),
    `${found.physicalId} was attached to the nodes, or pods, behind Ingress ${stack} by AWS ALB Ingress Controller before 1.1.3. Nobody needs it any more.`,
    'Once the backend security group opens nodes and pods, detach it from their network interfaces and delete it. Until then the security group of the load balancer cannot be deleted.'
  )
