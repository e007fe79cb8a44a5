import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { type Meta, refToObject } from '../kubernetes/object.js'
import { type Annotation, type Area, type Place, prefix } from './annotation.js'
import { annotationAt } from './read.js'
import { annotations } from './registry.js'

/**
 * What becomes of a key of AWS ALB Ingress Controller 1.0. `accepted`: it means what it meant. `hinted`: it does too, and whoever writes it is
 * told what to write today. `refused`: it says nothing, and whoever writes it is told what to write instead.
 */
export type FormerAnswer = 'accepted' | 'hinted' | 'refused'

/** One key of that controller, or one that its documentation spelt wrongly. */
export interface FormerAnnotation {
  /** Without the prefix; of a family without the variable part. */
  readonly key: string
  readonly on: ReadonlyArray<Place>
  readonly answer: FormerAnswer
  /** What to write today, where that is another key. */
  readonly now?: string
  /** The default of then. On a Service it counted as nothing said, so that the Ingress was asked; today it counts. */
  readonly silent?: string
  /** What there is to know besides: a whole sentence. */
  readonly remark?: string
}

const both: ReadonlyArray<Place> = ['Ingress', 'Service']

/** Keys of target groups, and what each meant where nobody said anything. */
const defaults = {
  'target-type': 'instance',
  'backend-protocol': 'HTTP',
  'healthcheck-interval-seconds': '15',
  'healthcheck-timeout-seconds': '5',
  'healthcheck-path': '/',
  'healthcheck-port': 'traffic-port',
  'healthcheck-protocol': 'HTTP',
  'healthy-threshold-count': '2',
  'unhealthy-threshold-count': '2',
  'success-codes': '200'
}

/** Keys that are what they were. */
const kept: ReadonlyArray<FormerAnnotation> = [
  ...[
    ...['scheme', 'ip-address-type', 'subnets', 'security-groups', 'load-balancer-attributes', 'tags'],
    ...['listen-ports', 'certificate-arn', 'ssl-policy', 'actions']
  ].map((key): FormerAnnotation => ({ key, on: ['Ingress'], answer: 'accepted' })),
  { key: 'target-group-attributes', on: both, answer: 'accepted' },
  ...Object.entries(defaults).map(([key, silent]): FormerAnnotation => ({ key, on: both, answer: 'accepted', silent }))
]

/** Keys that have another name today: their declarations say so. */
const renamed: ReadonlyArray<FormerAnnotation> = Object.values(annotations).flatMap((each) => {
  // Asked only for what all declarations have in common.
  const { key, formerKey, on } = each as unknown as Annotation<Area, never>
  return formerKey === undefined ? [] : [{ key: formerKey, on, answer: 'hinted', now: key }]
})

/** Keys without another name. */
const others: ReadonlyArray<FormerAnnotation> = [
  {
    key: 'waf-acl-id',
    on: ['Ingress'],
    answer: 'hinted',
    remark: 'WAF Classic is at the end of its life at AWS: make a web ACL of WAFv2, and name it with wafv2-acl-arn.'
  },
  {
    key: 'ignore-host-header',
    on: ['Ingress'],
    answer: 'hinted',
    remark: 'Rules without a host answer every host too.'
  },
  { key: 'port', on: ['Ingress'], answer: 'refused', now: 'listen-ports' },
  { key: 'healthcheck-healthy-threshold-count', on: both, answer: 'refused', now: 'healthy-threshold-count' },
  { key: 'healthcheck-unhealthy-threshold-count', on: both, answer: 'refused', now: 'unhealthy-threshold-count' }
]

/** Every key of AWS ALB Ingress Controller 1.0, and what becomes of it; all of it is read with the prefix of the installation. */
export const formerAnnotations: ReadonlyArray<FormerAnnotation> = [...kept, ...renamed, ...others]

const told: ReadonlyMap<string, FormerAnnotation> = new Map(
  formerAnnotations.filter(({ answer }) => answer !== 'accepted').map((each) => [prefix + each.key, each])
)

type Tale = Pick<Diagnostic, 'code' | 'message' | 'hint'>

const tale = ({ key, answer, now = '', remark = '' }: FormerAnnotation, { annotations }: Meta): Tale => {
  if (answer === 'refused')
    return {
      code: 'annotation/former-unread',
      message: `${key} says nothing: the documentation of AWS ALB Ingress Controller 1.0 spelt it so, and nobody ever read it`,
      hint: `Did you mean ${now}?`
    }
  if (now !== '' && annotations[prefix + now] !== undefined)
    return {
      code: 'annotation/former-unread',
      message: `${key} is not read, as ${now} is there too`,
      hint: `Remove ${key}.`
    }
  return {
    code: 'annotation/former',
    message: `${key} comes from AWS ALB Ingress Controller 1.x, and still counts`,
    hint: [remark, now === '' ? '' : `Write ${now}, with the same value.`].filter((part) => part !== '').join(' ')
  }
}

/** Keys of the former controller on an object that today are written otherwise: each is told, whether it still counts or not. */
export const formerIn = (place: Place, object: Meta): ReadonlyArray<Diagnostic> => {
  const found: Array<Diagnostic> = []
  for (const fullKey in object.annotations) {
    const former = told.get(fullKey)
    if (former === undefined || !former.on.includes(place)) continue
    const at = annotationAt(refToObject(place, object), fullKey)
    const { code, message, hint } = tale(former, object)
    found.push(diagnostic(code, at, `${nameOf(at.object)}: annotation ${message}.`, hint))
  }
  return found
}
