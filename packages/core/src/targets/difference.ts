import type { FoundTarget } from '../facts/found-target.js'
import { byText } from '../support/canonical.js'
import { type TargetEndpoint, targetKey } from './endpoint.js'

/** Who is registered and who should be. Each list is in the order of keys. */
export interface TargetDifference {
  readonly paired: ReadonlyArray<{ readonly endpoint: TargetEndpoint; readonly target: FoundTarget }>
  readonly register: ReadonlyArray<TargetEndpoint>
  readonly deregister: ReadonlyArray<FoundTarget>
}

/** A target that drains takes no part: it is gone for those who pair, and registered again if it is wanted again. */
export const isDraining = ({ state }: FoundTarget): boolean => state === 'draining' || state === 'unhealthy.draining'

const byTargetKey = (a: { id: string; port: number }, b: { id: string; port: number }): number =>
  byText(targetKey(a), targetKey(b))

/** Compares endpoints with targets, by id and port alone. */
export const targetDifference = (
  endpoints: ReadonlyArray<TargetEndpoint>,
  targets: ReadonlyArray<FoundTarget>
): TargetDifference => {
  const wanted = new Map(endpoints.map((endpoint) => [targetKey(endpoint), endpoint]))
  const there = new Map(targets.filter((target) => !isDraining(target)).map((target) => [targetKey(target), target]))
  return {
    paired: [...wanted.values()].sort(byTargetKey).flatMap((endpoint) => {
      const target = there.get(targetKey(endpoint))
      return target === undefined ? [] : [{ endpoint, target }]
    }),
    register: [...wanted.values()].filter((endpoint) => !there.has(targetKey(endpoint))).sort(byTargetKey),
    deregister: [...there.values()].filter((target) => !wanted.has(targetKey(target))).sort(byTargetKey)
  }
}

/** As many as a target group may hold beside what it holds already; `cap` 0 is no limit. */
export const withinCap = <A>(register: ReadonlyArray<A>, held: number, cap: number): ReadonlyArray<A> =>
  cap === 0 ? register : register.slice(0, Math.max(0, cap - held))
