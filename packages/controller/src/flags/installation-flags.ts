import { defaultGates, installation } from '@alb-ingress/core'
import type { InstallationFlag, Section } from './flag.js'

// Only the defaults are taken from it, so it does not matter whose place it is.
const defaults = installation({ clusterName: '', region: '', accountId: '', vpcId: '' })

const under =
  (section: Section) =>
  (name: string, placeholder: string, shownFallback: string | boolean, help: string): InstallationFlag => ({
    ...{ name, section, placeholder, help },
    shownFallback: String(shownFallback)
  })

const general = under('General')
const aws = under('AWS')
const ingress = under('Ingress')
const groups = under('Security groups')

const gates = Object.entries(defaultGates).map(([gate, isOn]) => `${gate}=${isOn}`)

/** Flags that say what is built. What they take is said where installations are read, for account files and the CLI as well. */
export const installationFlags: ReadonlyArray<InstallationFlag> = [
  general('cluster-name', 'name', 'required', 'The cluster, as names, tags and discovery have it.'),
  general('feature-gates', 'Gate=true,...', gates.join(', '), 'Switches single features on and off.'),
  general('default-tags', 'key=value,...', '""', 'Tags for every AWS resource.'),
  general('external-managed-tags', 'key,...', '""', 'Tag keys that others own: nothing touches them.'),
  general('required-secrets-label', 'key=value', '""', 'Only Secrets with this label are read.'),
  general('annotations-prefix', 'domain', defaults.annotationsPrefix, 'What annotations start with, before the slash.'),
  aws('aws-region', 'region', 'where it runs', 'The region of the load balancers.'),
  aws('aws-vpc-id', 'id', 'the one it runs in', 'The VPC of the load balancers.'),
  ingress(
    'ingress-class',
    'name',
    defaults.ingressClass,
    'The value of the annotation kubernetes.io/ingress.class that is ours. Empty: alb, and Ingresses without any class.'
  ),
  ingress(
    'tolerate-non-existent-backend-service',
    '',
    defaults.tolerateNonExistentBackendService,
    'A backend without its Service answers 503, and the rest of the group goes on.'
  ),
  ingress(
    'tolerate-non-existent-backend-action',
    '',
    defaults.tolerateNonExistentBackendAction,
    'The same where an actions annotation is missing.'
  ),
  ingress(
    'allowed-certificate-authority-arns',
    'arn,...',
    'any',
    'Certificates of these authorities may be discovered.'
  ),
  ingress('default-pca-arn', 'arn', '""', 'The private authority for certificates that Ingresses ask for.'),
  ingress('default-ssl-policy', 'name', defaults.defaultSslPolicy, 'The security policy of HTTPS listeners.'),
  ingress('default-target-type', 'type', defaults.defaultTargetType, 'instance or ip.'),
  ingress('default-load-balancer-scheme', 'scheme', defaults.defaultScheme, 'internal or internet-facing.'),
  ingress('enable-waf', '', defaults.enableWaf, 'Whether web ACLs of WAF Classic are managed. false: never touched.'),
  ingress('enable-wafv2', '', defaults.enableWafv2, 'The same for web ACLs of WAFv2.'),
  ingress('enable-shield', '', defaults.enableShield, 'The same for Shield Advanced.'),
  ingress(
    'backend-protocol',
    'protocol',
    defaults.defaultBackendProtocol,
    'What targets speak where no annotation says it.'
  ),
  ingress('restrict-scheme', '', defaults.restrictScheme, 'Only Ingresses on a list may be internet-facing.'),
  ingress(
    'restrict-scheme-namespace',
    'namespace',
    defaults.restrictSchemeNamespace,
    'Where the ConfigMap with that list is.'
  ),
  ingress('alb-name-prefix', 'text', '""', 'By which load balancers of AWS ALB Ingress Controller 1.x are recognised.'),
  groups(
    'enable-backend-security-group',
    '',
    defaults.enableBackendSecurityGroup,
    'One security group, shared by all load balancers, is the source of traffic to nodes and pods.'
  ),
  groups('backend-security-group', 'id', 'one is made', 'The security group to use for that.'),
  groups(
    'enable-manage-backend-security-group-rules',
    '',
    defaults.manageBackendSecurityGroupRules,
    'Open nodes and pods also for Ingresses that name their own security groups, where no annotation says otherwise.'
  ),
  groups(
    'disable-restricted-sg-rules',
    '',
    defaults.disableRestrictedSecurityGroupRules,
    'Open all ports of nodes and pods, and not only those in use.'
  )
]
