import { arnKey } from '../resources/fields.js'
import { keyOf } from '../resources/ref.js'
import { resourcesOf, type Stack } from '../resources/stack.js'
import type { Request } from '../route/request.js'
import type { Front } from './front.js'
import { any } from './targets.js'

/** A certificate of a listener. Without names where the account does not describe it. */
export interface Shown {
  /** Its ARN; of one that is requested by the plan, and has no ARN yet, its logical name. */
  readonly arn: string
  readonly names: ReadonlyArray<string>
}

/** What a listener shows to clients that ask for a host. */
export interface Presented {
  /** AWS chooses among several by type of key and validity, which is not for us to say. */
  readonly certificates: ReadonlyArray<Shown>
  /** No certificate covers the host, so that the default one is shown, and clients complain. */
  readonly byDefault: boolean
}

const afterFirstLabel = (name: string): string => name.slice(name.indexOf('.') + 1)

// A wildcard stands for exactly one label.
const covers = (name: string, host: string): boolean => {
  const [a, b] = [name.toLowerCase(), host.toLowerCase()]
  return a === b || (a.startsWith('*.') && b.includes('.') && afterFirstLabel(a) === afterFirstLabel(b))
}

/** Names by ARN: what the account says, and what the stack itself requests. */
const namesIn = (stack: Stack, known: Front['certificates']): ReadonlyMap<string, ReadonlyArray<string>> =>
  new Map([
    ...[...known].map(([arn, { names }]) => [arn, names] as const),
    ...resourcesOf(stack, 'Certificate').map(
      (each) => [keyOf(each), [each.spec.domainName, ...each.spec.subjectAlternativeNames]] as const
    )
  ])

/** The certificate of a listener for a host, by SNI. `undefined` where nothing speaks HTTPS on the port. */
export const presentedBy = (
  stack: Stack,
  { host, port }: Pick<Request, 'host' | 'port'>,
  known: Front['certificates']
): Presented | undefined => {
  const listener = resourcesOf(stack, 'Listener').find((each) => each.spec.port === port)
  if (listener?.spec.protocol !== 'HTTPS') return undefined
  const { defaultCertificate, certificates = [] } = listener.spec
  const names = namesIn(stack, known)
  const given = defaultCertificate === undefined ? certificates : [defaultCertificate, ...certificates]
  const all = [...new Set(given.map(arnKey))].map((arn): Shown => ({ arn, names: [...new Set(names.get(arn))] }))
  const covering = all.filter((each) => each.names.some((name) => covers(name, host)))
  return covering.length > 0
    ? { certificates: covering, byDefault: false }
    : { certificates: all.slice(0, 1), byDefault: true }
}

/** Whether somebody means a certificate by what they wrote: its ARN, or one of its names. */
export const isCertificate = (wanted: string, { arn, names }: Shown): boolean =>
  wanted === any || wanted === arn || names.includes(wanted)

/** `*.shop.example (arn:…)`; the ARN alone where the account does not describe it. */
export const certificateWords = ({ arn, names }: Shown): string =>
  names.length === 0 ? arn : `${names.join(', ')} (${arn})`
