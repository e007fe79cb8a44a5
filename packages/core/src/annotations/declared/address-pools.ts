import { annotation } from '../annotation.js'
import { filled, verbatim } from '../codecs/text.js'

export const customerOwnedIpv4Pool = annotation({
  key: 'customer-owned-ipv4-pool',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  sets: ['LoadBalancer.customerOwnedIpv4Pool'],
  codec: filled,
  summary:
    'The pool of an outpost that the load balancer has its addresses from. It counts only when the load balancer is made.',
  valid: ['ipv4pool-coip-0123456789abcdef0'],
  invalid: ['']
})

export const ipamIpv4PoolId = annotation({
  key: 'ipam-ipv4-pool-id',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  sets: ['LoadBalancer.ipv4IpamPool'],
  codec: verbatim,
  absentWhen: (pool) => pool === '',
  classParam: (params) => params.ipv4IPAMPoolId,
  classField: 'ipamConfiguration',
  classCounts: 'first',
  summary:
    'The pool of IPAM that the load balancer has its public IPv4 addresses from. Without it they are those of AWS.',
  valid: ['ipam-pool-0123456789abcdef0', ''],
  invalid: []
})
