import type { AccountFile } from '../account-file/codec.js'
import type { GivenCertificate } from '../account-file/given.js'
import { type Place, placeOf } from '../account-file/place.js'
import { indexListener, indexLoadBalancer, indexRule, indexSecurityGroup, indexTargetGroup } from './index-records.js'
import { defaultLimits, type Limits } from './limits.js'
import { originals } from './originals.js'
import type { Listener, LoadBalancer, Rule, SecurityGroup, TargetGroup } from './records.js'

/** An AWS account as it is now: maps that change, of records that never do. */
export interface World {
  /** What the account started from: the facts in it stay true, and it is what `toAccountFile` adds to. */
  readonly file: AccountFile
  readonly place: Place
  readonly limits: Limits
  readonly loadBalancers: Map<string, LoadBalancer>
  readonly listeners: Map<string, Listener>
  readonly rules: Map<string, Rule>
  readonly targetGroups: Map<string, TargetGroup>
  readonly securityGroups: Map<string, SecurityGroup>
  /** Those that the file names and nobody has deleted, by ARN. */
  readonly certificates: Map<string, GivenCertificate>
  /** When load balancers made in this run become active, in milliseconds since 1970. */
  readonly activeFrom: Map<string, number>
  /** Network interfaces of deleted load balancers, which hold on to their security groups for a while. */
  readonly interfaces: Array<{ readonly securityGroups: ReadonlyArray<string>; readonly until: number }>
  readonly indexes: Indexes
  /** How many things were ever made. */
  sequence: number
}

/** What would otherwise be looked for in every call. Kept right by `store.ts` alone. */
export interface Indexes {
  /** ARNs of listeners, by load balancer. */
  readonly listenersOf: Map<string, Set<string>>
  /** ARNs of rules, by listener. */
  readonly rulesOf: Map<string, Set<string>>
  /** ARNs of listeners and rules that name a target group, by target group. */
  readonly usersOf: Map<string, Set<string>>
  /** ARNs of target groups in which a load balancer is registered, by load balancer. */
  readonly targetOf: Map<string, Set<string>>
  /** ARNs by name, and ids of security groups by `vpc name`. */
  readonly loadBalancerNamed: Map<string, string>
  readonly targetGroupNamed: Map<string, string>
  readonly securityGroupNamed: Map<string, string>
}

/** The account that a file describes: what it names, what was made since, and without what was deleted. */
export const worldFrom = (file: AccountFile): World => {
  const place = placeOf(file)
  const given = originals(file)
  const made = file.resources ?? {}
  const gone = new Set(made.gone)
  const world = emptyWorld(file, place, made.sequence ?? 0)
  const kept = <R>(
    table: Map<string, R>,
    idOf: (record: R) => string,
    ...lists: ReadonlyArray<ReadonlyArray<R> | undefined>
  ): void => {
    for (const list of lists) for (const record of list ?? []) table.set(idOf(record), record)
    for (const id of gone) table.delete(id)
  }
  kept(world.loadBalancers, ({ arn }) => arn, given.loadBalancers, made.loadBalancers)
  kept(world.listeners, ({ arn }) => arn, made.listeners)
  kept(world.rules, ({ arn }) => arn, made.rules)
  kept(world.targetGroups, ({ arn }) => arn, given.targetGroups, made.targetGroups)
  kept(world.securityGroups, ({ id }) => id, given.securityGroups, made.securityGroups)
  kept(world.certificates, ({ arn }) => arn, file.certificates)
  return indexed(world)
}

const emptyWorld = (file: AccountFile, place: Place, sequence: number): World => ({
  file,
  place,
  limits: { ...defaultLimits, ...file.limits },
  loadBalancers: new Map(),
  listeners: new Map(),
  rules: new Map(),
  targetGroups: new Map(),
  securityGroups: new Map(),
  certificates: new Map(),
  activeFrom: new Map(),
  interfaces: [],
  indexes: {
    listenersOf: new Map(),
    rulesOf: new Map(),
    usersOf: new Map(),
    targetOf: new Map(),
    loadBalancerNamed: new Map(),
    targetGroupNamed: new Map(),
    securityGroupNamed: new Map()
  },
  sequence
})

const indexed = (world: World): World => {
  for (const record of world.loadBalancers.values()) indexLoadBalancer(world, record)
  for (const record of world.listeners.values()) indexListener(world, record)
  for (const record of world.rules.values()) indexRule(world, record)
  for (const record of world.targetGroups.values()) indexTargetGroup(world, record)
  for (const record of world.securityGroups.values()) indexSecurityGroup(world, record)
  return world
}

/** A copy that goes its own way: what happens to one does not happen to the other. */
export const copyOf = (world: World): World => {
  const copy: World = {
    ...emptyWorld(world.file, world.place, world.sequence),
    loadBalancers: new Map(world.loadBalancers),
    listeners: new Map(world.listeners),
    rules: new Map(world.rules),
    targetGroups: new Map(world.targetGroups),
    securityGroups: new Map(world.securityGroups),
    certificates: new Map(world.certificates),
    activeFrom: new Map(world.activeFrom),
    interfaces: [...world.interfaces]
  }
  return indexed(copy)
}
