import { nameOf } from '../../checked/diagnostic.js'
import { quoted } from '../../support/wording.js'
import { anIngress, rule } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { OurIngress } from '../view.js'

const inIngress = ({ object, apiVersion, ingress }: OurIngress): ReadonlyArray<Finding> => {
  if (ingress === undefined || apiVersion !== 'networking.k8s.io/v1') return []
  return ingress.rules.flatMap(({ paths = [] }, i) =>
    paths.flatMap((each, j) => {
      if (each.pathType !== undefined && each.pathType !== '') return []
      const at = { object, path: ['spec', 'rules', i, 'http', 'paths', j] }
      const message = `${nameOf(object)}: path ${quoted(each.path)} has no pathType, without which Kubernetes refuses the Ingress.`
      const meant = /[*?]/.test(each.path) ? 'ImplementationSpecific' : 'Prefix'
      return [finding('lint/path-type-missing', at, message, `Add pathType: ${meant}.`)]
    })
  )
}

export const pathTypeMissing: Rule = {
  code: 'lint/path-type-missing',
  page: {
    why: 'In networking.k8s.io/v1 every path has a pathType; the API server refuses an Ingress in which one is missing. In files it is read as ImplementationSpecific.',
    remedy:
      'Add pathType: Prefix for a path and everything below it, Exact for itself alone, ImplementationSpecific for patterns with * and ?.'
  },
  valid: [[anIngress()]],
  invalid: [
    [
      anIngress(
        {},
        { spec: { rules: [rule('', { path: '/*', backend: { service: { name: 'web', port: { number: 80 } } } })] } }
      )
    ]
  ],
  run: ({ ours }) => ours.flatMap(inIngress)
}
