import { families } from '../../annotations/registry.js'
import { nameOf } from '../../checked/diagnostic.js'
import { recordIn } from '../../kubernetes/remains.js'
import { O } from '../../prelude.js'
import { nearest } from '../../support/nearest.js'
import { backendsOf } from '../../translate/backends.js'
import { anIngress, path, rule } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { knownKey } from '../keys.js'
import type { Rule } from '../rule.js'
import type { LintView, OurIngress } from '../view.js'
import type { Written } from '../written.js'

const textsUnder = (value: unknown, name: string): ReadonlyArray<string> => {
  const member = recordIn(value)[name]
  return typeof member === 'string' ? [member] : []
}

/** Ingresses whose actions Argo Rollouts writes, as `namespace/name`. */
const writtenByRollouts = (written: ReadonlyArray<Written>): ReadonlySet<string> =>
  new Set(
    written
      .filter(({ object }) => object.kind === 'Rollout')
      .flatMap(({ object: { namespace }, json }) => {
        const { canary } = recordIn(recordIn(json.spec).strategy)
        const alb = recordIn(recordIn(recordIn(canary).trafficRouting).alb)
        const several = Array.isArray(alb.ingresses) ? alb.ingresses.map(String) : []
        return [...textsUnder(alb, 'ingress'), ...several].map((name) => `${namespace}/${name}`)
      })
  )

const { key: actionsKey } = families.actions

const hintFor = (name: string, annotations: OurIngress['annotations']): string => {
  const defined = Object.keys(annotations).flatMap((key) => {
    const known = knownKey(key)
    return known?.key === actionsKey && known.variable !== undefined ? [known.variable] : []
  })
  const near = nearest(name, defined)
  return O.isSome(near)
    ? `Did you mean ${near.value}? There is an annotation for that.`
    : 'Add the annotation, or name a port of a Service. If Argo Rollouts writes it later, ignore this finding and say so.'
}

const inIngress =
  (excused: ReadonlySet<string>) =>
  ({ object, annotations, ingress }: OurIngress): ReadonlyArray<Finding> => {
    if (ingress === undefined || excused.has(`${object.namespace}/${object.name}`)) return []
    return backendsOf(ingress).flatMap(({ backend, path: at }) => {
      if (!('service' in backend) || backend.service.port !== 'use-annotation') return []
      const key = families.actions.fullKey(backend.service.name)
      if (annotations[key] !== undefined) return []
      return [
        finding(
          'lint/undefined-action',
          { object, path: at },
          `${nameOf(object)}: backend ${backend.service.name} says use-annotation, but there is no annotation ${key}: every request gets 503.`,
          hintFor(backend.service.name, annotations)
        )
      ]
    })
  }

export const undefinedAction: Rule = {
  code: 'lint/undefined-action',
  page: {
    why: 'A backend with port name use-annotation stands for the annotation actions.<name>. While there is none, the load balancer answers 503, as if the Service were down.',
    remedy:
      'Add the annotation under exactly that name, or name a port of a Service. Argo Rollouts writes it by itself: with its Rollout among the files nothing is reported.'
  },
  valid: [
    [
      anIngress({}, { spec: { rules: [rule('', path('/', 'web:use-annotation'))] } }),
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        metadata: { namespace: 'shop', name: 'web' },
        spec: { strategy: { canary: { trafficRouting: { alb: { ingress: 'web', servicePort: 80 } } } } }
      }
    ]
  ],
  invalid: [[anIngress({}, { spec: { rules: [rule('', path('/', 'closed:use-annotation'))] } })]],
  run: ({ ours, written, install }: LintView) =>
    install.tolerateNonExistentBackendAction ? ours.flatMap(inIngress(writtenByRollouts(written))) : []
}
