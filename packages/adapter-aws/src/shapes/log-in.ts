import { type AuthenticateCognito, type AuthenticateOidc, type JwtValidation, reveal } from '@alb-ingress/core'
import type {
  AuthenticateCognitoActionConditionalBehaviorEnum,
  AuthenticateCognitoActionConfig,
  AuthenticateOidcActionConfig,
  JwtValidationActionAdditionalClaim,
  JwtValidationActionAdditionalClaimFormatEnum,
  JwtValidationActionConfig
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { given } from './understood.js'

type Session = Pick<
  AuthenticateCognito,
  'scope' | 'sessionCookieName' | 'sessionTimeout' | 'onUnauthenticatedRequest' | 'extraParams'
>

const sentSession = (logIn: Session) => ({
  Scope: logIn.scope,
  SessionCookieName: logIn.sessionCookieName,
  SessionTimeout: logIn.sessionTimeout,
  AuthenticationRequestExtraParams: logIn.extraParams,
  // AWS checks the word.
  OnUnauthenticatedRequest: logIn.onUnauthenticatedRequest as
    | AuthenticateCognitoActionConditionalBehaviorEnum
    | undefined
})

const shownSession = (config: AuthenticateCognitoActionConfig | AuthenticateOidcActionConfig) =>
  given({
    scope: config.Scope,
    sessionCookieName: config.SessionCookieName,
    sessionTimeout: config.SessionTimeout,
    extraParams: config.AuthenticationRequestExtraParams,
    onUnauthenticatedRequest: config.OnUnauthenticatedRequest
  })

/** A log-in with a Cognito user pool, as it is sent. */
export const sentCognito = (logIn: AuthenticateCognito): AuthenticateCognitoActionConfig => ({
  UserPoolArn: logIn.userPoolArn,
  UserPoolClientId: logIn.userPoolClientId,
  UserPoolDomain: logIn.userPoolDomain,
  ...sentSession(logIn)
})

/** The same as AWS shows it. */
export const shownCognito = (config: AuthenticateCognitoActionConfig): object => ({
  userPoolArn: config.UserPoolArn,
  userPoolClientId: config.UserPoolClientId,
  userPoolDomain: config.UserPoolDomain,
  ...shownSession(config)
})

/** A log-in with an OpenID Connect provider, as it is sent. Its secrets are in the open from here to AWS, and nowhere else. */
export const sentOidc = ({ clientSecret, ...logIn }: AuthenticateOidc): AuthenticateOidcActionConfig => ({
  Issuer: logIn.issuer,
  AuthorizationEndpoint: logIn.authorizationEndpoint,
  TokenEndpoint: logIn.tokenEndpoint,
  UserInfoEndpoint: logIn.userInfoEndpoint,
  ClientId: reveal(logIn.clientId),
  ClientSecret: clientSecret === undefined ? undefined : reveal(clientSecret),
  ...sentSession(logIn)
})

/** The same as AWS shows it, which is without the client secret. */
export const shownOidc = (config: AuthenticateOidcActionConfig): object => ({
  issuer: config.Issuer,
  authorizationEndpoint: config.AuthorizationEndpoint,
  tokenEndpoint: config.TokenEndpoint,
  userInfoEndpoint: config.UserInfoEndpoint,
  clientId: config.ClientId,
  ...shownSession(config)
})

type Claim = NonNullable<JwtValidation['additionalClaims']>[number]

const sentClaim = ({ format, name, values }: Claim): JwtValidationActionAdditionalClaim => ({
  // AWS checks the word.
  Format: format as JwtValidationActionAdditionalClaimFormatEnum,
  Name: name,
  Values: [...values]
})

/** A check of tokens, as it is sent. */
export const sentTokenCheck = (check: JwtValidation): JwtValidationActionConfig => ({
  JwksEndpoint: check.jwksEndpoint,
  Issuer: check.issuer,
  AdditionalClaims: check.additionalClaims?.map(sentClaim)
})

/** The same as AWS shows it. */
export const shownTokenCheck = ({ JwksEndpoint, Issuer, AdditionalClaims }: JwtValidationActionConfig): object => ({
  jwksEndpoint: JwksEndpoint,
  issuer: Issuer,
  ...given({
    additionalClaims: AdditionalClaims?.map(({ Format, Name, Values }) => ({
      format: Format,
      name: Name,
      values: Values
    }))
  })
})
