import type { Setting } from '../annotations/annotation.js'
import type { AnnotatedAction } from '../annotations/codecs/actions.js'
import type { CognitoProvider, OidcProvider } from '../annotations/codecs/auth.js'
import type { JwtValidation as TokenRules } from '../annotations/codecs/jwt-validation.js'
import { annotations, type Settings } from '../annotations/registry.js'
import { all, andThen, type Checked, map, noting, ok, refuse } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { refToObject } from '../kubernetes/object.js'
import type { Service } from '../kubernetes/service.js'
import { O, pipe } from '../prelude.js'
import type { Guard, JwtValidation, LogIn } from '../resources/log-in.js'
import type { Place } from './backends.js'
import { type Context, placeOf } from './context.js'
import { oidcClient } from './oidc-client.js'

type AuthSettings = Settings<'Authentication'>

/** What stands before the action of a backend. */
export interface Guarding {
  readonly guards: ReadonlyArray<Guard>
  /** A warning where one is asked for on a listener that cannot have it. */
  readonly open: ReadonlyArray<Diagnostic>
}

const provided = ({ authenticationRequestExtraParams: extraParams }: CognitoProvider | OidcProvider) =>
  extraParams === undefined ? {} : { extraParams }

/** How sessions are kept. All of it is sent, but an empty `auth-on-unauthenticated-request`: then AWS's own default applies. */
const sessionOf = (settings: AuthSettings) => ({
  scope: settings.authScope.value,
  sessionCookieName: settings.authSessionCookie.value,
  sessionTimeout: settings.authSessionTimeout.value,
  ...(settings.authOnUnauthenticatedRequest.value === ''
    ? {}
    : { onUnauthenticatedRequest: settings.authOnUnauthenticatedRequest.value })
})

const noProvider = (context: Context, { authType }: AuthSettings, key: string): Checked<never> => {
  const at = placeOf(context, authType)
  return refuse(
    diagnostic(
      'auth/provider',
      at,
      `${nameOf(at.object)}: ${annotations.authType.key} is ${authType.value}, but there is no annotation ${key} that says where users log in.`,
      `Add annotation ${key}, or remove ${annotations.authType.key}.`
    )
  )
}

const cognitoLogIn = (settings: AuthSettings, provider: CognitoProvider): LogIn => ({
  type: 'authenticate-cognito',
  userPoolArn: provider.userPoolARN,
  userPoolClientId: provider.userPoolClientID,
  userPoolDomain: provider.userPoolDomain,
  ...provided(provider),
  ...sessionOf(settings)
})

const oidcLogIn = (
  context: Context,
  { member }: Place,
  settings: AuthSettings,
  provider: Setting<OidcProvider>
): Checked<LogIn> => {
  const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName } = provider.value
  const named = { namespace: member.ingress.namespace, name: secretName }
  return pipe(
    oidcClient(context, named, placeOf(context, provider)),
    map(
      (client): LogIn => ({
        type: 'authenticate-oidc',
        ...{ issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint },
        ...client,
        ...provided(provider.value),
        ...sessionOf(settings)
      })
    )
  )
}

const logIn = (context: Context, place: Place, settings: AuthSettings): Checked<ReadonlyArray<LogIn>> => {
  const { authType, authIdpCognito, authIdpOidc } = settings
  switch (authType.value) {
    case 'none':
      return ok([])
    case 'cognito':
      if (O.isNone(authIdpCognito)) return noProvider(context, settings, annotations.authIdpCognito.key)
      return ok([cognitoLogIn(settings, authIdpCognito.value.value)])
    case 'oidc':
      if (O.isNone(authIdpOidc)) return noProvider(context, settings, annotations.authIdpOidc.key)
      return pipe(
        oidcLogIn(context, place, settings, authIdpOidc.value),
        map((one) => [one])
      )
  }
}

const tokenCheck = ({ jwksEndpoint, issuer, additionalClaims }: TokenRules): JwtValidation => ({
  type: 'jwt-validation',
  jwksEndpoint,
  issuer,
  additionalClaims
})

/** A rule has room for one of the two. */
const bothAsked = (context: Context, { authType, jwtValidation }: AuthSettings): ReadonlyArray<Diagnostic> => {
  if (authType.value === 'none' || O.isNone(jwtValidation)) return []
  const at = placeOf(context, jwtValidation.value)
  const other = placeOf(context, authType)
  return [
    diagnostic(
      'auth/with-jwt',
      at,
      `${nameOf(at.object)} asks for tokens with ${annotations.jwtValidation.key}, and ${nameOf(other.object)} for a log-in with ${annotations.authType.key} ${authType.value}; a load balancer does one of them.`,
      'Remove one of the annotations, or put people and machines on paths of two Ingresses in one group.',
      [{ at: other, message: 'the log-in' }]
    )
  ]
}

const onHttps = (context: Context, place: Place, settings: AuthSettings): Checked<Guarding> =>
  pipe(
    all({ logIns: logIn(context, place, settings), alone: noting(bothAsked(context, settings), undefined) }),
    map(({ logIns }) => ({
      guards: O.isSome(settings.jwtValidation) ? [tokenCheck(settings.jwtValidation.value.value)] : logIns,
      open: []
    }))
  )

/** What an HTTP listener leaves out. A redirect gives nothing away, so nobody needs to hear of it. */
const leftOut = ({ authType, jwtValidation }: AuthSettings, action: AnnotatedAction): ReadonlyArray<string> => {
  if (action.type === 'redirect') return []
  return [
    ...(authType.value === 'none' ? [] : [`without the log-in of ${annotations.authType.key} ${authType.value}`]),
    ...(O.isSome(jwtValidation) ? [`without the check of ${annotations.jwtValidation.key}`] : [])
  ]
}

const openOnHttp = (place: Place, settings: AuthSettings, action: AnnotatedAction): ReadonlyArray<Diagnostic> => {
  const missing = leftOut(settings, action)
  if (missing.length === 0) return []
  const { port } = place.listener
  return [
    diagnostic(
      'auth/plain-http',
      place.at,
      `${nameOf(refToObject('Ingress', place.member.ingress))}: on HTTP port ${port}, ${place.requests} are answered ${missing.join(' and ')}, as load balancers ask for these on HTTPS only.`,
      `Listen on HTTPS and name that port in annotation ${annotations.sslRedirect.key}, or take {"HTTP":${port}} out of ${annotations.listenPorts.key}.`
    )
  ]
}

/**
 * What stands before a backend's own action, whatever that is. Settings are read on every listener, so that their mistakes are told, and act
 * on HTTPS only. `service`: the one Service that gets the requests; its annotations come before those of the Ingress.
 */
export const guardsOf = (
  context: Context,
  place: Place,
  action: AnnotatedAction,
  service: Service | undefined
): Checked<Guarding> =>
  pipe(
    context.authentication(place.member, service),
    andThen((settings) =>
      place.listener.protocol === 'HTTPS'
        ? onHttps(context, place, settings)
        : ok({ guards: [], open: openOnHttp(place, settings, action) })
    )
  )
