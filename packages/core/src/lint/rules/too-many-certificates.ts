import { resourcesOf, type Stack } from '../../resources/stack.js'
import { limits } from '../data/limits.js'
import { anIngress } from '../examples.js'
import { overQuota } from '../quotas.js'
import type { Rule } from '../rule.js'

const arns = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) =>
      `arn:aws:acm:eu-central-1:123456789012:certificate/${String(i).padStart(8, '0')}-0000-4000-8000-000000000000`
  ).join(',')

/** Certificates beside the default one of each listener. */
const extraCertificates = (stack: Stack): number =>
  resourcesOf(stack, 'Listener').reduce((sum, { spec }) => {
    const others = new Set((spec.certificates ?? []).map((each) => JSON.stringify(each)))
    others.delete(JSON.stringify(spec.defaultCertificate))
    return sum + others.size
  }, 0)

export const tooManyCertificates: Rule = {
  code: 'lint/too-many-certificates',
  page: {
    why: 'A load balancer may have 25 certificates beside the default ones of its listeners. Looked up by hosts, all that match are attached.',
    remedy:
      'Use certificates for several hosts or with a wildcard, name them with certificate-arn, or split the group. AWS raises the quota on request.'
  },
  valid: [[anIngress({ 'certificate-arn': arns(26) })]],
  invalid: [[anIngress({ 'certificate-arn': arns(27) })]],
  run: overQuota({
    code: 'lint/too-many-certificates',
    limit: limits.certificates,
    noun: 'certificate',
    count: extraCertificates,
    remedy: 'Use certificates for several hosts, or move Ingresses to another group.'
  })
}
