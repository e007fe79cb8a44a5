import type { Fault } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { codes } from '../../../adapter-memory/src/account/refusal.js'
import { kindOfCode } from '../../src/faults/codes.js'

const known: ReadonlyArray<readonly [code: string, kind: Fault['kind']]> = [
  ['Throttling', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['RequestLimitExceeded', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['PriorRequestNotComplete', 'throttled'],
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['UnauthorizedOperation', 'denied'],
  ['AuthFailure', 'denied'],
  ['ExpiredToken', 'denied'],
  ['ExpiredTokenException', 'denied'],
  ['InvalidClientTokenId', 'denied'],
  ['SignatureDoesNotMatch', 'denied'],
  ['OptInRequired', 'denied'],
  ['CredentialsProviderError', 'denied'],
  ['InvalidInstanceID.NotFound', 'missing'],
  ['InvalidNetworkInterfaceID.NotFound', 'missing'],
  ['InvalidSubnetID.NotFound', 'missing'],
  ['TrustStoreAssociationNotFound', 'missing'],
  ['ResourceInUseException', 'conflict'],
  ['TrustStoreInUse', 'conflict'],
  ['OptimisticLockException', 'conflict'],
  ['CapacityReservationPending', 'conflict'],
  ['LimitExceededException', 'limit'],
  ['WAFLimitsExceededException', 'limit'],
  ['CapacityUnitsLimitExceeded', 'limit'],
  ['TooManyRegistrationsForTargetId', 'limit'],
  ['DuplicateTagKeys', 'invalid'],
  ['InternalFailure', 'unavailable'],
  ['InternalErrorException', 'unavailable'],
  ['ServiceUnavailable', 'unavailable'],
  ['WAFUnavailableEntityException', 'unavailable'],
  ['RequestTimeout', 'unavailable']
]

describe('the kind of fault that a code stands for', () => {
  test.each(known)('%s: %s', (code, kind) => {
    expect(kindOfCode(code)).toBe(kind)
  })

  // Codes that say what is wrong with a request need no list: whatever AWS declines with 400 is one of them.
  test.each(['ValidationError', 'IncompatibleProtocols', 'NobodyKnowsThis', 'constructor'])(
    '%s: nobody knows',
    (code) => {
      expect(kindOfCode(code)).toBeUndefined()
    }
  )
})

describe('the account in memory and AWS are understood alike', () => {
  test.each(Object.entries(codes))('%s: %s', (code, kind) => {
    expect(kindOfCode(code) ?? 'invalid').toBe(kind)
  })
})
