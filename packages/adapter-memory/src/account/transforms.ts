import type { Rewrite, Transform } from '@alb-ingress/core'
import { firstRefusal, type Refusal, refuse, when } from './refusal.js'

/** AWS's limit for a regular expression, and for what replaces its match. */
const longest = 1024

/** A rule has at most one transform of each type, each with something to look for. */
export const transformsRefusal = (transforms: ReadonlyArray<Transform>): Refusal => {
  const types = transforms.map(({ type }) => type)
  const repeated = types.find((type, i) => types.indexOf(type) !== i)
  if (repeated !== undefined)
    return refuse('ValidationError', `A rule can have only one transform of type '${repeated}'`)
  return firstRefusal(transforms, ({ type, rewrites }) =>
    rewrites.length === 0
      ? refuse('ValidationError', `A transform of type '${type}' must have a rewrite`)
      : firstRefusal(rewrites, rewriteRefusal)
  )
}

const rewriteRefusal = ({ regex, replace }: Rewrite): Refusal =>
  when(regex === '', 'ValidationError', 'The regex of a transform cannot be empty') ??
  when(
    regex.length > longest || replace.length > longest,
    'ValidationError',
    `The regex and the replacement of a transform have at most ${longest} characters`
  )
