import type { Severity } from './diagnostic.js'

interface Entry {
  readonly severity: Severity
  /** What the code stands for, in one sentence. */
  readonly summary: string
}

const error = (summary: string): Entry => ({ severity: 'error', summary })
const warning = (summary: string): Entry => ({ severity: 'warning', summary })
const hint = (summary: string): Entry => ({ severity: 'hint', summary })

/** Every code a diagnostic can have. Codes are stable: people suppress, search and count them. */
export const catalogue = {
  'document/unreadable': error('A document is not YAML or JSON, or not a Kubernetes object.'),
  'document/no-object': warning('A document is about something else than a Kubernetes object, and is left out.'),
  'document/duplicate-key': warning('A key stands twice in one map; the later value counts.'),
  'document/same-object-twice': warning('An object is written several times; the last one counts.'),
  'plan/unreadable': error('A saved plan cannot be read, was changed by hand, or was written by another version.'),
  'plan/foreign': error('A saved plan asks for something that no plan of this installation would.'),
  'recording/unreadable': error('A recording cannot be read, was changed by hand, or was written by another version.'),
  'object/field': error('A field of an object is missing, or holds a value of the wrong type.'),

  'object/former-version': warning(
    'An Ingress is written for a version of the API that Kubernetes serves no longer; it is read as the current one.'
  ),

  'class/missing': error('The IngressClass that an Ingress names does not exist.'),
  'class/parameters': error(
    'The parameters of an IngressClass cannot be used: wrong kind, missing, or not for this namespace.'
  ),
  'class/several-defaults': error(
    'Several IngressClasses are marked as default, so an Ingress without a class has none.'
  ),
  'class/unreadable': error('The IngressClass that an Ingress names, or its parameters, cannot be read.'),
  'class/none-any-more': warning(
    'An Ingress names no class and has a load balancer: AWS ALB Ingress Controller 1.x served it, and nobody does now.'
  ),
  'class/not-counted': hint(
    'A value of a class is not used, because the first member of the group is of another class.'
  ),
  'group/name': error('A group name does not follow the grammar for names of groups.'),
  'group/order': error('group.order is no whole number between -1000 and 1000.'),
  'group/member': error('An Ingress that holds the finalizer of the group cannot be read, or its class is not valid.'),
  'group/service': error('A Service that a member of the group names cannot be read.'),
  'group/deletion-protected': error(
    'An Ingress is being deleted while its own annotation protects the load balancer from deletion.'
  ),
  'group/disagree': error('Members of one group ask for different values of a setting that they share.'),

  'annotation/value': error('The value of an annotation cannot be read.'),
  'annotation/former': hint('An annotation is spelt as AWS ALB Ingress Controller 1.x spelt it, and still counts.'),
  'annotation/former-unread': warning(
    'An annotation of AWS ALB Ingress Controller 1.x, or one that its documentation misspelt, says nothing.'
  ),

  'scheme/restricted': error('An Ingress asks for internet-facing, and is not on the list of those that may.'),
  'ssl-redirect/off': warning(
    'Class parameters ask for a redirect to something that is no port, which switches the redirect off.'
  ),
  'ssl-redirect/target': error('ssl-redirect names a port that is no HTTPS listener of the group.'),

  'service/missing': error('A Service that an action names does not exist.'),
  'service/port': error('A Service has no port of the number or name that an Ingress asks for.'),
  'service/node-port': error('A Service has no node port, which targets of type instance need.'),
  'service/target-port': error('A Service port leads to target port 0.'),
  'service/ipv6': error('A Service has IPv6 addresses, and the load balancer has none.'),
  'target-control-port/instance': error('A target control port is asked for where nodes and not pods are the targets.'),
  'target-type/gate': error('A target type is switched off by a feature gate.'),
  'target-group/unknown': error('A target group that an action names does not exist in the account.'),
  'target-group/ambiguous': error('Two pairs of Ingress and Service come to the same target group id.'),
  'health-check/port': error('The port of a health check cannot be found in the Service.'),
  'action/weights': error('Requests are divided by weight while a feature gate switches that off.'),
  'action/missing': error('A backend refers to an action that no annotation defines.'),
  'auth/provider': error('auth-type asks for a log-in whose provider no annotation describes.'),
  'auth/secret': error('The Secret with the client of an OpenID Connect provider does not exist, or may not be read.'),
  'auth/secret-key': error('The Secret with the client of an OpenID Connect provider lacks a value.'),
  'auth/secret-space': warning('A client secret ends in white space, which is probably not meant.'),
  'auth/with-jwt': error('A backend asks for a log-in and for tokens, of which a rule can have only one.'),
  'auth/plain-http': warning(
    'A log-in, or a check of tokens, is asked for on an HTTP listener, where it does not act.'
  ),
  'backend/resource': error('A backend names something other than a Service.'),
  'path/wildcard': error('A path of type Exact or Prefix holds a wildcard.'),
  'path/type': error('A pathType is not known.'),
  'path/empty-regex': error('A path is an empty regular expression.'),
  'condition/mixed': error('One condition mixes patterns and regular expressions.'),
  'group/default-backends': error('Several members that share a listener have a default backend.'),
  'load-balancer/pool-kept': warning(
    'A load balancer keeps the customer-owned pool that it was made with, and another one is asked for.'
  ),
  'load-balancer/name': error('The name of a load balancer is longer than AWS allows.'),
  'security-groups/unknown': error('A security group that an annotation names does not exist.'),
  'security-groups/no-backend': error(
    'Rules for nodes and pods are asked for while the shared backend security group is switched off.'
  ),
  'certificates/none-for-host': error('A host of an HTTPS listener is covered by no certificate of the account.'),
  'trust-store/unknown': error('A trust store that an annotation names does not exist.'),
  'mutual-authentication/idle': warning(
    'An entry of mutual-authentication is for a port that the Ingress does not serve with HTTPS.'
  ),
  'web-acl/unknown': error('A web ACL that an annotation names does not exist.'),
  'web-acl/taken-off': warning('An annotation is empty, which takes the web ACL off the load balancer.'),
  'web-acl/unused-arn': warning('The ARN of a web ACL is not used, as somebody in the group gives the name of one.'),
  'add-on/idle': warning(
    'Somebody asks for a web ACL or for protection by a service that this installation or account cannot use.'
  ),
  'certificates/no-host': error('A certificate is to be made for an Ingress that has no host.'),
  'certificates/unissued': error(
    'A certificate that is to be made is not issued, and this version does not request any.'
  ),
  'certificates/none': error('An HTTPS listener has no certificate at all, which AWS refuses.'),
  'tags/external': error('A tag is set that the installation leaves to somebody else.'),
  'tags/reserved': warning('A tag has a key by which controllers find what is theirs, and is left out.'),
  'subnets/unknown': error('A subnet that an annotation names does not exist.'),
  'subnets/zone': error('Two subnets of one load balancer are in the same availability zone.'),
  'subnets/ipv6': error('A subnet of a dual-stack load balancer has no IPv6 block.'),
  'subnets/locale': error('The subnets of one load balancer are in zones of several sorts.'),
  'subnets/too-few': error('A load balancer has fewer subnets than AWS wants.'),
  'subnets/none': error('No subnet is left for the load balancer.'),
  'frontend-nlb/unread': warning(
    'A setting of health checks cannot be read, and is not read, as its Ingress has no port in front.'
  ),
  'frontend-nlb/unserved-port': warning(
    'A port of the network load balancer is left out: it leads to a port on which its Ingress does not listen.'
  ),
  'frontend-nlb/closed-port': warning(
    'A port of the network load balancer is opened by none of the security groups that are made for the group.'
  ),
  'frontend-nlb/scheme': hint('The network load balancer has another scheme than the load balancer behind it.'),
  'frontend-nlb/addresses': error(
    'Elastic IP addresses are given to a network load balancer that cannot have them, or that needs more or fewer.'
  ),
  'resource/untagged': warning(
    'A resource has the tags of a stack, but not the one that says which of its resources it is.'
  ),

  'former/left-over': warning(
    'A load balancer of AWS ALB Ingress Controller 1.x is left alone, as its Ingress has another one now.'
  ),
  'former/name': warning(
    'A load balancer has the tags of AWS ALB Ingress Controller 1.x and not the name, so it is not taken over.'
  ),
  'former/several': warning(
    'Several load balancers of AWS ALB Ingress Controller 1.x are for one Ingress, so none is taken over.'
  ),
  'former/target-group': warning(
    'A target group of AWS ALB Ingress Controller 1.x does not say for which Service it is, so it is not taken over.'
  ),
  'former/instance-group': warning(
    'A security group that AWS ALB Ingress Controller 1.x attached to nodes or pods is still there.'
  ),

  'account/field': error('A member of the account file is missing, or holds a value of the wrong type.'),
  'account/schema': error('The account file was written in a schema that this version does not read.'),
  'account/member': warning(
    'The account file has a member that nobody reads, and that is spelt almost like one that is read.'
  ),
  'account/flag': error('A setting of the installation is not known.'),
  'account/former-flag': hint('A setting is spelt as AWS ALB Ingress Controller 1.x spelt it, and still counts.'),
  'account/idle-flag': hint('A setting says nothing: there is no use for it any more, or another one says it too.'),
  'account/flag-value': error('The value of a setting of the installation cannot be used.'),
  'account/gate': error('A feature gate is not known, or is neither true nor false.'),

  'lint/suppression': warning('An annotation that asks to ignore findings cannot be read, or gives no reason.'),
  'lint/unused-suppression': warning('A finding is to be ignored that is not there.'),
  'lint/unknown-key': warning('An annotation has our prefix and a key that nobody knows.'),
  'lint/service-default': hint('A Service says the default and outranks its Ingress, which says something else.'),
  'lint/tag-value': hint('The value of a tag holds an equals sign.'),
  'lint/wrong-prefix': warning('An annotation has a prefix that looks like ours, and is read by nobody.'),
  'lint/wrong-object': warning('An annotation stands on an object on which nobody reads it.'),
  'lint/other-dialect': warning('An Ingress of ours has annotations for another controller.'),
  'lint/not-ours': warning('An Ingress has annotations of ours, and the class of another controller.'),
  'lint/two-classes': warning('An Ingress names its class in an annotation and in its spec.'),
  'lint/unknown-member': warning('JSON in an annotation has a member that nobody knows.'),
  'lint/repeated-member': warning('JSON in an annotation has a member twice; the later counts.'),
  'lint/unused-entry': warning('A part of the value of an annotation is read and not used.'),
  'lint/no-effect': warning('The value of an annotation asks for nothing.'),
  'lint/odd-value': warning('The value of an annotation is accepted, and hardly meant.'),
  'lint/unread-value': warning('The value of an annotation cannot be read, and nobody reads it now.'),
  'lint/empty-value': warning('An annotation is empty, which means something that hardly anybody expects.'),
  'lint/comment-in-value': warning('A comment stands inside the value of an annotation, and is a part of it.'),
  'lint/placeholder': warning('A gap of a template was not filled in.'),
  'lint/not-an-arn': warning('An annotation that takes an ARN has something else.'),
  'lint/load-balancer-name': error('AWS does not take the name of a load balancer.'),
  'lint/unknown-attribute': warning('An attribute is none of an Application Load Balancer.'),
  'lint/unused-action': warning('An action is defined, and no path uses it.'),
  'lint/unused-condition': warning('Conditions are defined for a backend that no path has.'),
  'lint/unused-transform': warning('Transforms are defined for a backend that no path has.'),
  'lint/unused-listener-attributes': warning('Attributes are for a listener on which the Ingress is not served.'),
  'lint/undefined-action': warning('A path uses an action that no annotation defines: its requests get 503.'),
  'lint/use-annotation-spelling': warning('The port name use-annotation is misspelt.'),
  'lint/missing-service': warning('A path names a Service that is not there, and almost that of one that is.'),
  'lint/default-target-type': hint('A Service has no node port, and nobody says what the target type is.'),
  'lint/ssl-redirect-without-http': warning('ssl-redirect is asked for in a group without an HTTP listener.'),
  'lint/listen-ports-shape': hint('listen-ports has several ports in one object.'),
  'lint/listen-ports-missing': warning('A member of a group has no listen-ports, and others have.'),
  'lint/tls-secret': warning('An Ingress names a Secret with a certificate, which no load balancer reads.'),
  'lint/tls-without-https': warning('An Ingress has spec.tls, and no HTTPS listener.'),
  'lint/unreachable-rule': warning('No request reaches a path, as an earlier rule answers all of them.'),
  'lint/root-only': warning('A path / matches the root alone, and nothing below it.'),
  'lint/redirect-to-itself': warning('A redirect leads to the URL that was asked for.'),
  'lint/path-type-missing': warning('A path has no pathType, without which Kubernetes refuses the Ingress.'),
  'lint/lost-indentation': warning('A block stands at a place where nobody reads it.'),
  'lint/unknown-field': warning('An object has a field that the API does not know.'),
  'lint/too-many-rules': warning('A load balancer has more rules than AWS usually allows.'),
  'lint/too-many-listeners': warning('A load balancer has more listeners than AWS usually allows.'),
  'lint/too-many-certificates': warning('A load balancer has more certificates than AWS usually allows.'),
  'lint/too-many-target-groups': error('A load balancer has more target groups than AWS allows.'),
  'lint/too-many-targets': error('An action forwards to more target groups than AWS allows.'),
  'lint/too-many-values': error('The conditions of a rule have more values than AWS allows.'),
  'lint/too-many-wildcards': error('The conditions of a rule have more wildcards than AWS allows.'),
  'lint/repeated-condition': error('A rule has two conditions of which AWS allows one.'),

  'assumed/account': hint(
    'No account is given, so the usual values stand for its region, its VPC and the name of the cluster.'
  ),
  'assumed/class': hint('An IngressClass that an Ingress names is in no manifest, and is taken to be there.'),
  'assumed/class-parameters': hint(
    'The parameters that an IngressClass refers to are in no manifest, and are taken to say nothing.'
  ),
  'assumed/namespace': hint('The labels of namespaces are not known, and are taken to be those that a class asks for.'),
  'assumed/service': hint(
    'A Service that an Ingress names is in no manifest, and is taken to be there with the ports that are asked for.'
  ),
  'assumed/node-port': hint('A Service gets node ports from the API server, and other numbers stand for them.'),
  'assumed/secret': hint('A Secret that an Ingress or a Service names is in no manifest, and is taken to be there.'),
  'assumed/subnet': hint('The account has no subnet that suits, or is named, and one is taken to be there.'),
  'assumed/security-group': hint('A security group that is named is not known, and is taken to be there.'),
  'assumed/certificate': hint('No certificate covers a host, and one is taken to be there.'),
  'assumed/target-group': hint('A target group that an action names is not known, and is taken to be there.'),
  'assumed/trust-store': hint('A trust store that is named is not known, and is taken to be there.'),
  'assumed/web-acl': hint('A web ACL that is named, or its service, is not known, and is taken to be there.'),
  'assumed/shield': hint('Whether the account has a subscription to Shield Advanced is not known: it is taken to.'),

  'binding/not-its-own': error(
    'A TargetGroupBinding names a target group of an Ingress, and is not the one that was made for it.'
  ),
  'binding/taken': error('A TargetGroupBinding names a target group that an older one has already.'),
  'binding/target-group-missing': error('The target group that a TargetGroupBinding names does not exist.'),
  'binding/backend-not-found': warning(
    'The Service of a TargetGroupBinding does not exist, or has no such port: its targets are taken out.'
  ),
  'binding/backend-unfit': error('The Service of a TargetGroupBinding cannot have targets of its type.'),
  'binding/node-unfit': warning('A node cannot be registered as a target, as it does not say which instance it is.'),
  'binding/targets-capped': warning('A target group holds as many targets as it may, and others wait.'),
  'binding/targets-declined': warning('AWS does not take some targets, and the others are registered without them.'),
  'binding/fact-unavailable': error('The account could not answer a question that the targets depend on.'),
  'network/no-interface': error(
    'The network interface of a target is not found, so nobody can say which security group guards it.'
  ),
  'network/ambiguous-group': error('A network interface has several security groups, and not exactly one is marked.'),
  'network/port-name': error('A port to open is given by a name that a Pod or Node does not have.'),
  'network/source': error('A rule of a TargetGroupBinding has no source, or one that is no range of addresses.'),
  'network/revokes-too-many': error(
    'So many rules on nodes and Pods would be revoked at once that somebody should look first.'
  ),

  'fact/unavailable': error('The account could not answer a question that the group depends on.'),
  'fact/unread': error('Something of what the group has in the account could not be read.')
} as const satisfies Readonly<Record<string, Entry>>

export type Code = keyof typeof catalogue
