import { isWhiteSpace } from '../annotations/codecs/white-space.js'
import { annotations } from '../annotations/registry.js'
import { all, type Checked, noting, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import { keyOfObject, refToObject } from '../kubernetes/object.js'
import type { Secret } from '../kubernetes/secret.js'
import { type Redacted, redact, reveal } from '../support/redacted.js'
import type { Context } from './context.js'

/** The client as which the load balancer speaks to the provider. */
export interface OidcClient {
  readonly clientId: Redacted
  readonly clientSecret: Redacted
}

const isControl = (character: string): boolean => /^\p{Cc}$/u.test(character)

const withoutTrailing = (secret: Redacted, isTrailing: (character: string) => boolean): Redacted => {
  const text = reveal(secret)
  let end = text.length
  while (end > 0 && isTrailing(text.charAt(end - 1))) end--
  return redact(text.slice(0, end))
}

const dataAt = (secret: Secret, key: string): At => ({ object: refToObject('Secret', secret), path: ['data', key] })

const lacks = (secret: Secret, key: string, named: At): Checked<never> => {
  const at = dataAt(secret, key)
  const message = `${nameOf(at.object)}, which ${annotations.authIdpOidc.key} names, has no text under ${key}.`
  return refuse(
    diagnostic('auth/secret-key', at, message, `Add ${key} to the Secret.`, [{ at: named, message: 'named here' }])
  )
}

/** Under `clientID`, or in old Secrets `clientId`; white space at its end is cut off. */
const clientId = (secret: Secret, named: At): Checked<Redacted> => {
  const value = secret.data.clientID ?? secret.data.clientId
  return value === undefined ? lacks(secret, 'clientID', named) : ok(withoutTrailing(value, isWhiteSpace))
}

/** Line breaks at its end are cut off, blanks are not: that is how the reference reads it, and a secret may end in one. */
const clientSecret = (secret: Secret, named: At): Checked<Redacted> => {
  const value = secret.data.clientSecret
  if (value === undefined) return lacks(secret, 'clientSecret', named)
  const cut = withoutTrailing(value, isControl)
  if (!isWhiteSpace(reveal(cut).at(-1))) return ok(cut)
  const at = dataAt(secret, 'clientSecret')
  const message = `${nameOf(at.object)}: the client secret ends in white space, which is sent to the provider as part of it.`
  const hint = 'If it came in by copying, take it off; else log-ins may fail.'
  return noting([diagnostic('auth/secret-space', at, message, hint)], cut)
}

const unlabelled = (context: Context, secret: Secret, named: At): Checked<never> | undefined => {
  const required = context.install.requiredSecretsLabel
  if (required === undefined || secret.labels[required.key] === required.value) return undefined
  const label = `${required.key}=${required.value}`
  const at: At = { object: refToObject('Secret', secret), path: ['metadata', 'labels'] }
  const message = `${nameOf(at.object)} may not be read, as it lacks the label ${label} that this installation requires.`
  return refuse(
    diagnostic('auth/secret', at, message, `Label the Secret ${label}.`, [{ at: named, message: 'named here' }])
  )
}

/**
 * The client of an OpenID Connect provider, from a Secret in the namespace of the Ingress. Errors: no such Secret, without the label that the
 * installation requires, or without a value. No diagnostic shows anything of a value.
 */
export const oidcClient = (
  context: Context,
  name: { readonly namespace: string; readonly name: string },
  named: At
): Checked<OidcClient> => {
  const secret = context.group.secrets.get(keyOfObject(name))
  if (secret !== undefined)
    return (
      unlabelled(context, secret, named) ??
      all({ clientId: clientId(secret, named), clientSecret: clientSecret(secret, named) })
    )
  const what = name.name === '' ? 'no Secret' : `Secret ${keyOfObject(name)}, which does not exist or cannot be read`
  return refuse(
    diagnostic(
      'auth/secret',
      named,
      `${nameOf(named.object)}: ${annotations.authIdpOidc.key} names ${what}.`,
      `Name, as secretName, a Secret in namespace ${name.namespace} with clientID and clientSecret.`
    )
  )
}
