/** Which members an object of the API may have: by name what is inside, or `any` where nobody of us looks further. */
export type Fields = { readonly [name: string]: Fields | ReadonlyArray<Fields> | 'any' }

const httpBackend: Fields = {
  service: { name: 'any', port: { name: 'any', number: 'any' } },
  resource: 'any'
}

/** `spec` of an Ingress of networking.k8s.io/v1. */
export const ingressSpec: Fields = {
  ingressClassName: 'any',
  defaultBackend: httpBackend,
  tls: [{ hosts: 'any', secretName: 'any' }],
  rules: [{ host: 'any', http: { paths: [{ path: 'any', pathType: 'any', backend: httpBackend }] } }]
}

const pairs: ReadonlyArray<Fields> = [{ key: 'any', value: 'any' }]

/** `spec` of IngressClassParams of elbv2.k8s.aws/v1beta1. */
export const paramsSpec: Fields = {
  namespaceSelector: 'any',
  group: { name: 'any' },
  scheme: 'any',
  ipAddressType: 'any',
  inboundCIDRs: 'any',
  certificateArn: 'any',
  sslPolicy: 'any',
  sslRedirectPort: 'any',
  subnets: { ids: 'any', tags: 'any' },
  tags: pairs,
  targetType: 'any',
  loadBalancerName: 'any',
  loadBalancerAttributes: pairs,
  listeners: [{ protocol: 'any', port: 'any', listenerAttributes: pairs }],
  minimumLoadBalancerCapacity: { capacityUnits: 'any' },
  ipamConfiguration: { ipv4IPAMPoolId: 'any' },
  prefixListsIDs: 'any',
  PrefixListsIDs: 'any',
  wafv2AclArn: 'any',
  wafv2AclName: 'any'
}
