import type { Action, AuthenticateCognito, AuthenticateOidc, Guard, JwtValidation, LogIn } from '@alb-ingress/core'
import type { Listener } from './records.js'
import { firstRefusal, type Refusal, when } from './refusal.js'

/** What AWS checks of a log-in or a check of tokens. No message repeats a value: some of them are secrets. */
export const guardRefusal = (protocol: Listener['protocol'], guard: Guard): Refusal =>
  when(
    protocol !== 'HTTPS',
    'InvalidLoadBalancerAction',
    `Actions of type '${guard.type}' are allowed on HTTPS listeners only`
  ) ?? ofType(guard)

/** A call that sets actions brings the client secret of each provider; what AWS keeps is not used again. */
export const secretsRefusal = (actions: ReadonlyArray<Action> = []): Refusal =>
  when(
    actions.some((action) => action.type === 'authenticate-oidc' && action.clientSecret === undefined),
    'ValidationError',
    'The member ClientSecret is missing'
  )

const ofType = (guard: Guard): Refusal => {
  switch (guard.type) {
    case 'authenticate-cognito':
      return cognitoRefusal(guard) ?? sessionRefusal(guard)
    case 'authenticate-oidc':
      return oidcRefusal(guard) ?? sessionRefusal(guard)
    case 'jwt-validation':
      return tokenRefusal(guard)
  }
}

const missing = (wrong: boolean, member: string): Refusal =>
  when(wrong, 'ValidationError', `The member '${member}' must not be empty`)

const cognitoRefusal = ({ userPoolArn, userPoolClientId, userPoolDomain }: AuthenticateCognito): Refusal =>
  when(!/^arn:aws[\w-]*:cognito-idp:/.test(userPoolArn), 'ValidationError', 'UserPoolArn is no ARN of a user pool') ??
  missing(userPoolClientId === '', 'UserPoolClientId') ??
  missing(userPoolDomain === '', 'UserPoolDomain')

// With a host, and without blanks.
const isHttpsUrl = (url: string): boolean => /^https:\/\/[^\s/?#]+\S*$/i.test(url)

const urlRefusal = (urls: Readonly<Record<string, string>>): Refusal =>
  firstRefusal(Object.entries(urls), ([member, url]) =>
    when(!isHttpsUrl(url), 'ValidationError', `The member '${member}' must be a full URL that begins with https://`)
  )

const oidcRefusal = ({ issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint }: AuthenticateOidc): Refusal =>
  urlRefusal({
    Issuer: issuer,
    AuthorizationEndpoint: authorizationEndpoint,
    TokenEndpoint: tokenEndpoint,
    UserInfoEndpoint: userInfoEndpoint
  })

const sevenDays = 604800

const sessionRefusal = ({ sessionTimeout, onUnauthenticatedRequest, extraParams = {}, ...session }: LogIn): Refusal =>
  when(
    !Number.isInteger(sessionTimeout) || sessionTimeout < 1 || sessionTimeout > sevenDays,
    'ValidationError',
    `The session timeout '${sessionTimeout}' must be between '1' and '${sevenDays}' seconds`
  ) ??
  missing(session.scope === '', 'Scope') ??
  missing(session.sessionCookieName === '', 'SessionCookieName') ??
  when(
    !['authenticate', 'allow', 'deny', undefined].includes(onUnauthenticatedRequest),
    'ValidationError',
    'OnUnauthenticatedRequest must be authenticate, allow or deny'
  ) ??
  when(Object.keys(extraParams).length > 10, 'ValidationError', 'A log-in has at most 10 extra parameters')

const formats = ['single-string', 'string-array', 'space-separated-values']
// Checked in every token, whatever the action says.
const reserved = ['exp', 'iss', 'nbf', 'iat']

const tokenRefusal = ({ jwksEndpoint, issuer, additionalClaims = [] }: JwtValidation): Refusal =>
  urlRefusal({ JwksEndpoint: jwksEndpoint }) ??
  missing(issuer === '', 'Issuer') ??
  when(additionalClaims.length > 10, 'ValidationError', 'A check of tokens has at most 10 additional claims') ??
  firstRefusal(
    additionalClaims,
    ({ format, name, values }) =>
      when(
        !formats.includes(format),
        'ValidationError',
        `The format of a claim must be one of ${formats.join(', ')}`
      ) ??
      when(reserved.includes(name), 'ValidationError', `The claim '${name}' is always checked`) ??
      when(values.length < 1 || values.length > 10, 'ValidationError', 'A claim has between 1 and 10 values')
  )
