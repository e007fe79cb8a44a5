import { type Explained, explain } from '../explain/explain.js'
import { O } from '../prelude.js'
import { resourcesOf } from '../resources/stack.js'
import { nearest } from '../support/nearest.js'
import { printable } from '../support/wording.js'
import type { Balancer, Front } from './front.js'

/** A value as a test writes it: the text of the annotation, a number, a truth value, or some pairs of a map. */
export type SettingGiven = string | number | boolean | Readonly<Record<string, string | number | boolean>>

/** A setting as a test means it. `about`: a Service as namespace/name:port, a port, or an Ingress; without it, wherever the setting is. */
export interface SettingAsked {
  readonly key: string
  readonly about?: string | number
}

/** What became of an expectation about a setting. */
export interface SettingVerdict {
  readonly passed: boolean
  /** For people: what was expected, what is there, who said so, and what to do. Ends without a line break. */
  readonly message: string
}

interface Located extends Explained {
  readonly group: string
}

// Whatever stands before the slash: an installation may have a prefix of its own.
const keyOf = (key: string): string => key.slice(key.indexOf('/') + 1)

/** Names by which people know what a setting is about, besides the words of `explain`. */
const aliases = ({ stack }: Balancer): ReadonlyMap<string, ReadonlyArray<string>> =>
  new Map(
    resourcesOf(stack, 'TargetGroupBinding').map(({ id, spec: { namespace, spec } }) => {
      const service = `${namespace}/${spec.serviceRef.name}`
      return [`target group ${id}`, [service, `${service}:${spec.serviceRef.port}`]] as const
    })
  )

const settingsOf = (front: Front, about: string | undefined): ReadonlyArray<Located> =>
  front.balancers.flatMap((balancer) => {
    if (balancer.configured === undefined) return []
    const known = aliases(balancer)
    const isMeant = (each: Explained): boolean =>
      about === undefined ||
      each.about === about ||
      each.about.endsWith(` ${about}`) ||
      (known.get(each.about)?.includes(about) ?? false)
    return explain(balancer.configured, balancer.stack)
      .filter(isMeant)
      .map((each) => ({ ...each, group: balancer.group }))
  })

// White space after commas and around = makes no difference in lists and maps.
const plain = (text: string): string => text.replace(/\s*([,=])\s*/g, '$1').trim()

const isValue = (wanted: SettingGiven, value: string | undefined): boolean => {
  if (value === undefined) return false
  if (typeof wanted !== 'object') return plain(String(wanted)) === plain(value)
  const pairs = new Set(plain(value).split(','))
  return Object.entries(wanted).every(([name, each]) => pairs.has(plain(`${name}=${each}`)))
}

const givenWords = (wanted: SettingGiven): string =>
  printable(typeof wanted === 'object' ? JSON.stringify(wanted) : String(wanted))

const originWords = ({ said, byDefault }: Explained): string => {
  const counting = said.filter(({ lostBecause }) => lostBecause === '').map(({ where }) => where)
  if (counting.length > 0) return ` (${counting.join(', ')})`
  return byDefault === undefined ? '' : byDefault === 'default' ? ' (the default)' : ` (${byDefault})`
}

const foundWords = (setting: Located): string =>
  printable(`${setting.about} of ${setting.group}: ${setting.value ?? 'nothing'}${originWords(setting)}`)

const lostWords = ({ said }: Explained): ReadonlyArray<string> =>
  said
    .filter(({ lostBecause }) => lostBecause !== '')
    .map(({ value, where, lostBecause }) => printable(`${where} says ${value}, which does not count: ${lostBecause}.`))

const nothingFound = (front: Front, { key, about }: SettingAsked): SettingVerdict => {
  const where = about === undefined ? '' : ` for ${about}`
  const known = [...new Set(settingsOf(front, undefined).map((each) => each.key))]
  const meant = nearest(keyOf(key), known)
  const refused = front.refused.map(({ group }) => group)
  const hint =
    O.isSome(meant) && meant.value !== keyOf(key)
      ? `Did you mean ${meant.value}?`
      : 'Nobody says anything of it, and it has no default. A setting is written by the key of its annotation.'
  const lines = [
    `setting ${printable(key)}${printable(where)}: nothing has it.`,
    `  ${hint}`,
    ...(refused.length === 0
      ? []
      : [`  Refused, so that nothing is known of their settings: ${refused.map(printable).join(', ')}.`])
  ]
  return { passed: false, message: lines.join('\n') }
}

/** Whether a setting has a value: for the load balancer, and in every listener, Ingress or target group that has the setting. */
export const judgeSetting = (front: Front, asked: SettingAsked, wanted: SettingGiven): SettingVerdict => {
  const key = keyOf(asked.key)
  const about = asked.about === undefined ? undefined : String(asked.about)
  const found = settingsOf(front, about).filter((each) => each.key === key)
  if (found.length === 0) return nothingFound(front, asked)
  const different = found.filter(({ value }) => !isValue(wanted, value))
  const passed = different.length === 0
  const shown = passed ? found : different
  return {
    passed,
    message: [
      `setting ${printable(key)}: expected ${passed ? 'anything but ' : ''}${givenWords(wanted)}, and got`,
      ...shown.flatMap((each) => [`  ${foundWords(each)}`, ...lostWords(each).map((line) => `    ${line}`)]),
      ...(passed ? [] : ['  Set the annotation on the object that decides, or correct the test.'])
    ].join('\n')
  }
}
