import type { Action } from '../resources/action.js'
import type { Condition } from '../resources/condition.js'
import type { LogIn } from '../resources/log-in.js'
import type { Transform } from '../resources/transform.js'

/** Members of a JSON object, references still inside. */
export type Members = Readonly<Record<string, unknown>>

const logInMembers = (action: LogIn): Members => {
  if (action.type === 'authenticate-cognito') {
    const { type, extraParams, userPoolArn, userPoolClientId, ...others } = action
    const provider = { userPoolARN: userPoolArn, userPoolClientID: userPoolClientId }
    return {
      type,
      authenticateCognitoConfig: { ...others, ...provider, authenticationRequestExtraParams: extraParams }
    }
  }
  const { type, extraParams, clientId, ...others } = action
  return {
    type,
    authenticateOIDCConfig: { ...others, clientID: clientId, authenticationRequestExtraParams: extraParams }
  }
}

/** An action as the reference's serialised stack has it. */
export const actionMembers = (action: Action): Members => {
  switch (action.type) {
    case 'forward':
      return {
        type: action.type,
        forwardConfig: {
          targetGroups: action.targetGroups.map(({ targetGroup, weight }) => ({ targetGroupARN: targetGroup, weight })),
          targetGroupStickinessConfig: action.stickiness
        }
      }
    case 'redirect': {
      const { type, ...redirectConfig } = action
      return { type, redirectConfig }
    }
    case 'fixed-response': {
      const { type, ...fixedResponseConfig } = action
      return { type, fixedResponseConfig }
    }
    case 'authenticate-cognito':
    case 'authenticate-oidc':
      return logInMembers(action)
    case 'jwt-validation': {
      const { type, ...jwtValidationConfig } = action
      return { type, jwtValidationConfig }
    }
  }
}

const configOf: Readonly<Record<Condition['field'], string>> = {
  'host-header': 'hostHeaderConfig',
  'path-pattern': 'pathPatternConfig',
  'http-header': 'httpHeaderConfig',
  'http-request-method': 'httpRequestMethodConfig',
  'query-string': 'queryStringConfig',
  'source-ip': 'sourceIPConfig'
}

/** A condition, its values under the name of its field. */
export const conditionMembers = ({ field, ...config }: Condition): Members => ({ field, [configOf[field]]: config })

/** A transform, its rewrites under the name of what it rewrites. */
export const transformMembers = ({ type, rewrites }: Transform): Members => ({
  type,
  [type === 'url-rewrite' ? 'urlRewriteConfig' : 'hostHeaderRewriteConfig']: { rewrites }
})
