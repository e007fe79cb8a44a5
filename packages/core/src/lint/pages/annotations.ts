import type { Pages } from '../rule.js'

/** Pages about annotations, services, actions and rules. */
export const annotations = {
  'annotation/value': {
    why: 'A value that cannot be read stops its group: nobody guesses what was meant, and what is there stays as it is.',
    remedy: 'Write the value as the message says. alb-ingress explain, with the key, shows what it takes.'
  },
  'annotation/former': {
    why: 'The key comes from AWS ALB Ingress Controller 1.x. It still counts here, and the AWS Load Balancer Controller ignores it without a word.',
    remedy: 'Write the key of today, with the same value.'
  },
  'annotation/former-unread': {
    why: 'The key looks like one of AWS ALB Ingress Controller 1.x and says nothing: nobody ever read it, or the key of today stands beside it.',
    remedy: 'Write the key of today, or remove this one.'
  },
  'scheme/restricted': {
    why: 'This installation lets only listed Ingresses have a load balancer that is internet-facing.',
    remedy: 'Ask for internal, or have the Ingress added to the list.'
  },
  'ssl-redirect/off': {
    why: 'The class parameter sslRedirectPort is text, and one that is no number switches the redirect off for all: pages stay reachable by plain HTTP.',
    remedy: 'Write the number of an HTTPS port, in quotes.'
  },
  'ssl-redirect/target': {
    why: 'HTTP would redirect to a port on which nobody listens, or which speaks HTTP.',
    remedy: 'Name an HTTPS port of listen-ports in ssl-redirect, or add it there.'
  },
  'service/missing': {
    why: 'Requests that several Services share by weight have nowhere to go for one of them. No weight is moved unasked, so the group keeps its last good state.',
    remedy: 'Create the Service, or take it out of the action.'
  },
  'service/port': {
    why: 'The Service has no port of this number or name, so there is nothing to forward to.',
    remedy: 'Name a port of the Service: its number, or its name, not the targetPort.'
  },
  'service/node-port': {
    why: 'With target type instance, requests go to a node port, and this Service has none.',
    remedy: 'Set target-type to ip, or make the Service a NodePort.'
  },
  'service/target-port': {
    why: 'No connection can be made to port 0.',
    remedy: 'Give the port of the Service a targetPort.'
  },
  'service/ipv6': {
    why: 'A load balancer with IPv4 alone cannot reach targets that have IPv6 addresses only.',
    remedy: 'Set ip-address-type to dualstack, or give the Service an IPv4 family.'
  },
  'target-control-port/instance': {
    why: 'The control port is one of a pod. Targets of type instance are nodes, which have no such port.',
    remedy: 'Set target-type to ip, or remove target-control-port.'
  },
  'target-type/gate': {
    why: 'The feature gate EnableIPTargetType is off in this installation.',
    remedy: 'Set target-type to instance, or switch the gate on.'
  },
  'target-group/unknown': {
    why: 'The action names a target group that others made, and the account has none of that name.',
    remedy: 'Check the name, the region and the account, or give the ARN.'
  },
  'target-group/ambiguous': {
    why: 'Ingress a-b with Service c and Ingress a with Service b-c come to one id, and one of them would get the requests of the other.',
    remedy: 'Rename one of the Ingresses or Services, or move one to another group.'
  },
  'health-check/port': {
    why: 'The port of health checks is named as a port of the Service, and the Service has none of that name, or its number differs from pod to pod.',
    remedy: 'Write a number, traffic-port, or the name of a Service port with a fixed number behind it.'
  },
  'action/missing': {
    why: 'The backend says use-annotation, and no annotation actions.<name> says what to do. This installation does not answer 503 in its place.',
    remedy: 'Add the annotation, or name a port of a Service.'
  },
  'action/weights': {
    why: 'The feature gate WeightedTargetGroups is off in this installation, and the action divides requests among several Services.',
    remedy: 'Forward to one Service, or switch the gate on.'
  },
  'auth/provider': {
    why: 'Users are asked to log in, and nothing says where.',
    remedy: 'Add auth-idp-cognito or auth-idp-oidc, as auth-type asks, or remove auth-type.'
  },
  'auth/secret': {
    why: 'The client of an OpenID Connect provider is in a Secret, and that does not exist, or may not be read. Without it nobody could log in.',
    remedy:
      'Create the Secret in the namespace of the Ingress, with clientID and clientSecret, and the label that the installation requires.'
  },
  'auth/secret-key': {
    why: 'The Secret of the provider lacks the id or the secret of the client.',
    remedy: 'Add clientID and clientSecret to the Secret.'
  },
  'auth/secret-space': {
    why: 'White space at the end of a client secret is sent as a part of it. Mostly it came in by copying, and log-ins fail.',
    remedy: 'Take it off, unless the provider gave it so.'
  },
  'auth/with-jwt': {
    why: 'A rule asks for a log-in or for a token, not for both.',
    remedy: 'Remove one of the annotations, or put people and machines on paths of two Ingresses in one group.'
  },
  'auth/plain-http': {
    why: 'Load balancers ask for log-ins and tokens on HTTPS only. On an HTTP listener the same rule forwards without them: the application is open.',
    remedy: 'Add ssl-redirect, so that HTTP leads to HTTPS, or take HTTP out of listen-ports.'
  },
  'backend/resource': {
    why: 'A load balancer forwards to Services. A backend of another kind, or one written for an older API, leads nowhere.',
    remedy: 'Write backend.service with a name and a port.'
  },
  'path/wildcard': {
    why: 'In Exact and Prefix, * and ? are ordinary characters. /* with Prefix would match the path /* and nothing else.',
    remedy: 'Write Prefix with / for everything, or ImplementationSpecific for patterns.'
  },
  'path/type': {
    why: 'Kubernetes knows Exact, Prefix and ImplementationSpecific.',
    remedy: 'Write one of these.'
  },
  'path/empty-regex': {
    why: 'With use-regex-path-match, the expression begins after the slash, and AWS refuses an empty one.',
    remedy: 'Write /.* or pathType Prefix.'
  },
  'condition/mixed': {
    why: 'One condition of a rule holds patterns or regular expressions, not both. Path and conditions.<name> together make one.',
    remedy: 'Write all of them in one form, or use two backends.'
  }
} satisfies Pages
