import { annotation } from '../annotation.js'
import { cognito, oidc } from '../codecs/auth.js'
import { jwtValidation as jwtValidationCodec } from '../codecs/jwt-validation.js'
import { int64, oneOf, verbatim } from '../codecs/text.js'

export const authType = annotation({
  key: 'auth-type',
  on: ['Ingress', 'Service'],
  configures: 'Authentication',
  codec: oneOf('none', 'cognito', 'oidc'),
  lookup: 'serviceFirst',
  fallback: () => 'none' as const,
  sets: ['ListenerRule.actions', 'Listener.defaultActions'],
  summary:
    'Whether users must log in, and with what: a Cognito user pool or an OpenID Connect provider. On HTTPS only.',
  valid: ['none', 'cognito', 'oidc'],
  invalid: ['authenticate', 'OIDC', '']
})

export const authIdpCognito = annotation({
  key: 'auth-idp-cognito',
  on: ['Ingress', 'Service'],
  configures: 'Authentication',
  codec: cognito,
  lookup: 'serviceFirst',
  sets: ['ListenerRule.actions', 'Listener.defaultActions'],
  summary:
    'The Cognito user pool, its client, and the domain of its log-in page: the prefix alone where Cognito hosts it.',
  valid: [
    '{"userPoolARN":"arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Ab12Cd34","userPoolClientID":"4k2jv9q1example","userPoolDomain":"shop-login"}',
    '{"UserPoolArn":"a","userPoolClientID":"b","userPoolDomain":"c","authenticationRequestExtraParams":{"display":"page"}}'
  ],
  invalid: ['', '[]', '{"userPoolARN":5}', '{"authenticationRequestExtraParams":{"prompt":true}}']
})

export const authIdpOidc = annotation({
  key: 'auth-idp-oidc',
  on: ['Ingress', 'Service'],
  configures: 'Authentication',
  codec: oidc,
  lookup: 'serviceFirst',
  sets: ['ListenerRule.actions', 'Listener.defaultActions'],
  summary:
    "The OpenID Connect provider, and the Secret in the Ingress's namespace that holds clientID and clientSecret.",
  valid: [
    '{"issuer":"https://login.shop.example","authorizationEndpoint":"https://login.shop.example/authorize","tokenEndpoint":"https://login.shop.example/token","userInfoEndpoint":"https://login.shop.example/userinfo","secretName":"oidc-client"}'
  ],
  invalid: ['', '"https://login.shop.example"', '{"secretName":["oidc-client"]}']
})

export const authOnUnauthenticatedRequest = annotation({
  key: 'auth-on-unauthenticated-request',
  on: ['Ingress', 'Service'],
  configures: 'Authentication',
  codec: verbatim,
  lookup: 'serviceFirst',
  fallback: () => 'authenticate',
  sets: ['ListenerRule.actions', 'Listener.defaultActions'],
  summary:
    'What becomes of users who have not logged in: authenticate sends them there, allow lets them pass, deny refuses.',
  valid: ['authenticate', 'allow', 'deny'],
  invalid: []
})

export const authScope = annotation({
  key: 'auth-scope',
  on: ['Ingress', 'Service'],
  configures: 'Authentication',
  codec: verbatim,
  lookup: 'serviceFirst',
  fallback: () => 'openid',
  sets: ['ListenerRule.actions', 'Listener.defaultActions'],
  summary: 'What the provider is asked about users: scopes with blanks between them.',
  valid: ['openid email profile'],
  invalid: []
})

export const authSessionCookie = annotation({
  key: 'auth-session-cookie',
  on: ['Ingress', 'Service'],
  configures: 'Authentication',
  codec: verbatim,
  lookup: 'serviceFirst',
  fallback: () => 'AWSELBAuthSessionCookie',
  sets: ['ListenerRule.actions', 'Listener.defaultActions'],
  summary: 'The name of the cookie by which the load balancer knows who has logged in.',
  valid: ['shop-session'],
  invalid: []
})

export const authSessionTimeout = annotation({
  key: 'auth-session-timeout',
  on: ['Ingress', 'Service'],
  configures: 'Authentication',
  codec: int64,
  lookup: 'serviceFirst',
  fallback: () => 604800,
  sets: ['ListenerRule.actions', 'Listener.defaultActions'],
  summary: 'Seconds after which users must log in again; AWS takes at most seven days.',
  valid: ['3600', '+15', '604800'],
  invalid: ['1h', '3600.0', '']
})

export const jwtValidation = annotation({
  key: 'jwt-validation',
  on: ['Ingress'],
  configures: 'Authentication',
  codec: jwtValidationCodec,
  sets: ['ListenerRule.actions', 'Listener.defaultActions'],
  summary:
    'The tokens that every request must bring: who issues them, with which keys, and what they claim. On HTTPS only.',
  valid: [
    '{"jwksEndpoint":"https://id.shop.example/jwks","issuer":"https://id.shop.example"}',
    '{"jwksEndpoint":"https://id.shop.example/jwks","issuer":"shop","additionalClaims":[{"format":"string-array","name":"roles","values":["teller"]}]}'
  ],
  invalid: [
    '',
    '[]',
    '{"jwksUri":"https://id.shop.example/jwks","issuer":"shop"}',
    '{"jwksEndpoint":"https://id.shop.example/jwks","issuer":""}',
    '{"jwksEndpoint":"a","issuer":"b","additionalClaims":[{"format":"single-string","name":"aud","values":[]}]}'
  ]
})
