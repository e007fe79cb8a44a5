import type { Annotation, Area, Held } from './annotation.js'
import * as addOns from './declared/add-ons.js'
import * as addressPools from './declared/address-pools.js'
import * as authentication from './declared/authentication.js'
import * as capacity from './declared/capacity.js'
import * as createdCertificates from './declared/created-certificates.js'
import * as frontendNlb from './declared/frontend-nlb.js'
import * as frontendNlbHealth from './declared/frontend-nlb-health.js'
import * as group from './declared/group.js'
import * as listeners from './declared/listeners.js'
import * as loadBalancer from './declared/load-balancer.js'
import * as rules from './declared/rules.js'
import * as targetGroups from './declared/target-groups.js'

const { actions, conditions, transforms, ...rulesAlone } = rules
const { listenerAttributes, ...listenersAlone } = listeners
const { targetControlPort, ...targetGroupsAlone } = targetGroups

/** Annotations with one key. */
export const annotations = {
  ...group,
  ...loadBalancer,
  ...addressPools,
  ...capacity,
  ...addOns,
  ...listenersAlone,
  ...createdCertificates,
  ...rulesAlone,
  ...authentication,
  ...targetGroupsAlone,
  ...frontendNlb,
  ...frontendNlbHealth
}

/** Annotations whose key has a variable part. */
export const families = { actions, conditions, transforms, listenerAttributes, targetControlPort }

type Registry = typeof annotations

type Configures<D> = D extends Annotation<infer R, infer _, infer __> ? R : never
type Settled<D> = D extends Annotation<infer _, infer A, infer B> ? Held<A, B> : never

/** The settings of an area, by the names of their declarations. */
export type Settings<R extends Area> = {
  readonly [K in keyof Registry as R extends Configures<Registry[K]> ? K : never]: Settled<Registry[K]>
}
