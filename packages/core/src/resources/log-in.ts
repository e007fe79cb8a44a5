import { t } from '../prelude.js'
import { TextMap } from './fields.js'
import { SecretText } from './secret-text.js'

const Session = t.type({ scope: t.string, sessionCookieName: t.string, sessionTimeout: t.number })
const Perhaps = t.partial({ onUnauthenticatedRequest: t.string, extraParams: TextMap })

const Cognito = t.type({
  type: t.literal('authenticate-cognito'),
  userPoolArn: t.string,
  userPoolClientId: t.string,
  userPoolDomain: t.string
})
/** Lets a request pass once its user has logged in with a Cognito user pool. The timeout of the session is in seconds. */
export const AuthenticateCognito = t.readonly(t.intersection([Cognito, Session, Perhaps]))
export type AuthenticateCognito = t.TypeOf<typeof AuthenticateCognito>

const Oidc = t.type({
  type: t.literal('authenticate-oidc'),
  issuer: t.string,
  authorizationEndpoint: t.string,
  tokenEndpoint: t.string,
  userInfoEndpoint: t.string,
  clientId: SecretText
})
/** The same with an OpenID Connect provider. AWS takes the client secret and never shows it again, so what is observed has none. */
export const AuthenticateOidc = t.readonly(
  t.intersection([Oidc, Session, Perhaps, t.partial({ clientSecret: SecretText })])
)
export type AuthenticateOidc = t.TypeOf<typeof AuthenticateOidc>

const Claim = t.readonly(t.type({ format: t.string, name: t.string, values: t.readonlyArray(t.string) }))

/** Lets a request pass that brings a token of the issuer, with all of the claims. */
export const JwtValidation = t.readonly(
  t.intersection([
    t.type({ type: t.literal('jwt-validation'), jwksEndpoint: t.string, issuer: t.string }),
    t.partial({ additionalClaims: t.readonlyArray(Claim) })
  ])
)
export type JwtValidation = t.TypeOf<typeof JwtValidation>

export const LogIn = t.union([AuthenticateCognito, AuthenticateOidc])
/** What sends a user without a session to log in. */
export type LogIn = t.TypeOf<typeof LogIn>

/** What a request must pass before the action that answers it. */
export type Guard = LogIn | JwtValidation

// What AWS does where the call says nothing, and shows afterwards.
const defaults = {
  onUnauthenticatedRequest: 'authenticate',
  scope: 'openid',
  sessionCookieName: 'AWSELBAuthSessionCookie',
  sessionTimeout: 604800
}

const unlessEmpty = <A extends object>(value: A | undefined): A | undefined =>
  value === undefined || Object.keys(value).length === 0 ? undefined : value

/** What of a log-in can be compared with AWS: not the client secret, and the client id only `withClientId`. */
export const comparableLogIn = (action: LogIn, withClientId: boolean): unknown => {
  const given = { ...defaults, ...action, extraParams: unlessEmpty(action.extraParams) }
  if (given.type === 'authenticate-cognito') return given
  return { ...given, clientSecret: undefined, clientId: withClientId ? given.clientId : undefined }
}

/** A check of tokens as it is compared with AWS: no claims are the same as an empty list of them. */
export const comparableJwtValidation = (action: JwtValidation): unknown => ({
  ...action,
  additionalClaims: unlessEmpty(action.additionalClaims)
})
