import { StandardRetryStrategy } from '@smithy/core/retry'
import type { RetryStrategyV2, StandardRetryToken } from '@smithy/types'

/**
 * The SDK's standard mode, without its quota: by that, retries of many calls at once use up a common store of tokens and the rest fails at
 * once. Waiting times are the SDK's, and AWS's where it says when to come back.
 */
export const retries = (attempts: number): RetryStrategyV2 => {
  // The quota is all that a strategy remembers, so a new one has all of it.
  const fresh = () => new StandardRetryStrategy(attempts)
  return {
    // Clients of an older SDK have no scope to name.
    acquireInitialRetryToken: (scope = '') => fresh().acquireInitialRetryToken(scope),
    // The token is one that `fresh` has given.
    refreshRetryTokenForRetry: (token, error) => fresh().refreshRetryTokenForRetry(token as StandardRetryToken, error),
    recordSuccess: () => undefined
  }
}
