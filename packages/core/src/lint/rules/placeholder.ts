import { nameOf, pathText } from '../../checked/diagnostic.js'
import { classAnnotation } from '../../groups/classify.js'
import { quoted } from '../../support/wording.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { knownKey, suffixOf } from '../keys.js'
import { placeholderIn } from '../placeholders.js'
import type { Rule } from '../rule.js'
import type { OurIngress } from '../view.js'

type Text = readonly [path: ReadonlyArray<string | number>, text: string]

// What a fixed response says, and what a regular expression matches, may look like anything.
const isFreeText = (fullKey: string): boolean =>
  ['actions', 'transforms', 'conditions'].includes(knownKey(fullKey)?.key ?? '') || fullKey.includes('custom')

const annotationsIn = ({ annotations }: OurIngress): ReadonlyArray<Text> =>
  Object.entries(annotations)
    .filter(([key]) => suffixOf(key) !== undefined || key === classAnnotation)
    .map(([key, text]) => [['metadata', 'annotations', key], text])

const hostsIn = ({ ingress }: OurIngress): ReadonlyArray<Text> => [
  ...(ingress?.ingressClassName === undefined
    ? []
    : [[['spec', 'ingressClassName'], ingress.ingressClassName] as const]),
  ...(ingress?.rules ?? []).map(({ host }, i) => [['spec', 'rules', i, 'host'], host] as const),
  ...(ingress?.tls ?? []).flatMap(({ hosts }, i) =>
    hosts.map((host, j) => [['spec', 'tls', i, 'hosts', j], host] as const)
  )
]

/** Annotations whose values are names that people choose. */
const names: ReadonlySet<string> = new Set([
  ...['tags', 'frontend-nlb-tags', 'subnets', 'frontend-nlb-subnets', 'security-groups'],
  ...['frontend-nlb-security-groups', 'wafv2-acl-name', 'auth-session-cookie', 'auth-scope'],
  ...['load-balancer-attributes', 'target-group-attributes', 'target-node-labels']
])

const templated = /\$\{[^}]*\}|\$\([A-Za-z_]\w*\)|\{\{.*?\}\}|<[A-Z][A-Z0-9_-]+>/s

const pieceIn = ([path, text]: Text): string | undefined => {
  const key = path[2]
  if (typeof key === 'string' && isFreeText(key)) return templated.exec(text)?.[0]
  return placeholderIn(text, typeof key === 'string' && names.has(knownKey(key)?.key ?? ''))
}

/** Each gap once, at the first place where it stands. */
const inIngress = (each: OurIngress): ReadonlyArray<Finding> => {
  const found = new Map<string, Finding>()
  for (const text of [...annotationsIn(each), ...hostsIn(each)]) {
    const piece = pieceIn(text)
    if (piece === undefined || found.has(piece)) continue
    const [path] = text
    const message = `${nameOf(each.object)}: ${quoted(piece)} in ${pathText(path)} looks like something that was to be filled in.`
    const hint = 'Write the real value, or render the template first and lint what comes of it.'
    found.set(piece, finding('lint/placeholder', { object: each.object, path }, message, hint))
  }
  return [...found.values()]
}

export const placeholder: Rule = {
  code: 'lint/placeholder',
  page: {
    why: 'A template whose gaps were not filled in is applied as it is: AWS finds no certificate called <ACM_ARN>, and the group is refused. Sometimes nothing is refused, and a tag or a name is wrong for good.',
    remedy:
      'Fill the gap. Where another tool does it (envsubst, Helm, Kustomize), lint what that tool writes: helm template . | alb-ingress lint -'
  },
  valid: [
    [
      anIngress(
        { 'actions.web': '{"type":"redirect","redirectConfig":{"path":"/new/#{path}","statusCode":"HTTP_301"}}' },
        { spec: { rules: undefined, defaultBackend: { service: { name: 'web', port: { name: 'use-annotation' } } } } }
      )
    ]
  ],
  invalid: [
    [anIngress({ 'certificate-arn': '<ACM_ARN>' })],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a gap of a template is what this is about
    [anIngress({ 'wafv2-acl-arn': '${WEB_ACL}' })],
    [anIngress({ tags: 'env=REPLACE_ME' })],
    [anIngress({ 'load-balancer-name': 'shop-CHANGE_ME' })]
  ],
  run: ({ ours }) => ours.flatMap(inIngress)
}
