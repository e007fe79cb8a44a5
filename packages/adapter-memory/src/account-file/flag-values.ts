import { Checked, type Code, defaultGates, type FeatureGates, type Installation, nearest, O } from '@alb-ingress/core'
import { otherGates, ourGates, type ReadFlag } from './flags.js'

/** Says what is wrong with a value, and what to do. */
export type Complain = (code: Code, message: string, hint: string) => Checked.Checked<never>

/** Reads the value of a flag, in the JSON form or in the text form of a command line. */
export const readFlag = (flag: ReadFlag, value: unknown, complain: Complain): Checked.Checked<unknown> => {
  switch (flag.reads) {
    case 'text':
      return typeof value === 'string' ? Checked.ok(value) : expected('a text', complain)
    case 'bool':
      return readBool(value, complain)
    case 'word':
      return readWord(flag.words, value, complain)
    case 'list':
      return readList(value, complain)
    case 'map':
      return readMap(value, complain)
    case 'prefix':
      return readPrefix(value, complain)
    case 'namePrefix':
      return readNamePrefix(value, complain)
    case 'label':
      return readLabel(value, complain)
    case 'gates':
      return readGates(value, complain)
  }
}

const expected = (what: string, complain: Complain): Checked.Checked<never> =>
  complain('account/flag-value', `It should be ${what}.`, `Write ${what}.`)

// What the flag library of the reference accepts for a truth value.
const truthOf = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  if (/^(1|t|T|true|TRUE|True)$/.test(value)) return true
  return /^(0|f|F|false|FALSE|False)$/.test(value) ? false : undefined
}

const readBool = (value: unknown, complain: Complain): Checked.Checked<boolean> => {
  const truth = truthOf(value)
  return truth === undefined ? expected('true or false', complain) : Checked.ok(truth)
}

const readWord = (words: ReadonlyArray<string>, value: unknown, complain: Complain): Checked.Checked<string> =>
  typeof value === 'string' && words.includes(value) ? Checked.ok(value) : expected(words.join(' or '), complain)

const readList = (value: unknown, complain: Complain): Checked.Checked<ReadonlySet<string>> => {
  const items = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value
  if (!Array.isArray(items) || items.some((item) => typeof item !== 'string')) {
    return expected('a list of texts, or a text with commas', complain)
  }
  return Checked.ok(new Set(items.filter((item) => item !== '')))
}

const readMap = (value: unknown, complain: Complain): Checked.Checked<Readonly<Record<string, string>>> => {
  const pairs = pairsIn(value)
  if (pairs === undefined) return expectedMap(complain)
  const texts: Array<readonly [string, string]> = []
  for (const [key, text] of Object.entries(pairs)) {
    if (typeof text !== 'string') return expectedMap(complain)
    texts.push([key, text])
  }
  return Checked.ok(Object.fromEntries(texts))
}

const expectedMap = (complain: Complain): Checked.Checked<never> =>
  expected('an object of texts, or a text like key=value,key=value', complain)

const readPrefix = (value: unknown, complain: Complain): Checked.Checked<string> =>
  typeof value === 'string' && /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/.test(value) && value.length <= 253
    ? Checked.ok(value)
    : expected('the name of a domain, as in alb.ingress.kubernetes.io, without a slash', complain)

const readNamePrefix = (value: unknown, complain: Complain): Checked.Checked<string | undefined> => {
  if (value === '') return Checked.ok(undefined)
  return typeof value === 'string' && value.length <= 12
    ? Checked.ok(value)
    : expected('a text of at most 12 characters', complain)
}

// The reference refuses to start with a label of which one half is empty.
const readLabel = (value: unknown, complain: Complain): Checked.Checked<Installation['requiredSecretsLabel']> => {
  if (value === '') return Checked.ok(undefined)
  const [, key, text] = typeof value === 'string' ? (/^([^=\s]+)=([^=\s]+)$/.exec(value) ?? []) : []
  if (key === undefined || text === undefined) return expected('a label like key=value', complain)
  return Checked.ok({ key, value: text })
}

/** The pairs in a value that is an object, or a text like `a=b,c=d`. */
export const pairsIn = (value: unknown): Readonly<Record<string, unknown>> | undefined => {
  const pairs = typeof value === 'string' ? pairsOf(value) : value
  // Whatever is an object and no list has members.
  return typeof pairs === 'object' && pairs !== null && !Array.isArray(pairs) ? { ...pairs } : undefined
}

const pairsOf = (text: string): unknown => {
  const pairs: Array<readonly [string, string | undefined]> = []
  for (const pair of text.split(',')) {
    if (pair.trim() === '') continue
    const at = pair.indexOf('=')
    pairs.push(at < 0 ? [pair.trim(), undefined] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()])
  }
  return Object.fromEntries(pairs)
}

const readGates = (value: unknown, complain: Complain): Checked.Checked<FeatureGates> => {
  const pairs = pairsIn(value)
  if (pairs === undefined) {
    return expected('an object, or a text like GateA=true,GateB=false', complain)
  }
  const checked = Checked.each(Object.entries(pairs), ([gate, text]) => readGate(gate, text, complain))
  return Checked.map((set: ReadonlyArray<readonly [string, boolean]>) => ({
    ...defaultGates,
    ...Object.fromEntries(set.filter(([gate]) => ourGates.has(gate)))
  }))(checked)
}

const readGate = (gate: string, text: unknown, complain: Complain): Checked.Checked<readonly [string, boolean]> => {
  const known = [...ourGates, ...otherGates]
  if (!known.includes(gate)) {
    const meant = nearest(gate, known)
    const hint = O.isSome(meant) ? `Did you mean ${meant.value}?` : `Known gates: ${known.join(', ')}.`
    return complain('account/gate', `No feature gate is called ${gate}.`, hint)
  }
  const truth = truthOf(text)
  return truth === undefined
    ? complain(
        'account/gate',
        `The feature gate ${gate} is neither true nor false.`,
        `Write ${gate}=true or ${gate}=false.`
      )
    : Checked.ok([gate, truth])
}
