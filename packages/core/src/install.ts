/** What keys of annotations start with, before a slash, where an installation says nothing else. */
export const usualAnnotationsPrefix = 'alb.ingress.kubernetes.io'

/** What is fixed for one installation: which cluster and VPC it serves, and the defaults that an Ingress can override. */
export interface Installation {
  /** First input of every name hash, and the value of the ownership tag `elbv2.k8s.aws/cluster`. */
  readonly clusterName: string
  readonly region: string
  readonly accountId: string
  readonly vpcId: string
  /** `--ingress-class`: the value of annotation `kubernetes.io/ingress.class` that makes an Ingress ours. */
  readonly ingressClass: string
  /** `--annotations-prefix`: what stands before the slash in the keys of annotations. */
  readonly annotationsPrefix: string
  /**
   * `--alb-name-prefix`: what names began with that AWS ALB Ingress Controller 1.x gave, to recognise its load balancers. `undefined`: nobody
   * chose it, so it is made of the cluster name. Nothing is given such a name today.
   */
  readonly albNamePrefix: string | undefined
  /** `--restrict-scheme`: only Ingresses that a ConfigMap lists may be internet-facing. */
  readonly restrictScheme: boolean
  /** Where that ConfigMap is. */
  readonly restrictSchemeNamespace: string
  readonly defaultTags: Readonly<Record<string, string>>
  /** Tag keys that others own: nobody may set them here, and no step touches them. */
  readonly externalManagedTags: ReadonlySet<string>
  readonly defaultTargetType: 'instance' | 'ip'
  readonly defaultBackendProtocol: 'HTTP' | 'HTTPS'
  readonly defaultScheme: 'internal' | 'internet-facing'
  readonly defaultSslPolicy: string
  readonly enableBackendSecurityGroup: boolean
  /** `--backend-security-group`: the id to use instead of the shared group that we make. */
  readonly backendSecurityGroup: string | undefined
  readonly manageBackendSecurityGroupRules: boolean
  readonly disableRestrictedSecurityGroupRules: boolean
  readonly tolerateNonExistentBackendService: boolean
  readonly tolerateNonExistentBackendAction: boolean
  /** Without it, what members say of the service's web ACLs, or of protection, is read and not carried out. */
  readonly enableWaf: boolean
  readonly enableWafv2: boolean
  readonly enableShield: boolean
  /** `--default-pca-arn`: the private authority that issues the certificates of create-acm-cert; without one, Amazon does. */
  readonly defaultPcaArn: string | undefined
  /** Empty: certificates of every authority may be discovered. */
  readonly allowedCertificateAuthorityArns: ReadonlySet<string>
  /** `--required-secrets-label`: only Secrets that carry it may be read. */
  readonly requiredSecretsLabel: { readonly key: string; readonly value: string } | undefined
  readonly gates: FeatureGates
}

export interface FeatureGates {
  readonly ListenerRulesTagging: boolean
  readonly WeightedTargetGroups: boolean
  readonly EnableIPTargetType: boolean
  readonly SubnetsClusterTagCheck: boolean
  readonly SubnetDiscoveryByReachability: boolean
  readonly ALBSingleSubnet: boolean
  readonly LBCapacityReservation: boolean
  readonly EnhancedDefaultBehavior: boolean
  readonly EnableDefaultTagsLowPriority: boolean
  readonly EnableCertificateManagement: boolean
  readonly IngressPlanAnnotation: boolean
}

export const defaultGates: FeatureGates = {
  ListenerRulesTagging: true,
  WeightedTargetGroups: true,
  EnableIPTargetType: true,
  SubnetsClusterTagCheck: true,
  SubnetDiscoveryByReachability: true,
  ALBSingleSubnet: false,
  LBCapacityReservation: true,
  EnhancedDefaultBehavior: false,
  EnableDefaultTagsLowPriority: false,
  EnableCertificateManagement: false,
  IngressPlanAnnotation: false
}

/** The defaults of the reference's flags (AWS Load Balancer Controller 3.5), around what has no default. */
export const installation = (
  given: Pick<Installation, 'clusterName' | 'region' | 'accountId' | 'vpcId'> & Partial<Installation>
): Installation => ({
  ingressClass: 'alb',
  annotationsPrefix: usualAnnotationsPrefix,
  albNamePrefix: undefined,
  restrictScheme: false,
  restrictSchemeNamespace: 'default',
  defaultTags: {},
  externalManagedTags: new Set(),
  defaultTargetType: 'instance',
  defaultBackendProtocol: 'HTTP',
  defaultScheme: 'internal',
  defaultSslPolicy: 'ELBSecurityPolicy-2016-08',
  enableBackendSecurityGroup: true,
  backendSecurityGroup: undefined,
  manageBackendSecurityGroupRules: false,
  disableRestrictedSecurityGroupRules: false,
  tolerateNonExistentBackendService: true,
  tolerateNonExistentBackendAction: true,
  enableWaf: true,
  enableWafv2: true,
  enableShield: true,
  defaultPcaArn: undefined,
  allowedCertificateAuthorityArns: new Set(),
  requiredSecretsLabel: undefined,
  gates: defaultGates,
  ...given
})
