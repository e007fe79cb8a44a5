import { annotation } from '../annotation.js'
import { int32Between, verbatim } from '../codecs/text.js'

export const groupName = annotation({
  key: 'group.name',
  on: ['Ingress'],
  configures: 'Group',
  codec: verbatim,
  classParam: (params) => params.groupName,
  classField: 'group',
  sets: ['LoadBalancer.name', 'LoadBalancer.tags'],
  summary: 'The group whose Ingresses share one load balancer, across namespaces.',
  valid: ['my-team.awesome-group'],
  invalid: []
})

export const groupOrder = annotation({
  key: 'group.order',
  on: ['Ingress'],
  configures: 'Group',
  codec: int32Between(-1000, 1000),
  fallback: () => 0,
  sets: ['ListenerRule.priority'],
  summary:
    'The place of the Ingress in its group, lowest first: it orders rules, and decides whose certificate is the default.',
  valid: ['10', '-1000', '1000', '+5'],
  invalid: ['1001', 'first', '1.5', '']
})
