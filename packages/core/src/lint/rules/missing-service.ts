import { nameOf } from '../../checked/diagnostic.js'
import { keyOfObject } from '../../kubernetes/object.js'
import { O } from '../../prelude.js'
import { nearest } from '../../support/nearest.js'
import { shown } from '../../support/wording.js'
import { backendsOf } from '../../translate/backends.js'
import { anIngress, aService, path, rule } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { isMisspeltMagic } from '../references.js'
import type { Rule } from '../rule.js'
import type { LintView, OurIngress } from '../view.js'

type Names = ReadonlyMap<string, ReadonlySet<string>>

/** Names of the Services that are there, by namespace. */
const namesByNamespace = ({ services }: LintView): Names => {
  const names = new Map<string, Set<string>>()
  for (const { object } of services) {
    const { namespace = '', name } = object
    names.set(namespace, (names.get(namespace) ?? new Set()).add(name))
  }
  return names
}

const inIngress =
  (known: Names) =>
  ({ object, ingress }: OurIngress): ReadonlyArray<Finding> => {
    const { namespace = '' } = object
    const names = known.get(namespace)
    if (ingress === undefined || names === undefined) return []
    return backendsOf(ingress).flatMap(({ backend, path: at }) => {
      if (!('service' in backend)) return []
      const { name, port } = backend.service
      if (port === 'use-annotation' || isMisspeltMagic(port) || names.has(name)) return []
      const near = nearest(name, names)
      if (O.isNone(near)) return []
      const place = { object, path: [...at, 'service', 'name'] }
      return [
        finding(
          'lint/missing-service',
          place,
          `${nameOf(object)}: there is no Service ${shown(keyOfObject({ namespace, name }))} among the files. While there is none, every request gets 503.`,
          `Did you mean ${near.value}?`
        )
      ]
    })
  }

export const missingService: Rule = {
  code: 'lint/missing-service',
  page: {
    why: 'A path whose Service does not exist answers 503, and no other sign says so. Files seldom hold all Services, so only a name is reported that is almost that of a Service among them.',
    remedy: 'Write the name of the Service as its manifest has it, or add the Service to the files.'
  },
  valid: [
    [anIngress(), aService('web')],
    [anIngress(), aService('accounts')]
  ],
  invalid: [[anIngress({}, { spec: { rules: [rule('', path('/', 'chekout'))] } }), aService('checkout')]],
  run: (view) => view.ours.flatMap(inIngress(namesByNamespace(view)))
}
