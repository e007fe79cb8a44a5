import { type Action, Actions, type FixedResponse, type Forward, type Redirect } from '@alb-ingress/core'
import type {
  FixedResponseActionConfig,
  ForwardActionConfig,
  RedirectActionConfig,
  RedirectActionStatusCodeEnum,
  Action as SdkAction
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { literal } from './literal.js'
import { sentCognito, sentOidc, sentTokenCheck, shownCognito, shownOidc, shownTokenCheck } from './log-in.js'
import { given, understood } from './understood.js'

/** Actions as they are sent. A forward is always a `ForwardConfig`, however many target groups it has. */
export const sentActions = (actions: ReadonlyArray<Action>): Array<SdkAction> =>
  actions.map((action, i) => ({ Type: action.type, Order: i + 1, ...sentConfig(action) }))

const sentConfig = (action: Action): Omit<SdkAction, 'Type'> => {
  switch (action.type) {
    case 'forward':
      return { ForwardConfig: sentForward(action) }
    case 'redirect':
      return { RedirectConfig: sentRedirect(action) }
    case 'fixed-response':
      return { FixedResponseConfig: sentFixedResponse(action) }
    case 'authenticate-cognito':
      return { AuthenticateCognitoConfig: sentCognito(action) }
    case 'authenticate-oidc':
      return { AuthenticateOidcConfig: sentOidc(action) }
    case 'jwt-validation':
      return { JwtValidationConfig: sentTokenCheck(action) }
  }
}

const sentForward = ({ targetGroups, stickiness }: Forward): ForwardActionConfig => ({
  TargetGroups: targetGroups.map(({ targetGroup, weight }) => ({
    TargetGroupArn: literal(targetGroup),
    Weight: weight
  })),
  TargetGroupStickinessConfig:
    stickiness === undefined ? undefined : { Enabled: stickiness.enabled, DurationSeconds: stickiness.durationSeconds }
})

const sentRedirect = ({ statusCode, host, path, port, protocol, query }: Redirect): RedirectActionConfig => ({
  // AWS checks the word.
  StatusCode: statusCode as RedirectActionStatusCodeEnum,
  Host: host,
  Path: path,
  Port: port,
  Protocol: protocol,
  Query: query
})

const sentFixedResponse = ({ statusCode, contentType, messageBody }: FixedResponse): FixedResponseActionConfig => ({
  StatusCode: statusCode,
  ContentType: contentType,
  MessageBody: messageBody
})

/** Actions as AWS shows them, in the order in which it carries them out; `undefined` where one of them is not understood. */
export const shownActions = (actions: ReadonlyArray<SdkAction> = []): ReadonlyArray<Action> | undefined =>
  understood(Actions, [...actions].sort(byOrder).map(shown))

const byOrder = (a: SdkAction, b: SdkAction): number => (a.Order ?? 0) - (b.Order ?? 0)

const shown = (action: SdkAction): unknown => ({ type: action.Type, ...shownConfig(action) })

const shownConfig = (action: SdkAction): object | undefined => {
  const {
    ForwardConfig: forward = { TargetGroups: [{ TargetGroupArn: action.TargetGroupArn }] },
    RedirectConfig: redirect,
    FixedResponseConfig: response,
    AuthenticateCognitoConfig: cognito,
    AuthenticateOidcConfig: oidc,
    JwtValidationConfig: tokens
  } = action
  switch (action.Type) {
    case 'forward':
      return shownForward(forward)
    case 'redirect':
      return redirect && shownRedirect(redirect)
    case 'fixed-response':
      return response && shownFixedResponse(response)
    case 'authenticate-cognito':
      return cognito && shownCognito(cognito)
    case 'authenticate-oidc':
      return oidc && shownOidc(oidc)
    case 'jwt-validation':
      return tokens && shownTokenCheck(tokens)
    default:
      return undefined
  }
}

const shownForward = ({ TargetGroups = [], TargetGroupStickinessConfig: stickiness }: ForwardActionConfig): object => ({
  targetGroups: TargetGroups.map(({ TargetGroupArn, Weight }) =>
    given({ targetGroup: TargetGroupArn, weight: Weight })
  ),
  ...(stickiness === undefined
    ? {}
    : { stickiness: given({ enabled: stickiness.Enabled, durationSeconds: stickiness.DurationSeconds }) })
})

const shownRedirect = ({ StatusCode, Host, Path, Port, Protocol, Query }: RedirectActionConfig): object =>
  given({ statusCode: StatusCode, host: Host, path: Path, port: Port, protocol: Protocol, query: Query })

const shownFixedResponse = ({ StatusCode, ContentType, MessageBody }: FixedResponseActionConfig): object =>
  given({ statusCode: StatusCode, contentType: ContentType, messageBody: MessageBody })
