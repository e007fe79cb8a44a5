import { parseArgs } from 'node:util'
import { nearest, O, printable } from '@alb-ingress/core'

/** What the words of a command line say, and what is wrong with them: all of it. */
export interface Words {
  /** By name; text as it was written, and several texts joined where they add up. */
  readonly given: Readonly<Record<string, string>>
  readonly trouble: ReadonlyArray<string>
}

/** How a flag is written: alone, with a value, or with values that add up. */
export type Writing = 'switch' | 'value' | 'many'

type Writings = ReadonlyMap<string, Writing>

const unknown = (raw: string, writings: Writings): string => {
  const meant = nearest(raw.replace(/^-+/, ''), [...writings.keys()])
  return `No flag is called ${printable(raw)}. ${O.isSome(meant) ? `Did you mean --${meant.value}?` : 'See --help.'}`
}

// One dash is enough for Go, where the name is longer than a letter.
const withTwoDashes = (word: string): string => word.replace(/^-(?=[a-z]\w)/, '--').replace(/^-(?=v=)/, '--')

/** Reads words as Go programs do: `--name=value`, `--name value`, and switches alone or with `=false`. */
export const readWords = (argv: ReadonlyArray<string>, writings: Writings): Words => {
  const options = Object.fromEntries(
    [...writings].map(([name, how]) => [name, { type: how === 'switch' ? ('boolean' as const) : ('string' as const) }])
  )
  const { tokens } = parseArgs({ args: argv.map(withTwoDashes), options, strict: false, tokens: true })
  const given: Record<string, string> = {}
  const trouble: Array<string> = []
  let afterUnknown = false
  for (const token of tokens) {
    if (token.kind === 'positional' && !afterUnknown) trouble.push(`${printable(token.value)} belongs to no flag.`)
    afterUnknown = false
    if (token.kind !== 'option') continue
    const { name, value, rawName } = token
    const how = writings.get(name)
    if (how === undefined) {
      trouble.push(unknown(rawName, writings))
      afterUnknown = value === undefined
    } else if (value === undefined && how !== 'switch') trouble.push(`--${name} needs a value.`)
    else {
      const said = value ?? 'true'
      given[name] = how === 'many' && given[name] !== undefined ? `${given[name]},${said}` : said
    }
  }
  return { given, trouble }
}
