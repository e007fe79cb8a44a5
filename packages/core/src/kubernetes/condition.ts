import { members, type Reader, text } from './reader.js'

/** The state of a condition, as every kind shows it. */
export interface Condition {
  readonly type: string
  readonly status: string
  /** A word for programs; may be empty, as the message may. */
  readonly reason: string
  readonly message: string
  /** As the API server writes it; empty where nobody has. */
  readonly lastTransitionTime: string
}

export const condition: Reader<Condition> = members({
  type: text,
  status: text,
  reason: text,
  message: text,
  lastTransitionTime: text
})
