import { nameOf } from '../../checked/diagnostic.js'
import { anIngress, path, rule } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { ServedRule } from '../served.js'
import type { LintedGroup } from '../view.js'

const isRootAlone = ({ path: { path, pathType } }: ServedRule): boolean =>
  path === '/' && (pathType === undefined || pathType === 'ImplementationSpecific')

/** Hosts for which some rule takes what lies below the root. An empty one is every host. */
const hostsServedBelow = (rules: ReadonlyArray<ServedRule>): ReadonlySet<string> =>
  new Set(rules.filter((each) => !isRootAlone(each) && each.path.pathType !== 'Exact').map(({ host }) => host))

const inGroup = ({ listeners, configured }: LintedGroup): ReadonlyArray<Finding> => {
  const found = new Map<string, Finding>()
  const hasDefault = configured?.group.members.some(({ ingress }) => ingress.defaultBackend !== undefined) === true
  for (const { rules } of hasDefault ? [] : listeners) {
    const served = hostsServedBelow(rules)
    for (const { at, host } of rules.filter(isRootAlone)) {
      if (served.has(host) || served.has('')) continue
      const message = `${nameOf(at.object)}: path / without pathType Prefix matches the root alone: /anything else gets 404.`
      found.set(
        `${nameOf(at.object)} ${at.path.join()}`,
        finding('lint/root-only', at, message, 'Write pathType: Prefix, or path /*.')
      )
    }
  }
  return [...found.values()]
}

export const rootOnly: Rule = {
  code: 'lint/root-only',
  page: {
    why: 'A path without pathType, or of type ImplementationSpecific, is a pattern of the load balancer, and / as a pattern matches the root and nothing below it. With nginx it matches everything, which is why it is in so many manifests.',
    remedy: 'Write pathType: Prefix for the root and everything below it, or the pattern /*.'
  },
  valid: [
    [anIngress({}, { spec: { rules: [rule('', path('/', 'web', 'Prefix'))] } })],
    [
      anIngress(
        {},
        {
          spec: {
            rules: [rule('', path('/', 'web', 'ImplementationSpecific'), path('/*', 'web', 'ImplementationSpecific'))]
          }
        }
      )
    ]
  ],
  invalid: [[anIngress({}, { spec: { rules: [rule('', path('/', 'web', 'ImplementationSpecific'))] } })]],
  run: ({ groups }) => groups.flatMap(inGroup)
}
