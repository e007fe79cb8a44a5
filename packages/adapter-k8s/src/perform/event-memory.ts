import { canonical, type KubernetesWrite, type ObjectRef } from '@alb-ingress/core'

/** An event that somebody wants to tell, about one object. */
export type Told = Pick<Extract<KubernetesWrite, { readonly write: 'event' }>, 'object' | 'type' | 'reason' | 'message'>

/** What becomes of it: a new Event, one more on an Event that is there, or nothing because this object has had too many. */
export type Telling =
  | { readonly tell: 'new'; readonly name: string; readonly message: string }
  | { readonly tell: 'again'; readonly name: string; readonly message: string; readonly count: number }
  | { readonly tell: 'nothing' }

/** Remembers what was told. The same event again is counted, and many that differ only in their message become one. */
export interface EventMemory {
  /** `now` in milliseconds since 1970. */
  readonly next: (told: Told, now: number) => Telling
  /** The Event could not be written, or is gone: the next one is new. */
  readonly forget: (name: string) => void
}

interface Limits {
  /** So many different messages of one reason within `similarFor` are told one by one. */
  readonly similar: number
  readonly similarFor: number
  /** So many events of one object at once, and one more after each `refill`. */
  readonly burst: number
  readonly refill: number
  /** So many objects and events are remembered. */
  readonly most: number
}

/** Those of client-go. */
const usual: Limits = { similar: 10, similarFor: 600_000, burst: 25, refill: 300_000, most: 4096 }

interface Seen {
  readonly name: string
  readonly count: number
}
interface Similar {
  readonly messages: ReadonlySet<string>
  readonly last: number
}
interface Allowance {
  readonly left: number
  readonly at: number
}

/** A memory that forgets what was told longest ago. */
export const eventMemory = (limits: Limits = usual): EventMemory => {
  const seen = bounded<Seen>(limits.most)
  const similar = bounded<Similar>(limits.most)
  const allowances = bounded<Allowance>(limits.most)
  let written = 0

  const gathered = (told: Told, now: number): { readonly key: string; readonly message: string } => {
    const { message, ...kind } = told
    const key = canonical(kind)
    const before = similar.get(key)
    const fresh = before !== undefined && now - before.last <= limits.similarFor ? before.messages : new Set<string>()
    const messages = fresh.size >= limits.similar ? fresh : new Set([...fresh, message])
    similar.set(key, { messages, last: now })
    return messages.size >= limits.similar
      ? { key, message: `(combined from similar events): ${message}` }
      : { key: canonical(told), message }
  }

  const isAllowed = ({ object }: Told, now: number): boolean => {
    const key = canonical(object)
    const before = allowances.get(key) ?? { left: limits.burst, at: now }
    const left = Math.min(limits.burst, before.left + (now - before.at) / limits.refill)
    allowances.set(key, { left: left >= 1 ? left - 1 : left, at: now })
    return left >= 1
  }

  return {
    next: (told, now) => {
      const { key, message } = gathered(told, now)
      if (!isAllowed(told, now)) return { tell: 'nothing' }
      const before = seen.get(key)
      if (before === undefined) {
        written += 1
        const name = eventName(told.object, now, written)
        seen.set(key, { name, count: 1 })
        return { tell: 'new', name, message }
      }
      const again = { name: before.name, count: before.count + 1 }
      seen.set(key, again)
      return { tell: 'again', ...again, message }
    },
    forget: (name) => seen.remove((each) => each.name === name)
  }
}

// A name has at most 253 characters; that of the object may have as many.
const eventName = ({ name }: ObjectRef, now: number, written: number): string =>
  `${name.slice(0, 200).replace(/[.-]+$/, '')}.${now.toString(16)}${(written % 0x10000).toString(16).padStart(4, '0')}`

/** A map that drops what was not written for longest. */
const bounded = <A>(most: number) => {
  const entries = new Map<string, A>()
  return {
    get: (key: string): A | undefined => entries.get(key),
    set: (key: string, value: A): void => {
      entries.delete(key)
      entries.set(key, value)
      if (entries.size > most) for (const [oldest] of entries) return void entries.delete(oldest)
    },
    remove: (isMeant: (value: A) => boolean): void => {
      for (const [key, value] of entries) if (isMeant(value)) entries.delete(key)
    }
  }
}
