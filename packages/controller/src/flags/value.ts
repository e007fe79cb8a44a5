import { E } from '@alb-ingress/core'
import { durationText, readDuration } from './duration.js'

/** How values of a sort are given: in the text of a command line, or as a config file has them. */
export interface ValueType<A> {
  /** What help shows for the value, such as `duration`; empty where the flag alone says yes. */
  readonly placeholder: string
  /** `Left`: what it should be. */
  readonly read: (given: unknown) => E.Either<string, A>
  /** How the value is written; help and pages show defaults so. */
  readonly show: (value: A) => string
  /** Several of them add up. */
  readonly isMany?: boolean
}

const or = <A>(expected: string, value: A | undefined): E.Either<string, A> =>
  value === undefined ? E.left(expected) : E.right(value)

const asText = (given: unknown): string | undefined =>
  typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean' ? String(given) : undefined

const quoted = (value: string): string => (value === '' ? '""' : value)

export const text: ValueType<string> = {
  placeholder: 'text',
  read: (given) => or('a text', asText(given)),
  show: quoted
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((word) => [word, false] as const)
])

/** What Go takes for a truth value. */
export const truth: ValueType<boolean> = {
  placeholder: '',
  read: (given) => or('true or false', truths.get(asText(given) ?? '')),
  show: String
}

/** A whole number within bounds. */
export const whole = (least: number, most: number): ValueType<number> => ({
  placeholder: 'number',
  read: (given) => {
    const number = /^\d{1,15}$/.test(asText(given) ?? '') ? Number(given) : Number.NaN
    return or(`a whole number from ${least} to ${most}`, number >= least && number <= most ? number : undefined)
  },
  show: String
})

/** A part of the whole, as a number from 0 to 1. */
export const share: ValueType<number> = {
  placeholder: 'share',
  read: (given) => {
    const number = /^\d?\.?\d+$/.test(asText(given) ?? '') ? Number(given) : Number.NaN
    return or('a number from 0 to 1, such as 0.5', number >= 0 && number <= 1 ? number : undefined)
  },
  show: String
}

/** Milliseconds, written as Go writes durations; at least the shortest. */
export const duration = (shortest = 0): ValueType<number> => ({
  placeholder: 'duration',
  read: (given) => {
    const read = typeof given === 'string' ? readDuration(given) : given === 0 ? 0 : undefined
    const least = shortest === 0 ? '' : `, at least ${durationText(shortest)}`
    return or(`a duration such as 30s or 1h30m${least}`, read === undefined || read < shortest ? undefined : read)
  },
  show: durationText
})

/** One of a few words. */
export const oneOf = <const W extends string>(...words: ReadonlyArray<W>): ValueType<W> => ({
  placeholder: words.join('|'),
  read: (given) =>
    or(
      words.join(', ').replace(/, (?=[^,]*$)/, ' or '),
      words.find((word) => word === given)
    ),
  show: String
})

const itemsOf = (given: unknown): ReadonlyArray<string> | undefined => {
  const items = Array.isArray(given) ? given : asText(given)?.split(',')
  return items?.every((item): item is string => typeof item === 'string')
    ? items.map((item) => item.trim()).filter((item) => item !== '')
    : undefined
}

/** Texts with commas between them. */
export const list: ValueType<ReadonlyArray<string>> = {
  placeholder: 'a,b',
  read: (given) => or('texts with commas between them', itemsOf(given)),
  show: (items) => quoted(items.join(',')),
  isMany: true
}

type Pairs = Readonly<Record<string, string>>

const pairsOf = (given: unknown): Pairs | undefined => {
  const pairs: Array<readonly [string, unknown]> = []
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) pairs.push(...Object.entries(given))
  else
    for (const item of itemsOf(given) ?? ['']) {
      const at = item.indexOf('=')
      if (at < 1) return undefined
      pairs.push([item.slice(0, at).trim(), item.slice(at + 1).trim()])
    }
  const texts = pairs.map(([key, value]) => [key, asText(value)] as const)
  return texts.some(([, value]) => value === undefined)
    ? undefined
    : // Every value is a text by now.
      (Object.fromEntries(texts) as Pairs)
}

/** `key=value` with commas between them. */
export const pairs: ValueType<Pairs> = {
  placeholder: 'key=value,...',
  read: (given) => (given === '' ? E.right({}) : or('key=value, with commas between several', pairsOf(given))),
  show: (value) =>
    quoted(
      Object.entries(value)
        .map((pair) => pair.join('='))
        .join(',')
    ),
  isMany: true
}

/** Where a server listens: `:8080`, `127.0.0.1:8080`, or `0` for nowhere. */
export interface Address {
  readonly host: string | undefined
  readonly port: number
}

export const address: ValueType<Address | undefined> = {
  placeholder: 'address',
  read: (given) => {
    const said = asText(given) ?? ''
    if (said === '0' || said === '') return E.right(undefined)
    const [, host = '', port = ''] = /^(?:\[?([\w.:-]*?)\]?):(\d{1,5})$/.exec(said) ?? []
    return port === '' || Number(port) > 65535
      ? E.left('an address such as :8080, or 0 for none')
      : E.right({ host: host === '' ? undefined : host, port: Number(port) })
  },
  show: (value) => (value === undefined ? '0' : `${value.host ?? ''}:${value.port}`)
}
