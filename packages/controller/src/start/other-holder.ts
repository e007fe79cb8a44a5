import { type Fault, pipe, TE } from '@alb-ingress/core'
import type { LeaseHolder } from './connections.js'
import { isOurs } from './identity.js'

/** Where AWS Load Balancer Controller usually runs, and its lease is. */
const usualNamespace = 'kube-system'

type Look = (namespace: string) => TE.TaskEither<Fault, LeaseHolder | undefined>

// Whoever runs us elsewhere may not have given the right to look there.
const ifAllowed = TE.orElse<Fault, LeaseHolder | undefined, Fault>((declined) =>
  declined.kind === 'denied' ? TE.right(undefined) : TE.left(declined)
)

const isOther = (holder: LeaseHolder | undefined): boolean => holder?.isAlive === true && !isOurs(holder.identity)

/** Who holds the lease of the reference: in our namespace, or where that controller usually runs. Another controller comes before replicas of ours. */
export const holderAround = (namespace: string, look: Look): TE.TaskEither<Fault, LeaseHolder | undefined> => {
  if (namespace === usualNamespace) return look(namespace)
  return pipe(
    TE.Do,
    TE.apS('here', look(namespace)),
    TE.apS('there', ifAllowed(look(usualNamespace))),
    TE.map(({ here, there }) => (isOther(there) ? there : here))
  )
}
