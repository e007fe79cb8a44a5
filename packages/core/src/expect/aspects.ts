import { destinationText } from '../render/trace-text.js'
import { actionWords } from '../render/words.js'
import type { Guard } from '../resources/log-in.js'
import { type Request, requestText } from '../route/request.js'
import type { Trace } from '../route/trace.js'
import { printable } from '../support/wording.js'
import { certificateWords, isCertificate, presentedBy } from './certificates.js'
import type { Aspect, Expected } from './expected.js'
import { fits, type Leading, leadsTo } from './fits.js'
import type { Balancer, Front } from './front.js'
import { any } from './targets.js'
import { whyNot } from './why-not.js'

/** One thing that is not as somebody expects. All members are sentences or parts of them, for people. */
export interface Mismatch {
  readonly aspect: Aspect
  readonly expected: string
  readonly found: string
  readonly why: ReadonlyArray<string>
  readonly hint: string
}

/** A request, and what became of it. */
export interface Asking {
  readonly front: Front
  readonly balancer: Balancer
  readonly request: Request
  readonly trace: Trace
}

type Judge<A> = (wanted: A, asking: Asking) => Mismatch | undefined

const json = (value: unknown): string =>
  typeof value === 'string' ? printable(value) : printable(JSON.stringify(value))

/** An expectation as people read it: `shop/cart:80`, `shop/cart:80 (weight 9), shop/cart-next:80 (weight 1)`. */
export const expectedWords = (aspect: Aspect, wanted: unknown): string => {
  if (aspect === 'authentication' && wanted === 'none') return 'no authentication'
  if (wanted === any) return aspect === 'service' ? 'any Service' : `any ${aspect}`
  if (aspect === 'weights' && typeof wanted === 'object' && wanted !== null) {
    return Object.entries(wanted)
      .map(([service, weight]) => `${printable(service)} (weight ${weight})`)
      .join(', ')
  }
  if (aspect === 'redirect' && typeof wanted === 'string') return `a redirect to ${printable(wanted)}`
  if (aspect === 'response' && typeof wanted === 'number') return `the fixed response ${wanted}`
  return json(wanted)
}

const unanswered: ReadonlySet<Trace['destination']['outcome']> = new Set(['no-listener', 'wrong-protocol', 'no-answer'])

const foundWords = (destination: Trace['destination']): string =>
  unanswered.has(destination.outcome) ? `no answer: ${destinationText(destination)}` : destinationText(destination)

/** Where a request goes, judged by its destination alone. */
const leading =
  <K extends keyof Leading>(aspect: K): Judge<Exclude<Leading[K], undefined>> =>
  (wanted, { balancer, request, trace }) => {
    const asked: Leading = { [aspect]: wanted }
    if (fits(asked, trace.destination, balancer.services)) return undefined
    const found = foundWords(trace.destination)
    const base = { aspect, expected: expectedWords(aspect, wanted), found }
    const service = aspect === 'service' && typeof wanted === 'string' ? wanted : undefined
    if (service !== undefined && leadsTo(service, trace.destination, balancer.services)) {
      return {
        ...base,
        why: ['The rule shares such requests among several Services.'],
        hint: 'Expect weights in place of service, or give the Service all of the weight.'
      }
    }
    // A Service that gets a part of the requests is worth telling of, too.
    const there = (destination: Trace['destination']): boolean =>
      fits(asked, destination, balancer.services) ||
      (service !== undefined && leadsTo(service, destination, balancer.services))
    return { ...base, ...whyNot({ balancer, request, trace }, there, service) }
  }

const providersOf = (guard: Guard): ReadonlyArray<string> => {
  switch (guard.type) {
    case 'authenticate-cognito':
      return [any, 'cognito', guard.userPoolArn, guard.userPoolDomain]
    case 'authenticate-oidc':
      return [any, 'oidc', guard.issuer]
    case 'jwt-validation':
      return [any, 'jwt', guard.issuer]
  }
}

const authentication: Judge<string> = (wanted, { trace }) => {
  const { guards } = trace
  const holds = wanted === 'none' ? guards.length === 0 : guards.some((guard) => providersOf(guard).includes(wanted))
  if (holds) return undefined
  const found = guards.length === 0 ? 'no authentication' : guards.map((guard) => actionWords(guard)).join(', then ')
  return {
    aspect: 'authentication',
    expected: expectedWords('authentication', wanted),
    found,
    why: [],
    hint:
      wanted === 'none'
        ? 'Take auth-type off the Ingress and the Service, or give this path an Ingress of its own.'
        : 'Set auth-type, and the annotation that describes the provider, on the Ingress or the Service. Log-ins act on HTTPS only.'
  }
}

const certificate: Judge<string> = (wanted, { front, balancer, request }) => {
  const presented = presentedBy(balancer.stack, request, front.certificates)
  const base = { aspect: 'certificate', expected: expectedWords('certificate', wanted) } as const
  if (presented === undefined) {
    const found = `nothing speaks HTTPS on port ${request.port}`
    return { ...base, found, why: [], hint: 'Ask with https, or add the port to listen-ports as HTTPS.' }
  }
  const { certificates, byDefault } = presented
  const isIt = certificates.length > 0 && certificates.every((each) => isCertificate(wanted, each))
  // Of a certificate whose names nobody says, it cannot be said that it does not cover the host.
  const covers = !byDefault || (wanted !== any && certificates.every(({ names }) => names.length === 0))
  if (isIt && covers) return undefined
  const found = printable(certificates.map(certificateWords).join(' or '))
  const uncovered = `No certificate that the account describes covers ${printable(request.host)}, so the default one is presented.`
  return {
    ...base,
    found,
    why: byDefault ? [uncovered] : [],
    hint: byDefault
      ? 'Add a certificate for the host to certificate-arn, and describe it in the account.'
      : 'Name the certificate in certificate-arn, or correct the test. A certificate is written by its ARN, or by one of its names.'
  }
}

const receives: Judge<string> = (wanted, { trace }) => {
  const { rewriting, request, destination } = trace
  const got = rewriting?.request ?? request
  const whole = requestText({ ...got, method: '' }).trim()
  const part = got.query === '' ? got.path : `${got.path}?${got.query}`
  const found = wanted.startsWith('/') ? part : whole
  if (destination.outcome === 'forward' && found === wanted) return undefined
  return {
    aspect: 'receives',
    expected: printable(wanted),
    found: destination.outcome === 'forward' ? printable(found) : 'nothing, as the request is not forwarded',
    why: (rewriting?.why ?? ['The rule rewrites nothing.']).map(printable),
    hint: 'Change the transforms annotation of the backend, or correct the test.'
  }
}

const judges: { readonly [A in Aspect]-?: Judge<Exclude<Expected[A], undefined>> } = {
  service: leading('service'),
  weights: leading('weights'),
  receives,
  redirect: leading('redirect'),
  response: leading('response'),
  authentication,
  certificate
}

// Object.keys forgets which keys a record has.
export const aspects = Object.keys(judges) as ReadonlyArray<Aspect>

/** What of one aspect is not as expected; `undefined` where all is, and where nobody says anything of it. */
export const judgeAspect = (aspect: Aspect, expected: Expected, asking: Asking): Mismatch | undefined => {
  const wanted = expected[aspect]
  // Each judge takes the value of its own aspect; only the loop does not know which one it is at.
  return wanted === undefined ? undefined : (judges[aspect] as Judge<unknown>)(wanted, asking)
}
