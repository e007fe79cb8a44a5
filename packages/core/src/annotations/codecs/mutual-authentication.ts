import { t } from '../../prelude.js'
import type { Codec } from './codec.js'
import { json } from './json.js'
import { optional, orEmpty, required, type Seen, shape, type ValueOf } from './json-shape.js'
import {
  arrayOf,
  boolean,
  integerBetween,
  type JsonType,
  type Notes,
  refined,
  refuse,
  text,
  word
} from './json-types.js'
import { notAmong } from './text.js'

const OnOff = t.union([t.literal('on'), t.literal('off')])

const Unverified = t.type({ port: t.number, mode: t.union([t.literal('off'), t.literal('passthrough')]) })
const Verified = t.intersection([
  t.type({
    port: t.number,
    mode: t.literal('verify'),
    trustStore: t.string,
    ignoreClientCertificateExpiry: t.boolean
  }),
  t.partial({ advertiseTrustStoreCaNames: OnOff })
])
const MutualAuthentication = t.readonly(t.union([Unverified, Verified]))
/** What an HTTPS port does with the certificates of clients. The trust store is an ARN or a name that is not yet resolved. */
export type MutualAuthentication = t.TypeOf<typeof MutualAuthentication>

const members = {
  port: required(integerBetween(1, 65535)),
  mode: required(word('off', 'passthrough', 'verify')),
  trustStore: orEmpty(text),
  ignoreClientCertificateExpiry: optional(boolean),
  advertiseTrustStoreCaNames: orEmpty(text)
} as const

type Entry = ValueOf<typeof members>
type EntrySeen = Seen<keyof typeof members>

const verified = (entry: Entry, seen: EntrySeen): MutualAuthentication | undefined => {
  const { port, trustStore, ignoreClientCertificateExpiry = false, advertiseTrustStoreCaNames: advertise } = entry
  if (trustStore === '')
    seen.refuse('trustStore', 'must be the name or the ARN of a trust store, as the mode is verify')
  const common = { port, mode: 'verify', trustStore, ignoreClientCertificateExpiry } as const
  // Absent stays absent: it means off, and whoever merges members may want to know who wrote it.
  if (advertise === '') return common
  if (OnOff.is(advertise)) return { ...common, advertiseTrustStoreCaNames: advertise }
  return seen.refuse('advertiseTrustStoreCaNames', notAmong(['on', 'off'], advertise))
}

const unverified = (port: number, mode: 'off' | 'passthrough', entry: Entry, seen: EntrySeen): MutualAuthentication => {
  const isStray = {
    trustStore: entry.trustStore !== '',
    ignoreClientCertificateExpiry: seen.given('ignoreClientCertificateExpiry'),
    advertiseTrustStoreCaNames: entry.advertiseTrustStoreCaNames !== ''
  } as const
  for (const name of ['trustStore', 'ignoreClientCertificateExpiry', 'advertiseTrustStoreCaNames'] as const)
    if (isStray[name]) seen.refuse(name, `must not be given, as the mode is ${mode} and not verify`)
  return { port, mode }
}

const entry: JsonType<MutualAuthentication> = shape(members, (value, seen) =>
  value.mode === 'verify' ? verified(value, seen) : unverified(value.port, value.mode, value, seen)
)

/** Each port once: of two entries for one port the later counts. */
const inEffect = (
  entries: ReadonlyArray<MutualAuthentication>,
  at: string,
  notes: Notes
): ReadonlyArray<MutualAuthentication> | undefined => {
  if (entries.length === 0) return refuse(notes, at, 'must have at least one entry')
  const byPort = new Map<number, MutualAuthentication>()
  for (const entry of entries) {
    if (byPort.delete(entry.port))
      notes.remarks.push({ kind: 'unused-entry', message: `port ${entry.port} is given twice; the later entry wins` })
    byPort.set(entry.port, entry)
  }
  return [...byPort.values()]
}

const plain = (entry: MutualAuthentication): unknown => {
  const { port, mode } = entry
  if (entry.mode !== 'verify') return { port, mode }
  const { trustStore, ignoreClientCertificateExpiry, advertiseTrustStoreCaNames } = entry
  return { port, mode, trustStore, ignoreClientCertificateExpiry, advertiseTrustStoreCaNames }
}

/** The entries of `mutual-authentication`, one for each port. In mode verify expired certificates are refused unless told otherwise. */
export const mutualAuthentication: Codec<ReadonlyArray<MutualAuthentication>> = json({
  type: refined(arrayOf(entry), inEffect),
  format: 'a JSON array of objects with port, mode (off, passthrough or verify) and, for verify, trustStore',
  is: t.readonlyArray(MutualAuthentication).is,
  write: (entries) => entries.map(plain)
})
