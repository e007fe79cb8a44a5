import { Checked, type Diagnostic, diagnostic, type Installation, nearest, O, own, pipe } from '@alb-ingress/core'
import { accountFileNamed } from './decode.js'
import { type Complain, pairsIn, readFlag } from './flag-values.js'
import { flags, runningFlags } from './flags.js'
import { type FormerFlag, formerFlags, formerGates } from './former-flags.js'

type Flags = Readonly<Record<string, unknown>>
type Setting = Checked.Checked<Partial<Installation>>

/** Where a flag stands in an account file. */
export const flagAt = (file: string, flag: string): Diagnostic['at'] => ({
  object: accountFileNamed(file),
  path: ['flags', flag]
})

const complaintsAbout =
  (file: string, flag: string): Complain =>
  (code, message, hint) =>
    Checked.refuse(diagnostic(code, flagAt(file, flag), `The flag ${flag} cannot be used. ${message}`, hint))

const unknown = (file: string, flag: string): Setting => {
  const meant = nearest(flag, [...Object.keys(flags), ...runningFlags])
  const hint = O.isSome(meant)
    ? `Did you mean ${meant.value}?`
    : 'Use the name that the flag has on a command line, without dashes in front.'
  return Checked.refuse(diagnostic('account/flag', flagAt(file, flag), `No flag is called ${flag}.`, hint))
}

/** What a flag of today sets, under the name as which it was written. */
const readAs = (file: string, written: string, name: string, value: unknown): Setting => {
  const known = own(flags, name)
  if (known === undefined) return runningFlags.includes(name) ? Checked.ok({}) : unknown(file, written)
  // The reference takes an empty group id, and an empty authority, for none.
  if ((known.sets === 'backendSecurityGroup' || known.sets === 'defaultPcaArn') && value === '') return Checked.ok({})
  const read = readFlag(known, value, complaintsAbout(file, written))
  return Checked.map((setting: unknown): Partial<Installation> => ({ [known.sets]: setting }))(read)
}

const ofThen = (file: string, flag: string, { answer, remark }: FormerFlag): Diagnostic =>
  diagnostic(
    answer === 'idle' ? 'account/idle-flag' : 'account/former-flag',
    flagAt(file, flag),
    answer === 'idle'
      ? `The flag ${flag} of AWS ALB Ingress Controller 1.x has nothing to say any more.`
      : `The flag ${flag} comes from AWS ALB Ingress Controller 1.x, and still counts.`,
    remark
  )

const outdone = (file: string, flag: string, now: string): Diagnostic =>
  diagnostic(
    'account/idle-flag',
    flagAt(file, flag),
    `The flag ${flag} is not read, as ${now} is there too.`,
    `Remove ${flag}.`
  )

const readFormer = (file: string, given: Flags, flag: string, former: FormerFlag): Setting => {
  const { answer, now = flag, value = (same) => same, remark } = former
  if (answer === 'refused')
    return Checked.refuse(
      diagnostic('account/flag', flagAt(file, flag), `The flag ${flag} is not understood any more.`, remark)
    )
  if (answer === 'idle') return Checked.noting([ofThen(file, flag, former)], {})
  if (now !== flag && given[now] !== undefined) return Checked.noting([outdone(file, flag, now)], {})
  return Checked.andThen((setting: Partial<Installation>) => Checked.noting([ofThen(file, flag, former)], setting))(
    readAs(file, flag, now, value(given[flag]))
  )
}

/** A gate of the former controller is a flag of today; the others are gates still. */
const readGates = (file: string, flag: string, value: unknown): Setting => {
  const pairs = pairsIn(value)
  if (pairs === undefined) return readAs(file, flag, flag, value)
  const former = Object.entries(formerGates).filter(([gate]) => Object.hasOwn(pairs, gate))
  const others = Object.fromEntries(Object.entries(pairs).filter(([gate]) => !Object.hasOwn(formerGates, gate)))
  const told = former.map(([gate, now]) =>
    diagnostic(
      'account/former-flag',
      flagAt(file, flag),
      `The feature gate ${gate} comes from AWS ALB Ingress Controller 1.x, and still counts.`,
      `The flag ${now} says it today.`
    )
  )
  const settings = [
    readAs(file, flag, flag, others),
    ...former.map(([gate, now]) => readAs(file, flag, now, pairs[gate]))
  ]
  return pipe(
    Checked.each(settings, (setting) => setting),
    Checked.andThen((read) => Checked.noting(told, Object.assign({}, ...read)))
  )
}

/** What one flag sets. `given`: all flags beside it. */
export const settingOf =
  (file: string, given: Flags) =>
  ([flag, value]: readonly [string, unknown]): Setting => {
    const former = own(formerFlags, flag)
    if (former !== undefined) return readFormer(file, given, flag, former)
    return flag === 'feature-gates' ? readGates(file, flag, value) : readAs(file, flag, flag, value)
  }
