import type { KindName } from '../resources/ref.js'

/** How something is: in order; on its way there, so that waiting may help; or so that somebody has to look. */
export type Health = 'well' | 'waiting' | 'unwell'

/** How one thing is, and all that it is made of: from a group down to single targets. */
export interface Status {
  readonly kind: 'Group' | KindName | 'Target'
  /** In words for people, on one line. */
  readonly name: string
  /** Facts that say nothing of health, such as a scheme or a host name. */
  readonly about: ReadonlyArray<string>
  /** ARN or id, where AWS knows it by one. */
  readonly physicalId?: string
  /** Of this alone, whatever it is made of. */
  readonly health: Health
  /** Why it is not well. */
  readonly reasons: ReadonlyArray<string>
  readonly parts: ReadonlyArray<Status>
}

const rank: Readonly<Record<Health, number>> = { well: 0, waiting: 1, unwell: 2 }

/** The worst of several; well where there is none. */
export const worst = (healths: Iterable<Health>): Health => {
  let found: Health = 'well'
  for (const health of healths) if (rank[health] > rank[found]) found = health
  return found
}

/** How a thing is together with all its parts. */
export const healthOf = ({ health, parts }: Status): Health => worst([health, ...parts.map(healthOf)])
