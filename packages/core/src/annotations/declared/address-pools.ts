import { annotation } from '../annotation.js'
import { filled } from '../codecs/text.js'

export const customerOwnedIpv4Pool = annotation({
  key: 'customer-owned-ipv4-pool',
  on: ['Ingress'],
  configures: 'LoadBalancer',
  codec: filled,
  summary:
    'The pool of an outpost that the load balancer has its addresses from. It counts only when the load balancer is made.',
  valid: ['ipv4pool-coip-0123456789abcdef0'],
  invalid: ['']
})
