import { resourcesOf } from '../../resources/stack.js'
import { limits } from '../data/limits.js'
import { anIngress, path, rule } from '../examples.js'
import { overQuota } from '../quotas.js'
import type { Rule } from '../rule.js'

// Fewer rules than Services: one action forwards to five of them.
const shares = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: Math.ceil(count / 5) }, (_, i) => {
      const targetGroups = Array.from({ length: Math.min(5, count - i * 5) }, (_, j) => ({
        serviceName: `web-${i * 5 + j}`,
        servicePort: 80,
        weight: 1
      }))
      return [`actions.a${i}`, JSON.stringify({ type: 'forward', forwardConfig: { targetGroups } })]
    })
  )
const sharing = (count: number): unknown =>
  anIngress(shares(count), {
    spec: {
      rules: [
        rule('', ...Array.from({ length: Math.ceil(count / 5) }, (_, i) => path(`/p${i}`, `a${i}:use-annotation`)))
      ]
    }
  })

export const tooManyTargetGroups: Rule = {
  code: 'lint/too-many-target-groups',
  page: {
    why: 'A load balancer may use 100 target groups. Each pair of Ingress and Service port is one, and the same port by number and by name are two. AWS does not raise this limit.',
    remedy: 'Split the group, or name the port of a Service in one way.'
  },
  valid: [[sharing(100)]],
  invalid: [[sharing(101)]],
  run: overQuota({
    code: 'lint/too-many-target-groups',
    limit: limits.targetGroups,
    noun: 'target group',
    count: (stack) => resourcesOf(stack, 'TargetGroup').length,
    remedy: 'Move Ingresses to another group.'
  })
}
