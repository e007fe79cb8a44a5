import { resourcesOf } from '../../resources/stack.js'
import { limits } from '../data/limits.js'
import { anIngress } from '../examples.js'
import { overQuota } from '../quotas.js'
import type { Rule } from '../rule.js'

const ports = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, i) => ({ HTTP: 8000 + i })))

export const tooManyListeners: Rule = {
  code: 'lint/too-many-listeners',
  page: {
    why: 'A load balancer may have 50 listeners. What is beyond is refused when the group is applied.',
    remedy: 'Serve fewer ports, or split the group. AWS raises the quota on request.'
  },
  valid: [[anIngress({ 'listen-ports': ports(50) })]],
  invalid: [[anIngress({ 'listen-ports': ports(51) })]],
  run: overQuota({
    code: 'lint/too-many-listeners',
    limit: limits.listeners,
    noun: 'listener',
    count: (stack) => resourcesOf(stack, 'Listener').length,
    remedy: 'Serve fewer ports, or move Ingresses to another group.'
  })
}
