import { type Refusal, when } from './refusal.js'

/** AWS's grammar for names of load balancers and target groups: 32 letters, digits and hyphens, no hyphen at either end. */
export const nameRefusal = (what: string, name: string | undefined): Refusal =>
  when(name === undefined || name === '', 'ValidationError', `${what} name must be specified`) ??
  when((name ?? '').length > 32, 'ValidationError', `${what} name '${name}' cannot be longer than '32' characters`) ??
  when(
    !/^[A-Za-z0-9-]*$/.test(name ?? ''),
    'ValidationError',
    `${what} name '${name}' can only contain characters that are alphanumeric characters and hyphens(-)`
  ) ??
  when(/^-|-$/.test(name ?? ''), 'ValidationError', `${what} name '${name}' cannot begin or end with '-'`)

/** Names that begin like the host names of internal load balancers are AWS's own. */
export const reservedNameRefusal = (name: string | undefined): Refusal =>
  when(
    (name ?? '').startsWith('internal-'),
    'ValidationError',
    `Load balancer name '${name}' cannot begin with 'internal-'`
  )

/** Names and descriptions of security groups: 255 characters of a wider alphabet. */
export const groupTextRefusal = (what: string, text: string | undefined): Refusal =>
  when(text === undefined || text === '', 'InvalidParameterValue', `${what} must be specified`) ??
  when((text ?? '').length > 255, 'InvalidParameterValue', `${what} is longer than 255 characters`) ??
  when(
    !/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/.test(text ?? ''),
    'InvalidParameterValue',
    `${what} '${text}' holds characters that are not allowed`
  )
