import type { Clock } from '@alb-ingress/core'
import type { Throttle, Throttles } from './throttle.js'

/** Below zero, tokens are owed: somebody waits for them already. */
export interface Bucket {
  readonly tokens: number
  readonly at: number
}

/** Takes one token, and says how many milliseconds to wait for it. */
export const take = (
  { rate, burst }: Pick<Throttle, 'rate' | 'burst'>,
  bucket: Bucket | undefined,
  now: number
): { readonly bucket: Bucket; readonly wait: number } => {
  const filled = bucket === undefined ? burst : Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * rate)
  const tokens = filled - 1
  return { bucket: { tokens, at: now }, wait: tokens < 0 ? Math.ceil((-tokens / rate) * 1000) : 0 }
}

/** Waits until a call may be made, and says for how long (milliseconds). */
export type Admission = (service: string, operation: string) => Promise<number>

/** A call takes a token of every bucket that it matches, one for all its attempts, and waits for the last of them. */
export const admission = (throttles: Throttles, clock: Clock): Admission => {
  const buckets = new Map<Throttle, Bucket>()
  return async (service, operation) => {
    let longest = 0
    for (const throttle of throttles[service] ?? []) {
      if (!throttle.operations.test(operation)) continue
      const { bucket, wait } = take(throttle, buckets.get(throttle), clock.now())
      buckets.set(throttle, bucket)
      longest = Math.max(longest, wait)
    }
    if (longest > 0) await clock.sleep(longest)()
    return longest
  }
}
