import type { Cause } from '../plan/step.js'
import { Actions, withoutIdle } from '../resources/action.js'
import { kinds } from '../resources/kinds.js'
import { isRef, type KindName } from '../resources/ref.js'
import { byText, equal } from '../support/canonical.js'
import { own } from '../support/own.js'
import { isRedacted, mask, masked, maskedByName } from '../support/redacted.js'
import { printable } from '../support/wording.js'
import { valueWords, wholeWords } from './words.js'

/** Where exactly two values of a field differ. */
interface Difference {
  readonly path: string
  readonly from: unknown
  readonly to: unknown
}

// A reader who sees these has understood, and can ask for JSON.
const mostDifferences = 4

type Fields = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isRef(value) && !isRedacted(value)

const memberPath = (path: string, name: string): string =>
  /^\w+$/.test(name) ? `${path}.${name}` : `${path}[${printable(name)}]`

/** Goes down to the smallest parts that differ. `declaredOnly`: members that nobody asks for are nobody's business. */
const differences = (path: string, from: unknown, to: unknown, declaredOnly: boolean): ReadonlyArray<Difference> => {
  if (equal(from, to)) return []
  if (isPlain(from) && isPlain(to)) {
    const names = new Set(declaredOnly ? Object.keys(to) : [...Object.keys(from), ...Object.keys(to)])
    return [...names]
      .sort(byText)
      .flatMap((name) => differences(memberPath(path, name), own(from, name), own(to, name), declaredOnly))
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    return to.flatMap((item, i) => differences(`${path}[${i}]`, from[i], item, declaredOnly))
  }
  return [{ path, from, to }]
}

const isKeyed = (kind: KindName | undefined, field: string): boolean => {
  if (kind === undefined) return false
  const fields: Readonly<Record<string, { readonly keyed: boolean }>> = kinds[kind].fields
  return fields[field]?.keyed === true
}

// What AWS fills in, and what says nothing, is no change: a reader would take it for one.
const asCompared = (value: unknown): unknown => (Actions.is(value) ? withoutIdle(value) : value)

// Two values that come out alike when they are shortened are shown whole. Of two secrets one may know that they differ, and no more.
const fromToWords = ({ path, from, to }: Difference, arrow: string): string => {
  if (isRedacted(from) && isRedacted(to)) return `${path}: ${mask} ${arrow} another ${mask}`
  const words = valueWords(from) === valueWords(to) ? wholeWords : valueWords
  return `${path}: ${words(from)} ${arrow} ${words(to)}`
}

const changeWords = ({ field = '', observed, desired }: Cause, kind: KindName | undefined, arrow: string): string => {
  const keyed = isKeyed(kind, field)
  // Of what is new no key is set yet, and each is told by itself.
  const from = keyed && observed === undefined ? {} : observed
  const found = differences(field, maskedByName(asCompared(from)), maskedByName(asCompared(desired)), keyed)
  const told = found.slice(0, mostDifferences).map((difference) => fromToWords(difference, arrow))
  const more = found.length - told.length
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}

/** What a cause says of its field: a change, or what is added or taken away where only that is known. */
const detailWords = (cause: Cause, kind: KindName | undefined, arrow: string): string => {
  if (cause.field === undefined) return ''
  if (!('observed' in cause)) return `gains ${cause.field} ${valueWords(masked(cause.desired))}`
  if (!('desired' in cause)) return `${cause.field} ${valueWords(masked(cause.observed))}`
  return changeWords(cause, kind, arrow)
}

/** Why a step is in the plan, in one line: what differs, from what to what, as far as a line takes it. */
export const reasonWords = (cause: Cause, kind: KindName | undefined, arrow: string): string => {
  const change = detailWords(cause, kind, arrow)
  const because = (words: string): string => (change === '' ? words : `${words} (${change})`)
  switch (cause.because) {
    case 'absent':
      return 'does not exist yet'
    case 'changed':
      return change === '' ? 'has changed' : change
    case 'surplus':
      return because('is wanted no more')
    case 'replaced':
      return because('cannot be changed in place')
    case 'refersToReplaced':
      return `${cause.field ?? 'it'} refers to what is made anew`
    case 'superseded':
      return 'something newer stands in its place'
    case 'leaving':
      return kind === undefined ? 'leaves the group' : because('its group is gone')
    case 'makesRoom':
      // The rules that move, from where to where, are named by the step itself.
      return 'makes room for another'
    case 'joins':
      return 'joins the group'
    case 'published':
      return Array.isArray(cause.observed) && cause.observed.length === 0
        ? 'shows no address yet'
        : because('shows something else now')
  }
}
