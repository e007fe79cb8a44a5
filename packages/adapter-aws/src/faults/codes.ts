import { type Fault, own } from '@alb-ingress/core'

type Kind = Fault['kind']

// Codes that say it in no family's words, or in another family's. With and without "Exception" they are the same code.
const listed: Readonly<Record<Kind, ReadonlyArray<string>>> = {
  throttled: [
    ...[
      'BandwidthLimitExceeded',
      'EC2Throttled',
      'PriorRequestNotComplete',
      'RequestLimitExceeded',
      'RequestThrottled'
    ],
    ...['SlowDown', 'Throttled', 'Throttling', 'TooManyRequests', 'TransactionInProgress']
  ],
  denied: [
    ...[
      'AccessDenied',
      'AccountProblem',
      'AuthFailure',
      'Blocked',
      'Forbidden',
      'NotAuthorized',
      'OperationNotPermitted'
    ],
    ...[
      'OptInRequired',
      'PendingVerification',
      'SubscriptionRequired',
      'UnauthorizedOperation',
      'WAFSubscriptionNotFound'
    ],
    ...['ExpiredToken', 'IDPRejectedClaim', 'IncompleteSignature', 'InvalidAccessKeyId', 'InvalidClientTokenId'],
    ...[
      'InvalidIdentityToken',
      'InvalidSignature',
      'MissingAuthenticationToken',
      'RequestExpired',
      'RequestInTheFuture'
    ],
    ...['RequestTimeTooSkewed', 'SignatureDoesNotMatch', 'UnrecognizedClient'],
    // The SDK's own, where no credentials were found or a profile could not be read.
    ...['CredentialsProviderError', 'ProviderError', 'TokenProviderError']
  ],
  missing: ['NoSuchEntity', 'WAFNonexistentItem'],
  conflict: [
    ...[
      'CapacityReservationPending',
      'DependencyViolation',
      'IncorrectInstanceState',
      'IncorrectState',
      'InvalidTarget'
    ],
    ...['OptimisticLock', 'TrustStoreNotReady', 'WAFAssociatedItem', 'WAFOptimisticLock', 'WAFStaleData']
  ],
  limit: ['InsufficientCapacity', 'TargetGroupAssociationLimit'],
  invalid: ['DuplicateTagKeys', 'SSLPolicyNotFound'],
  unavailable: [
    ...['HealthUnavailable', 'IDPCommunicationError', 'InternalError', 'InternalFailure', 'InternalServerError'],
    ...['InternalServiceError', 'RequestTimeout', 'ServerInternal', 'ServiceUnavailable', 'Unavailable'],
    ...['WAFInternalError', 'WAFUnavailableEntity'],
    // The SDK's own.
    'TimeoutError'
  ]
}

const byCode: Readonly<Record<string, Kind>> = Object.fromEntries(
  // Its keys are the kinds.
  (Object.keys(listed) as ReadonlyArray<Kind>).flatMap((kind) => listed[kind].map((code) => [code, kind] as const))
)

const families: ReadonlyArray<readonly [words: RegExp, kind: Kind]> = [
  [/NotFound$/, 'missing'],
  [/^Duplicate|\.Duplicate$|InUse$|AlreadyExists$|InUseBy/, 'conflict'],
  [/^TooMany|LimitExceeded$|LimitsExceeded$/, 'limit']
]

/** What kind of fault a code of AWS stands for; `undefined` where neither the code nor its words are known. */
export const kindOfCode = (code: string): Kind | undefined => {
  const word = code.replace(/Exception$/, '')
  return own(byCode, word) ?? families.find(([words]) => words.test(word))?.[1]
}
