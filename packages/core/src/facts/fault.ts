/** The world declined. `code` and `requestId` are AWS's own words, for people who look the call up. */
export interface Fault {
  readonly kind: 'throttled' | 'denied' | 'missing' | 'conflict' | 'limit' | 'invalid' | 'unavailable'
  /** AWS's error code, such as `ResourceInUse`, or the Kubernetes reason. */
  readonly code: string
  readonly message: string
  readonly requestId?: string
  /** The call that was declined, such as `CreateTargetGroup`. */
  readonly call: string
  /** For how long the world asks to be left alone, in milliseconds. */
  readonly pause?: number
}

/** A fault without a request id, as calls that never reached AWS have none. */
export const fault = (kind: Fault['kind'], code: string, call: string, message: string): Fault => ({
  kind,
  code,
  call,
  message
})

/** `CreateRule: PriorityInUse: …`, the way every message tells a fault. */
export const faultText = ({ call, code, message }: Fault): string => `${call}: ${code}: ${message}`
