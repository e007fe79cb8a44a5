import type { Explained, Led } from '../explain/explain.js'
import type { Said } from '../explain/said.js'
import { Actions } from '../resources/action.js'
import { Conditions } from '../resources/condition.js'
import { listsBy } from '../support/lists-by.js'
import { masked } from '../support/redacted.js'
import { printable } from '../support/wording.js'
import type { Style } from './style.js'
import { actionWords, conditionsWords, resourceWords, valueWords } from './words.js'

const shown = (value: string): string => (value === '' ? '(empty)' : printable(value))

const countingOf = ({ said }: Explained): string =>
  said
    .filter(({ lostBecause }) => lostBecause === '')
    .map(({ where }) => printable(where))
    .join(', ')

const lostLine = ({ value, where, lostBecause }: Said): string =>
  `not ${shown(value)} (${printable(where)}): ${printable(lostBecause)}`

// Actions and conditions have words of their own; the shapes of both are checked, as a field is only a name here.
const ledWords = (value: unknown): string => {
  const shownValue = masked(value)
  if (Actions.is(shownValue)) return shownValue.map((action) => actionWords(action)).join(', ')
  if (Conditions.is(shownValue)) return conditionsWords(shownValue)
  return typeof shownValue === 'string' ? printable(shownValue) : valueWords(shownValue)
}

const ledLine = ({ resource, field, value }: Led): string => `${resourceWords(resource)}: ${field} ${ledWords(value)}`

const settingText = (explained: Explained, width: number, style: Style): string => {
  const value = explained.value === undefined ? style.paint('error', 'cannot be settled') : shown(explained.value)
  const head =
    `  ${printable(explained.key).padEnd(width)}  ${value}  ${style.paint('quiet', countingOf(explained))}`.trimEnd()
  const below = [
    ...explained.said.filter(({ lostBecause }) => lostBecause !== '').map(lostLine),
    ...explained.problems.map(({ message }) => style.paint('error', printable(message))),
    ...explained.led.map((led) => `${style.glyphs.arrow} ${ledLine(led)}`)
  ]
  return [head, ...below.map((line) => `    ${line}`)].join('\n')
}

// What nobody has said is told in few words: the value, and the flag where one gives it.
const defaultWords = ({ key, value, byDefault }: Explained): string =>
  `${key} ${shown(value ?? '')}${byDefault === 'default' ? '' : ` (${byDefault})`}`

const isDefault = ({ said, byDefault }: Explained): boolean => byDefault !== undefined && said.length === 0

const partText = (about: string, settings: ReadonlyArray<Explained>, style: Style): string => {
  const written = settings.filter((each) => !isDefault(each))
  const width = Math.max(0, ...written.map(({ key }) => printable(key).length))
  const defaults = settings.filter(isDefault).map(defaultWords)
  return [
    style.paint('heading', printable(about)),
    ...written.map((each) => settingText(each, width, style)),
    ...(defaults.length === 0 ? [] : [style.paint('quiet', `  by default: ${defaults.join(', ')}`)])
  ].join('\n')
}

/** The settings of a group, by what they are for: what somebody wrote in full, then the defaults in a line. */
export const explainText = (settings: ReadonlyArray<Explained>, style: Style): string => {
  const parts = listsBy(settings, ({ about }) => about)
  return [...parts].map(([about, each]) => partText(about, each, style)).join('\n\n')
}
