import type { StackId } from '../resources/ref.js'
import { awaitsActive } from './awaited.js'
import type { Footprint } from './footprint.js'
import type { Edge, Terrain } from './terrain.js'

const stands = (step: Footprint): boolean => {
  const { does, subjects } = step
  const kind = subjects[0]?.kind
  if (awaitsActive(step)) return false
  if (does === 'delete' || does === 'tag' || does === 'untag') return false
  return kind === 'LoadBalancer' || kind === 'Listener' || kind === 'ListenerRule'
}

interface Ends {
  readonly claims: Array<number>
  readonly publishes: Array<number>
  readonly releases: Array<number>
  readonly others: Array<number>
}

const endsByStack = (steps: ReadonlyArray<Footprint>): ReadonlyMap<StackId, Ends> => {
  const found = new Map<StackId, Ends>()
  for (const [i, { does, stack }] of steps.entries()) {
    const ends = found.get(stack) ?? { claims: [], publishes: [], releases: [], others: [] }
    found.set(stack, ends)
    if (does === 'claim') ends.claims.push(i)
    else if (does === 'publish') ends.publishes.push(i)
    else if (does === 'release') ends.releases.push(i)
    else ends.others.push(i)
  }
  return found
}

/**
 * Kubernetes first, Kubernetes last: nothing is made for an Ingress before it holds its finalizer; its status is published when load
 * balancer, listeners and rules stand; it is released when all is done. `isWaiting` and `isAwaited` tell which steps have edges within their
 * stack already: through those the others follow.
 */
export const kubernetesAround = (
  { steps }: Terrain,
  edge: Edge,
  isWaiting: (step: number) => boolean,
  isAwaited: (step: number) => boolean
): void => {
  for (const { claims, publishes, releases, others } of endsByStack(steps).values()) {
    const first = others.filter((i) => !isWaiting(i))
    const last = others.filter((i) => !isAwaited(i) && steps[i] !== undefined && !awaitsActive(steps[i]))
    const standing = others.filter((i) => steps[i] !== undefined && stands(steps[i]))
    for (const claim of claims) for (const i of [...first, ...publishes]) edge(i, claim)
    for (const publish of publishes) for (const i of standing) edge(publish, i)
    for (const release of releases) for (const i of [...claims, ...publishes, ...last]) edge(release, i)
  }
}
