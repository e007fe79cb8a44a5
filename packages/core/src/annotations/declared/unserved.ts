import type { Place, Unserved } from '../annotation.js'

const one = (key: string, on: ReadonlyArray<Place> = ['Ingress']): Unserved => ({ key, on })
const both: ReadonlyArray<Place> = ['Ingress', 'Service']

/** Annotations of the reference that are known and not served yet. Whoever uses one is told so, and the group keeps its last good state. */
export const unserved: ReadonlyArray<Unserved> = [
  one('customer-owned-ipv4-pool'),
  one('ipam-ipv4-pool-id'),
  one('minimum-load-balancer-capacity'),
  one('create-acm-cert'),
  one('acm-pca-arn'),
  one('multi-cluster-target-group', both),
  one('wafv2-acl-arn'),
  one('wafv2-acl-name'),
  one('waf-acl-id'),
  one('web-acl-id'),
  one('shield-advanced-protection'),
  one('enable-frontend-nlb'),
  one('frontend-nlb-scheme'),
  one('frontend-nlb-subnets'),
  one('frontend-nlb-security-groups'),
  one('frontend-nlb-eip-allocations'),
  one('frontend-nlb-listener-port-mapping'),
  one('frontend-nlb-attributes'),
  one('frontend-nlb-tags'),
  one('frontend-nlb-healthcheck-port'),
  one('frontend-nlb-healthcheck-protocol'),
  one('frontend-nlb-healthcheck-path'),
  one('frontend-nlb-healthcheck-interval-seconds'),
  one('frontend-nlb-healthcheck-timeout-seconds'),
  one('frontend-nlb-healthcheck-healthy-threshold-count'),
  one('frontend-nlb-healthcheck-unhealthy-threshold-count'),
  one('frontend-nlb-healthcheck-success-codes'),
  one('dry-run-plan')
]
