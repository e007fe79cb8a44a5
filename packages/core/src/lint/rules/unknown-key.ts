import { prefix } from '../../annotations/annotation.js'
import { nameOf } from '../../checked/diagnostic.js'
import { O } from '../../prelude.js'
import { distance, nearest } from '../../support/nearest.js'
import { printable } from '../../support/wording.js'
import { type Correction, corrections } from '../data/corrections.js'
import { dialectsOf } from '../dialects.js'
import { anIngress } from '../examples.js'
import { type Finding, finding } from '../finding.js'
import { familyKeys, knownSuffix, plainKeys, suffixOf } from '../keys.js'
import { keyAt } from '../places.js'
import type { Rule } from '../rule.js'
import type { Written } from '../written.js'

const hyphenated = (text: string): string => text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** One of a family, misspelt before the dot: `action.web`. */
const nearFamily = (suffix: string): string | undefined => {
  const dot = suffix.indexOf('.')
  if (dot <= 0) return undefined
  const near = nearest(suffix.slice(0, dot), familyKeys)
  return O.isSome(near) ? `${near.value}${suffix.slice(dot)}` : undefined
}

/** A correction, and whether the value can stay as it is: then an editor may put the key in. */
interface Meant extends Correction {
  readonly isCertain: boolean
}

// One slip of the hand, or two, and not another word.
const mostSlips = 2

const correctionOf = (suffix: string): Meant | undefined => {
  const known = corrections.get(suffix) ?? corrections.get(suffix.toLowerCase())
  if (known !== undefined) return { ...known, isCertain: true }
  const spelt = hyphenated(suffix)
  const sameButForm = [spelt, suffix.toLowerCase(), suffix.replaceAll('_', '-'), suffix.trim()].find(knownSuffix)
  if (sameButForm !== undefined) return { key: sameButForm, isCertain: true }
  const key = nearFamily(suffix) ?? O.toUndefined(nearest(spelt, plainKeys))
  return key === undefined ? undefined : { key, isCertain: distance(spelt, key) <= mostSlips }
}

// Under a key that sounds like it, people write names and Secrets too.
const fits = (key: string, text: string): boolean => !key.endsWith('-arn') || text.trim().startsWith('arn:')

const hintOf = (correction: Correction | undefined): string => {
  if (correction?.advice !== undefined) return correction.advice
  if (correction?.key !== undefined) return `Did you mean ${prefix}${correction.key}?`
  return 'Remove it, or look the key up: alb-ingress explain lists all that are known.'
}

const unknown = ({ object, annotations }: Written, fullKey: string, suffix: string): Finding => {
  const correction = correctionOf(suffix)
  const at = keyAt(object, fullKey)
  const key = correction?.key
  const isSafe =
    correction?.isCertain === true &&
    key !== undefined &&
    annotations[`${prefix}${key}`] === undefined &&
    fits(key, annotations[fullKey] ?? '')
  return finding(
    'lint/unknown-key',
    at,
    `${nameOf(object)}: nobody knows annotation ${printable(fullKey)}, so it does nothing.`,
    hintOf(correction),
    { replacement: isSafe ? { at, text: `${prefix}${key}` } : undefined }
  )
}

const inObject = (each: Written): ReadonlyArray<Finding> => {
  const found: Array<Finding> = []
  for (const fullKey of Object.keys(each.annotations)) {
    const suffix = suffixOf(fullKey)
    if (suffix !== undefined && knownSuffix(suffix) === undefined) found.push(unknown(each, fullKey, suffix))
  }
  // What is written for another cloud is one mistake, and not one for each key.
  return found.length > 0 && dialectsOf(each).some(({ usesOurPrefix }) => usesOurPrefix) ? [] : found
}

export const unknownKey: Rule = {
  code: 'lint/unknown-key',
  page: {
    why: 'An annotation with a key that nobody knows is ignored without a word: the setting keeps its default, and nothing says so.',
    remedy: 'Write the key that is meant. The nearest known one is shown; where it is certain, an editor can put it in.'
  },
  valid: [
    [
      anIngress(
        { 'target-type': 'ip', 'actions.web': '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"503"}}' },
        {
          spec: { rules: undefined, defaultBackend: { service: { name: 'web', port: { name: 'use-annotation' } } } }
        }
      )
    ]
  ],
  invalid: [
    [anIngress({ 'target-typ': 'ip' })],
    [anIngress({ targetType: 'ip' })],
    [anIngress({ 'wafv2-web-acl-arn': 'none' })],
    [anIngress({ 'idle-timeout': '60' })],
    [anIngress({ 'action.web': '{}' })],
    [anIngress({ 'colour-of-the-logo': 'green' })]
  ],
  run: ({ ours, services }) => [...ours, ...services].flatMap(inObject)
}
