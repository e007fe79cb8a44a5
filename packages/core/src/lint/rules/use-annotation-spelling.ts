import { nameOf } from '../../checked/diagnostic.js'
import { quoted } from '../../support/wording.js'
import { backendsOf } from '../../translate/backends.js'
import { anIngress, path, rule } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { isMisspeltMagic } from '../references.js'
import type { Rule } from '../rule.js'
import type { OurIngress } from '../view.js'

const magic = 'use-annotation'

const inIngress = ({ object, ingress }: OurIngress): ReadonlyArray<Finding> =>
  ingress === undefined
    ? []
    : backendsOf(ingress).flatMap(({ backend, path: at }) => {
        if (!('service' in backend) || !isMisspeltMagic(backend.service.port)) return []
        const place = { object, path: [...at, 'service', 'port', 'name'] }
        return [
          finding(
            'lint/use-annotation-spelling',
            place,
            `${nameOf(object)}: port name ${quoted(String(backend.service.port))} is the name of a Service port. For an action it must be exactly ${magic}.`,
            `Write ${magic}.`,
            { replacement: { at: place, text: magic } }
          )
        ]
      })

export const useAnnotationSpelling: Rule = {
  code: 'lint/use-annotation-spelling',
  page: {
    why: 'Only the port name use-annotation, letter by letter, makes a backend an action. With any other the load balancer looks for a Service of that name, and answers 503 as there is none.',
    remedy: 'Write use-annotation.'
  },
  valid: [
    [
      anIngress(
        { 'actions.closed': '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"503"}}' },
        { spec: { rules: [rule('', path('/', 'closed:use-annotation'))] } }
      )
    ]
  ],
  invalid: [
    [
      anIngress(
        { 'actions.closed': '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"503"}}' },
        { spec: { rules: [rule('', path('/', 'closed:use-annotations'))] } }
      )
    ]
  ],
  run: ({ ours }) => ours.flatMap(inIngress)
}
