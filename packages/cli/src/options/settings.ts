import { installation } from '@alb-ingress/core'
import { type CliOption, setting } from './option.js'

// Only the defaults are taken from it, so it does not matter whose place it is.
const defaults = installation({ clusterName: '', region: '', accountId: '', vpcId: '' })

const said = (name: string, placeholder: string, help: string, shownFallback?: string): CliOption<unknown> => ({
  name,
  placeholder,
  help,
  type: setting('one'),
  ...(shownFallback === undefined ? {} : { shownFallback })
})

const switched = (name: string, isOn: boolean, help: string): CliOption<unknown> => ({
  name,
  placeholder: 'true|false',
  help,
  type: setting('optional'),
  shownFallback: String(isOn)
})

/** What is fixed for one installation, under the names of the reference's flags (AWS Load Balancer Controller 3.5). */
export const settings: ReadonlyArray<CliOption<unknown>> = [
  said('cluster-name', 'name', 'The cluster, as hashes of names and ownership tags have it.'),
  said('aws-region', 'region', 'The region of the load balancers.'),
  said('aws-vpc-id', 'id', 'The VPC of the load balancers.'),
  said(
    'ingress-class',
    'name',
    'The value of the annotation kubernetes.io/ingress.class that is ours.',
    defaults.ingressClass
  ),
  said('annotations-prefix', 'domain', 'What annotations start with, before the slash.', defaults.annotationsPrefix),
  said('default-tags', 'key=value,...', 'Tags for everything that is made.'),
  said('external-managed-tags', 'key,...', 'Tag keys that others own: no step touches them.'),
  said('default-target-type', 'type', 'instance or ip.', defaults.defaultTargetType),
  said('default-load-balancer-scheme', 'scheme', 'internal or internet-facing.', defaults.defaultScheme),
  said('default-ssl-policy', 'name', 'The security policy of HTTPS listeners.', defaults.defaultSslPolicy),
  switched(
    'enable-backend-security-group',
    defaults.enableBackendSecurityGroup,
    'One shared security group as the source of traffic to nodes and pods.'
  ),
  said('backend-security-group', 'id', 'The id to use in place of the shared group that we make.'),
  switched(
    'enable-manage-backend-security-group-rules',
    defaults.manageBackendSecurityGroupRules,
    'Open nodes and pods also where an Ingress names its security groups.'
  ),
  switched(
    'disable-restricted-sg-rules',
    defaults.disableRestrictedSecurityGroupRules,
    'Open all ports of nodes and pods, and not only those that are used.'
  ),
  switched(
    'tolerate-non-existent-backend-service',
    defaults.tolerateNonExistentBackendService,
    'A backend whose Service does not exist answers 503, and the rest of its group goes on.'
  ),
  switched(
    'tolerate-non-existent-backend-action',
    defaults.tolerateNonExistentBackendAction,
    'The same for a backend whose actions annotation does not exist.'
  ),
  said('allowed-certificate-authority-arns', 'arn,...', 'Take only certificates of these authorities.'),
  said('default-pca-arn', 'arn', 'The private authority that issues the certificates of create-acm-cert.'),
  switched('enable-waf', defaults.enableWaf, 'Web ACLs of WAF Classic, as annotations ask for them.'),
  switched('enable-wafv2', defaults.enableWafv2, 'Web ACLs of WAFv2, as annotations ask for them.'),
  switched('enable-shield', defaults.enableShield, 'Protection of Shield Advanced, as annotations ask for it.'),
  said('required-secrets-label', 'key=value', 'Read only Secrets that carry this label.'),
  said('feature-gates', 'Gate=true,...', 'Switch single features on and off.'),
  ...[
    said('target-type', 'type', 'default-target-type, as AWS ALB Ingress Controller 1.x called it.'),
    said('backend-protocol', 'protocol', 'What targets speak where no annotation says it: HTTP or HTTPS.'),
    said('alb-name-prefix', 'text', 'What names began with that AWS ALB Ingress Controller 1.x gave.'),
    switched('restrict-scheme', defaults.restrictScheme, 'Only Ingresses on a list may be internet-facing.'),
    said('restrict-scheme-namespace', 'namespace', 'Where the ConfigMap with that list is.')
  ].map((option) => ({ ...option, isFormer: true }))
]
