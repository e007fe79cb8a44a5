import type { Secret } from '../../src/kubernetes/secret.js'
import type { Service } from '../../src/kubernetes/service.js'
import type { Action } from '../../src/resources/action.js'
import { redact } from '../../src/support/redacted.js'
import { annotations, service } from '../build.js'
import { certificateArn } from './one-group.js'

// Annotations that ask for log-ins and tokens, on listeners that can have them or not.

export const pool = {
  userPoolARN: 'arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Ab12Cd34',
  userPoolClientID: '4k2jv9q1example',
  userPoolDomain: 'shop-login'
}
export const cognito = { 'auth-type': 'cognito', 'auth-idp-cognito': JSON.stringify(pool) }

export const provider = {
  issuer: 'https://login.shop.example',
  authorizationEndpoint: 'https://login.shop.example/authorize',
  tokenEndpoint: 'https://login.shop.example/token',
  userInfoEndpoint: 'https://login.shop.example/userinfo',
  secretName: 'client'
}
export const oidc = { 'auth-type': 'oidc', 'auth-idp-oidc': JSON.stringify(provider) }

export const jwt = { 'jwt-validation': '{"jwksEndpoint":"https://id.shop.example/jwks","issuer":"shop"}' }

export const https = { 'listen-ports': '[{"HTTPS":443}]', 'certificate-arn': certificateArn }
export const both = { 'listen-ports': '[{"HTTP":80},{"HTTPS":443}]', 'certificate-arn': certificateArn }

export const clientOf = (
  data: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> = {}
): Secret => ({
  ...{ namespace: 'shop', name: 'client', labels, resourceVersion: '' },
  data: Object.fromEntries(Object.entries(data).map(([key, text]) => [key, redact(text)]))
})
export const client = clientOf({ clientID: 'shop-web', clientSecret: 'hunter2' })

export const serviceWith = (name: string, short: Readonly<Record<string, string>>): Service =>
  service(name, { annotations: annotations(short) })

export const types = (actions: ReadonlyArray<Action>): ReadonlyArray<string> => actions.map(({ type }) => type)
