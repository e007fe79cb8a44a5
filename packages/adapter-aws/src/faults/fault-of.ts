import type { Fault } from '@alb-ingress/core'
import { kindOfCode } from './codes.js'
import { withoutSecrets } from './mask.js'

/** What the SDK throws, as far as it is looked at: an answer of AWS, or that there was none. */
interface SdkError {
  readonly name?: string
  readonly message?: string
  /** AWS's own code, where the protocol has one beside the name that the SDK makes of it. */
  readonly Code?: string
  /** Node's code of a connection that failed. */
  readonly code?: string
  /** Where the body alone tells it. */
  readonly RequestId?: string
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string }
  readonly $retryable?: { readonly throttling?: boolean }
  /** Of a connection that failed for each address of a host. */
  readonly errors?: ReadonlyArray<{ readonly message?: string }>
}

/**
 * What the SDK threw at a call, as a fault. What is neither an answer of AWS, nor a failed connection, nor about credentials is a defect of ours,
 * and is thrown on. `secrets` are those of the call, in the open: no message repeats them.
 */
export const faultOf = (call: string, error: unknown, secrets: ReadonlyArray<string> = []): Fault => {
  // Any object may have these members, or not.
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as SdkError
  const code = codeOf(thrown)
  const kind = kindOfCode(code) ?? kindOfStatus(thrown)
  if (kind === undefined) throw error
  const requestId = thrown.$metadata?.requestId ?? thrown.RequestId
  return {
    kind,
    code,
    call,
    message: withRemedy(code, withoutSecrets(messageOf(thrown), secrets)),
    ...(requestId === undefined ? {} : { requestId })
  }
}

const ofCredentials: ReadonlySet<string> = new Set(['CredentialsProviderError', 'ProviderError', 'TokenProviderError'])

// The SDK says what it did not find, and not where it looks.
const withRemedy = (code: string, message: string): string =>
  ofCredentials.has(code)
    ? `${message.replace(/\.?$/, '.')} Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is given.`
    : message

// An answer that the SDK could not read is told by the name of what that threw, which says less than its status.
const codeOf = ({ Code, code, name = 'Error', $metadata }: SdkError): string => {
  const status = $metadata?.httpStatusCode
  if (Code !== undefined) return Code
  if (status !== undefined && (name === 'SyntaxError' || name === 'Error' || name === '')) return `${status}`
  return isConnection(code) && $metadata?.httpStatusCode === undefined ? code : name
}

/** Node's words for connections, names and certificates, such as ECONNREFUSED and CERT_HAS_EXPIRED: never Node's own for misuse. */
const isConnection = (code: string | undefined): code is string =>
  code !== undefined && /^[A-Z][A-Z_]+$/.test(code) && !code.startsWith('ERR_INVALID')

const kindOfStatus = ({ $metadata, $retryable, code }: SdkError): Fault['kind'] | undefined => {
  const status = $metadata?.httpStatusCode
  if ($retryable?.throttling === true || status === 429) return 'throttled'
  if (status === undefined) return isConnection(code) ? 'unavailable' : undefined
  if (status === 401 || status === 403) return 'denied'
  return status >= 400 && status < 500 ? 'invalid' : 'unavailable'
}

const messageOf = ({ message = '', errors = [] }: SdkError): string =>
  message === '' ? errors.flatMap((each) => each.message ?? []).join('; ') : message
