import { equal, secretsOfMembers } from '@alb-ingress/core'
import type { Held } from './held.js'

/** What is watched only while somebody needs it. What was not listed yet looks like something that is not there. */
export interface Listings {
  /** Watches the Secrets that members name now. */
  readonly watchSecrets: () => void
  readonly secrets: () => Promise<void>
  /** Pods, and the ConfigMaps that nobody but us writes: targets follow from them. */
  readonly targets: () => Promise<void>
}

export const listingsOf = ({ source, objects, bindings, digests }: Held): Listings => {
  let named: ReadonlySet<string> = new Set()
  let listed: Promise<void> = Promise.resolve()
  let seen: ReturnType<typeof bindings.all> | undefined
  let targetsListed: Promise<void> = Promise.resolve()
  const records = (): ReadonlySet<string> => {
    const { namespace, name } = digests.object
    return new Set([`${namespace}/${name}`, ...bindings.records()])
  }
  return {
    watchSecrets: () => {
      const now = secretsOfMembers(objects.cluster)
      if (equal([...now].sort(), [...named].sort())) return
      named = now
      listed = source.watchSecrets(now)
    },
    secrets: () => listed,
    targets: () => {
      const now = bindings.all()
      if (now === seen) return targetsListed
      seen = now
      targetsListed = Promise.all([source.watchPods(bindings.needPods()), source.readConfigMaps(records())]).then(
        () => {}
      )
      return targetsListed
    }
  }
}
