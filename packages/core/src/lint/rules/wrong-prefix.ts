import { prefix } from '../../annotations/annotation.js'
import { nameOf } from '../../checked/diagnostic.js'
import { classAnnotation } from '../../groups/classify.js'
import { distance } from '../../support/nearest.js'
import { printable } from '../../support/wording.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { knownSuffix } from '../keys.js'
import { keyAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

const host = prefix.slice(0, -1)

/** Hosts that nobody else uses and that are taken for ours. */
const taken: ReadonlySet<string> = new Set(['alb.ingress.k8s.aws', 'alb.ingress.k8s.io', 'alb.kubernetes.io'])

/** As many letters as one may get wrong in our prefix. */
const mostWrong = 4

const isNearOurs = (written: string): boolean =>
  taken.has(written) || (written.startsWith('alb') && distance(written, host) <= mostWrong)

// The keys that name a class have prefixes of their own.
const isNearClass = (fullKey: string): boolean => fullKey !== classAnnotation && distance(fullKey, classAnnotation) <= 2

/** The key as it was meant, if only its prefix is wrong. */
const meant = (fullKey: string): string | undefined => {
  if (fullKey.startsWith(prefix)) return undefined
  const slash = fullKey.indexOf('/')
  if (slash < 0) {
    if (isNearClass(fullKey)) return classAnnotation
    return knownSuffix(fullKey) !== undefined && fullKey.includes('-') ? `${prefix}${fullKey}` : undefined
  }
  if (isNearOurs(fullKey.slice(0, slash))) return `${prefix}${fullKey.slice(slash + 1)}`
  return isNearClass(fullKey) ? classAnnotation : undefined
}

const inObject = ({ object, annotations }: Written): ReadonlyArray<Finding> =>
  Object.keys(annotations).flatMap((fullKey) => {
    const key = meant(fullKey)
    if (key === undefined) return []
    const at = keyAt(object, fullKey)
    const isFree = annotations[key] === undefined
    return [
      finding(
        'lint/wrong-prefix',
        at,
        `${nameOf(object)}: annotation ${printable(fullKey)} is read by nobody: the prefix is not ${prefix}.`,
        `Write ${key}.`,
        { replacement: isFree ? { at, text: key } : undefined }
      )
    ]
  })

export const wrongPrefix: Rule = {
  code: 'lint/wrong-prefix',
  page: {
    why: 'Only keys that begin with alb.ingress.kubernetes.io/ are read. A prefix that looks almost like it makes the key one of somebody else, and it is ignored without a word.',
    remedy: 'Write the prefix as shown. The class is kubernetes.io/ingress.class, with a slash.'
  },
  valid: [[anIngress({ 'example.com/scheme': 'internal', 'kubernetes.io/description': 'x' })]],
  invalid: [
    [anIngress({ 'alb.ingress.k8s.aws/scheme': 'internal' })],
    [anIngress({ 'alb.ingress.kubernets.io/scheme': 'internal' })],
    [anIngress({ 'alb.ingres.kubernetes.io/scheme': 'internal' })],
    [anIngress({ scheme: 'internal', 'kubernetes.io.ingress.class/': 'alb' })]
  ],
  run: ({ written }) =>
    written.filter(({ object: { kind } }) => kind === 'Ingress' || kind === 'Service').flatMap(inObject)
}
