import { E } from '@alb-ingress/core'
import type { Trouble } from '../exit.js'
import type { Given } from './flags.js'
import type { CliOption } from './option.js'

/** What a command goes by: flag over config file over default. What the account file says comes in when it is read. */
export interface Choice {
  readonly command: string
  readonly flags: Given
  readonly config: Given
}

/** The value of an option, if somebody gave one or it has a default. */
export const chosen = <A>({ flags, config }: Choice, { name, fallback }: CliOption<A>): A | undefined => {
  const given = flags.get(name) ?? config.get(name)
  // Under the name of an option there is only what its own type has read.
  return given === undefined ? fallback : (given as A)
}

/** The value of an option that has a default. */
export const settled = <A>(choice: Choice, option: CliOption<A> & { readonly fallback: A }): A =>
  chosen(choice, option) ?? option.fallback

/** The value of an option that the command cannot do without. */
export const needed = <A>(choice: Choice, option: CliOption<A>): E.Either<Trouble, A> => {
  const value = chosen(choice, option)
  if (value !== undefined) return E.right(value)
  return E.left([`${choice.command} needs --${option.name} <${option.placeholder ?? 'value'}>: ${option.help}`])
}
