import { t } from '../../prelude.js'
import { byText } from '../../support/canonical.js'
import type { Codec } from './codec.js'
import { json } from './json.js'
import { optional, orEmpty, shape } from './json-shape.js'
import { type JsonType, mapOf, refined, text } from './json-types.js'
import type { TextMap } from './text.js'

const Extra = t.partial({ authenticationRequestExtraParams: t.readonly(t.record(t.string, t.string)) })

const CognitoProvider = t.readonly(
  t.intersection([t.type({ userPoolARN: t.string, userPoolClientID: t.string, userPoolDomain: t.string }), Extra])
)
/** A Cognito user pool. Members that are not written are empty: AWS says whether they will do. */
export type CognitoProvider = t.TypeOf<typeof CognitoProvider>

const OidcProvider = t.readonly(
  t.intersection([
    t.type({
      issuer: t.string,
      authorizationEndpoint: t.string,
      tokenEndpoint: t.string,
      userInfoEndpoint: t.string,
      secretName: t.string
    }),
    Extra
  ])
)
/** An OpenID Connect provider. The Secret with client ID and client secret is in the namespace of the Ingress. */
export type OidcProvider = t.TypeOf<typeof OidcProvider>

// The names of these parameters are the provider's own: their letters count.
const extraParams: JsonType<TextMap> = refined(mapOf(text), (values) => Object.fromEntries(values))
const extra = { authenticationRequestExtraParams: optional(extraParams) } as const

const sorted = (params: TextMap | undefined): TextMap | undefined =>
  params && Object.fromEntries(Object.entries(params).sort(([a], [b]) => byText(a, b)))

/** The provider of `auth-idp-cognito`. As in the reference nothing is required. */
export const cognito: Codec<CognitoProvider> = json({
  type: shape(
    { userPoolARN: orEmpty(text), userPoolClientID: orEmpty(text), userPoolDomain: orEmpty(text), ...extra },
    (value) => value
  ),
  format:
    'a JSON object with userPoolARN, userPoolClientID, userPoolDomain and perhaps authenticationRequestExtraParams',
  is: CognitoProvider.is,
  write: ({ userPoolARN, userPoolClientID, userPoolDomain, authenticationRequestExtraParams }) => ({
    userPoolARN,
    userPoolClientID,
    userPoolDomain,
    authenticationRequestExtraParams: sorted(authenticationRequestExtraParams)
  })
})

/** The provider of `auth-idp-oidc`. As in the reference nothing is required. */
export const oidc: Codec<OidcProvider> = json({
  type: shape(
    {
      issuer: orEmpty(text),
      authorizationEndpoint: orEmpty(text),
      tokenEndpoint: orEmpty(text),
      userInfoEndpoint: orEmpty(text),
      secretName: orEmpty(text),
      ...extra
    },
    (value) => value
  ),
  format:
    'a JSON object with issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName and perhaps authenticationRequestExtraParams',
  is: OidcProvider.is,
  write: ({ issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName, ...rest }) => ({
    issuer,
    authorizationEndpoint,
    tokenEndpoint,
    userInfoEndpoint,
    secretName,
    authenticationRequestExtraParams: sorted(rest.authenticationRequestExtraParams)
  })
})
