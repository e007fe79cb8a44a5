import { prefix } from '../../annotations/annotation.js'
import { nameOf } from '../../checked/diagnostic.js'
import { classAnnotation } from '../../groups/classify.js'
import { recordIn } from '../../kubernetes/remains.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

interface Astray {
  readonly path: ReadonlyArray<string>
  readonly home: string
}

/** Members that belong deeper, by where they are found. */
const homes: ReadonlyArray<Astray> = [
  { path: ['annotations'], home: 'metadata' },
  { path: ['labels'], home: 'metadata' },
  { path: ['name'], home: 'metadata' },
  { path: ['namespace'], home: 'metadata' },
  { path: ['rules'], home: 'spec' },
  { path: ['tls'], home: 'spec' },
  { path: ['defaultBackend'], home: 'spec' },
  { path: ['ingressClassName'], home: 'spec' },
  { path: ['spec', 'annotations'], home: 'metadata' }
]

const memberAt = (json: unknown, path: ReadonlyArray<string>): unknown =>
  path.reduce<unknown>((value, name) => recordIn(value)[name], json)

const strayKeys = (where: unknown): ReadonlyArray<string> =>
  Object.keys(recordIn(where)).filter((key) => key.startsWith(prefix) || key === classAnnotation)

const said = ({ object }: Written, path: ReadonlyArray<string>, home: string): Finding =>
  finding(
    'lint/lost-indentation',
    { object, path, part: 'key' },
    `${nameOf(object)}: ${path.at(-1)} stands ${path.length === 1 ? 'at the top level' : `in ${path.slice(0, -1).join('.')}`}, where nobody reads it. Kubernetes drops it without a word.`,
    `Move it into ${home}: indent it below ${home}.`
  )

const inIngress = (each: Written): ReadonlyArray<Finding> => {
  const { json, object } = each
  const members = homes.flatMap(({ path, home }) =>
    memberAt(json, path) === undefined ? [] : [said(each, path, home)]
  )
  // Annotations that slid out of their map, or into the labels.
  const keys = [[], ['metadata'], ['metadata', 'labels'], ['spec']].flatMap((path) => {
    const [first] = strayKeys(memberAt(json, path))
    return first === undefined ? [] : [said({ ...each, object }, [...path, first], 'metadata.annotations')]
  })
  return [...members, ...keys]
}

export const lostIndentation: Rule = {
  code: 'lint/lost-indentation',
  page: {
    why: 'A block that lost its indentation stands at the top level, where Kubernetes drops what it does not know without a word: annotations that are not under metadata do nothing.',
    remedy: 'Indent it below metadata, or below spec, as shown.'
  },
  valid: [[anIngress({ scheme: 'internal' })]],
  invalid: [
    [anIngress({}, { beside: { annotations: { 'alb.ingress.kubernetes.io/scheme': 'internal' } } })],
    [anIngress({}, { labels: { 'alb.ingress.kubernetes.io/scheme': 'internal' } })],
    [anIngress({}, { beside: { rules: [] } })]
  ],
  run: ({ written }) => written.filter(({ object }) => object.kind === 'Ingress').flatMap(inIngress)
}
