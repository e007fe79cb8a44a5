import { defaultGates, type FeatureGates, type Installation } from '@alb-ingress/core'

/** Settings of an installation that `readFlag` knows how to read, and the field of `Installation` that each one sets. */
export type ReadFlag =
  | { readonly reads: 'text' | 'bool'; readonly sets: keyof Installation }
  | { readonly reads: 'word'; readonly words: ReadonlyArray<string>; readonly sets: keyof Installation }
  | { readonly reads: 'list' | 'map'; readonly sets: keyof Installation }
  | { readonly reads: 'prefix'; readonly sets: 'annotationsPrefix' }
  | { readonly reads: 'namePrefix'; readonly sets: 'albNamePrefix' }
  | { readonly reads: 'label'; readonly sets: 'requiredSecretsLabel' }
  | { readonly reads: 'gates'; readonly sets: 'gates' }

/**
 * The flags that decide what is built, under the names of the reference (AWS Load Balancer Controller 3.5). A few are of its predecessor, AWS ALB
 * Ingress Controller 1.x: the prefixes, restrict-scheme and backend-protocol.
 */
export const flags: Readonly<Record<string, ReadFlag>> = {
  'cluster-name': { reads: 'text', sets: 'clusterName' },
  'aws-region': { reads: 'text', sets: 'region' },
  'aws-vpc-id': { reads: 'text', sets: 'vpcId' },
  'ingress-class': { reads: 'text', sets: 'ingressClass' },
  'annotations-prefix': { reads: 'prefix', sets: 'annotationsPrefix' },
  'alb-name-prefix': { reads: 'namePrefix', sets: 'albNamePrefix' },
  'restrict-scheme': { reads: 'bool', sets: 'restrictScheme' },
  'restrict-scheme-namespace': { reads: 'text', sets: 'restrictSchemeNamespace' },
  'backend-protocol': { reads: 'word', words: ['HTTP', 'HTTPS'], sets: 'defaultBackendProtocol' },
  'default-tags': { reads: 'map', sets: 'defaultTags' },
  'external-managed-tags': { reads: 'list', sets: 'externalManagedTags' },
  'default-target-type': { reads: 'word', words: ['instance', 'ip'], sets: 'defaultTargetType' },
  'default-load-balancer-scheme': { reads: 'word', words: ['internal', 'internet-facing'], sets: 'defaultScheme' },
  'default-ssl-policy': { reads: 'text', sets: 'defaultSslPolicy' },
  'enable-backend-security-group': { reads: 'bool', sets: 'enableBackendSecurityGroup' },
  'backend-security-group': { reads: 'text', sets: 'backendSecurityGroup' },
  'enable-manage-backend-security-group-rules': { reads: 'bool', sets: 'manageBackendSecurityGroupRules' },
  'disable-restricted-sg-rules': { reads: 'bool', sets: 'disableRestrictedSecurityGroupRules' },
  'tolerate-non-existent-backend-service': { reads: 'bool', sets: 'tolerateNonExistentBackendService' },
  'tolerate-non-existent-backend-action': { reads: 'bool', sets: 'tolerateNonExistentBackendAction' },
  'enable-waf': { reads: 'bool', sets: 'enableWaf' },
  'enable-wafv2': { reads: 'bool', sets: 'enableWafv2' },
  'enable-shield': { reads: 'bool', sets: 'enableShield' },
  'default-pca-arn': { reads: 'text', sets: 'defaultPcaArn' },
  'allowed-certificate-authority-arns': { reads: 'list', sets: 'allowedCertificateAuthorityArns' },
  'required-secrets-label': { reads: 'label', sets: 'requiredSecretsLabel' },
  'feature-gates': { reads: 'gates', sets: 'gates' }
}

/** Flags of the reference that say how a controller runs: known, and of no consequence for what is built. */
export const runningFlags: ReadonlyArray<string> = [
  ...['log-level', 'kubeconfig', 'watch-namespace', 'sync-period'],
  ...['aws-vpc-tags', 'aws-vpc-tag-key', 'aws-max-retries', 'aws-api-endpoints', 'aws-api-throttle'],
  ...['metrics-bind-addr', 'health-probe-bind-addr', 'webhook-bind-port', 'webhook-cert-dir', 'webhook-cert-file'],
  ...['webhook-key-file', 'kube-ca-pem-filepath', 'enable-leader-election', 'leader-election-id'],
  ...['leader-election-namespace', 'disable-ingress-class-annotation', 'disable-ingress-group-name-annotation'],
  ...['ingress-max-concurrent-reconciles', 'lb-stabilization-monitor-interval'],
  ...['service-target-eni-security-group-tags'],
  ...['enable-endpoint-slices', 'enable-pod-readiness-gate-inject', 'targetgroupbinding-max-concurrent-reconciles'],
  ...['targetgroupbinding-max-exponential-backoff-delay', 'targetgroupbinding-requeue-duration'],
  ...['max-targets-per-target-group', 'service-max-concurrent-reconciles', 'load-balancer-class'],
  ...['gateway-class-max-concurrent-reconciles', 'alb-gateway-max-concurrent-reconciles'],
  ...['nlb-gateway-max-concurrent-reconciles', 'globalaccelerator-max-concurrent-reconciles'],
  ...['globalaccelerator-max-exponential-backoff-delay', 'quic-environment-variable-name']
]

/** Gates of the reference that decide nothing here: about other products, or about how it calls AWS. */
export const otherGates: ReadonlyArray<string> = [
  ...['EndpointsFailOpen', 'EnableRGTAPI', 'ALBTargetControlAgent', 'ServiceTypeLoadBalancerOnly'],
  ...['EnableServiceController', 'EnableTCPUDPListener', 'NLBHealthCheckAdvancedConfig', 'NLBSecurityGroup'],
  ...['NLBGatewayAPI', 'ALBGatewayAPI', 'GatewayListenerSet', 'GlobalAcceleratorController']
]

export const ourGates: ReadonlySet<string> = new Set<keyof FeatureGates>(
  // Object.keys forgets which keys a record has.
  Object.keys(defaultGates) as ReadonlyArray<keyof FeatureGates>
)
