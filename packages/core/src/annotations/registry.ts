import { all, type Checked, map } from '../checked/checked.js'
import type { Installation } from '../install.js'
import type { Annotation, Area, Held } from './annotation.js'
import * as group from './declared/group.js'
import * as listeners from './declared/listeners.js'
import * as loadBalancer from './declared/load-balancer.js'
import * as rules from './declared/rules.js'
import * as targetGroups from './declared/target-groups.js'
import type { Asked } from './read.js'
import { settle } from './settle.js'

const { actions, conditions, ...rulesAlone } = rules

/** Annotations with one key. */
export const annotations = { ...group, ...loadBalancer, ...listeners, ...rulesAlone, ...targetGroups }

/** Annotations whose key has a variable part. */
export const families = { actions, conditions }

type Registry = typeof annotations

type Configures<D> = D extends Annotation<infer R, infer _, infer __> ? R : never
type Settled<D> = D extends Annotation<infer _, infer A, infer B> ? Held<A, B> : never

/** The settings of an area, by the names of their declarations. */
export type Settings<R extends Area> = {
  readonly [K in keyof Registry as R extends Configures<Registry[K]> ? K : never]: Settled<Registry[K]>
}

const configuring = (area: Area): ReadonlyArray<readonly [string, Annotation<Area, never>]> =>
  Object.entries(annotations).flatMap(([name, declared]) =>
    // Every declaration is asked only for what all have in common; its own types come back through Settings.
    [declared.configures].flat().includes(area) ? [[name, declared as unknown as Annotation<Area, never>] as const] : []
  )

const byArea: {
  readonly [R in 'Ingress' | 'LoadBalancer' | 'Listener' | 'TargetGroup']: ReturnType<typeof configuring>
} = {
  Ingress: configuring('Ingress'),
  LoadBalancer: configuring('LoadBalancer'),
  Listener: configuring('Listener'),
  TargetGroup: configuring('TargetGroup')
}

/** Every setting of an area over those who are asked, in group order; all problems together. */
export const settleAll = <R extends keyof typeof byArea>(
  area: R,
  asked: ReadonlyArray<Asked>,
  install: Installation
): Checked<Settings<R>> => {
  const settled: Record<string, Checked<unknown>> = {}
  for (const [name, declared] of byArea[area]) settled[name] = settle(declared, asked, install)
  // `configuring` picks by the same property as Settings does.
  return map((settings) => settings as Settings<R>)(all(settled))
}
