import type { Diagnostic } from '../checked/diagnostic.js'
import {
  formerLoadBalancerNames,
  formerTargetGroupName,
  instanceGroupPrefix,
  isAfterCluster
} from '../resources/former-names.js'
import { earlyStackOf, formerServiceOf, formerStackOf, isFormerGroup } from '../resources/former-tags.js'
import type { FoundResource } from '../resources/found.js'
import type { StackId } from '../resources/ref.js'
import { push } from '../support/lists-by.js'
import { leftOver, namedOtherwise, onInterfaces, severalFit, withoutService } from './former-findings.js'
import type { Claim } from './holders.js'

type FoundOf<K extends FoundResource['kind']> = Extract<FoundResource, { kind: K }>

/** What AWS ALB Ingress Controller left before 1.1.3, as far as it is taken over: its names of today, and what is told of the rest. */
export interface Former {
  readonly claims: ReadonlyArray<Claim>
  readonly findings: ReadonlyArray<Diagnostic>
}

/** By what its resources are recognised. */
export interface Recognition {
  readonly clusterName: string
  /** What the names of its load balancers began with. */
  readonly namePrefix: string
}

/** The load balancers that have tags of today, by stack. */
export type Served = ReadonlyMap<StackId, FoundOf<'LoadBalancer'>>

const nothing: Former = { claims: [], findings: [] }

const nameOf = ({ spec }: FoundOf<'LoadBalancer' | 'TargetGroup'>): string => spec.name ?? ''

const partsOf = (stack: StackId): { readonly namespace: string; readonly ingress: string } => {
  const [namespace = '', ingress = ''] = stack.split('/')
  return { namespace, ingress }
}

const isNamedFor = (found: FoundOf<'LoadBalancer'>, stack: StackId, recognition: Recognition): boolean => {
  const { namespace, ingress } = partsOf(stack)
  return formerLoadBalancerNames(recognition, namespace, ingress).includes(nameOf(found))
}

const stackOfBalancer = (found: FoundOf<'LoadBalancer'>, { clusterName }: Recognition): StackId | undefined => {
  const stack = formerStackOf(found.tags, clusterName)
  if (stack !== undefined) return stack
  // The early tags are those of all clusters; what is named after another cluster is not even told.
  return isAfterCluster(nameOf(found), clusterName) ? earlyStackOf(found.tags) : undefined
}

type Balancers = ReadonlyArray<FoundOf<'LoadBalancer'>>

/** What has tags of then, by the Ingress that the tags name. */
const byIngress = (found: ReadonlyArray<FoundResource>, recognition: Recognition): ReadonlyMap<StackId, Balancers> => {
  const balancers = new Map<StackId, Array<FoundOf<'LoadBalancer'>>>()
  for (const each of found) {
    const stack = each.kind === 'LoadBalancer' ? stackOfBalancer(each, recognition) : undefined
    if (each.kind === 'LoadBalancer' && stack !== undefined) push(balancers, stack, each)
  }
  return balancers
}

/** Tags say whose a load balancer is, and its name has to agree: somebody else's must never be taken for the one of an Ingress. */
const takeBalancer = (
  stack: StackId,
  balancers: Balancers,
  todays: FoundOf<'LoadBalancer'> | undefined,
  recognition: Recognition
): Former => {
  if (todays !== undefined)
    return { claims: [], findings: balancers.map((each) => leftOver(each, stack, nameOf(todays))) }
  const fitting = balancers.filter((each) => isNamedFor(each, stack, recognition))
  const findings = balancers.filter((each) => !fitting.includes(each)).map((each) => namedOtherwise(each, stack))
  const [only, ...others] = fitting
  if (only === undefined) return { claims: [], findings }
  if (others.length > 0)
    return { claims: [], findings: [...findings, ...fitting.map((each) => severalFit(each, stack))] }
  const name = { stack, kind: 'LoadBalancer', id: 'LoadBalancer' } as const
  return { claims: [{ name, physicalId: only.physicalId }], findings }
}

/** What is known of load balancers when it comes to what belongs to them. */
interface Standing {
  /** Stacks whose load balancer is another one: what the former controller left of them is not touched. */
  readonly untouched: ReadonlySet<StackId>
  /** Whose a load balancer of this name is. */
  readonly stacks: ReadonlyMap<string, StackId>
}

const standingOf = (
  former: ReadonlyMap<StackId, Balancers>,
  taken: ReadonlyMap<StackId, Former>,
  served: Served,
  recognition: Recognition
): Standing => {
  const untouched = new Set<StackId>()
  const stacks = new Map<string, StackId>()
  for (const [stack, todays] of served) {
    stacks.set(nameOf(todays), stack)
    if (!isNamedFor(todays, stack, recognition)) untouched.add(stack)
  }
  for (const [stack, balancers] of former) {
    for (const each of balancers) stacks.set(nameOf(each), stack)
    if (taken.get(stack)?.claims.length === 0) untouched.add(stack)
  }
  return { untouched, stacks }
}

/** The early tags count only together with the name that belongs to them. */
const stackOfTargetGroup = (found: FoundOf<'TargetGroup'>, { clusterName }: Recognition): StackId | undefined => {
  const stack = formerStackOf(found.tags, clusterName)
  const early = earlyStackOf(found.tags)
  const service = formerServiceOf(found.tags)
  if (stack !== undefined || early === undefined || service === undefined) return stack
  const { protocol = 'HTTP', targetType = 'instance' } = found.spec
  const name = formerTargetGroupName({ prefix: clusterName, ...partsOf(early), ...service, protocol, targetType })
  return nameOf(found) === name ? early : undefined
}

const takeTargetGroup = (found: FoundOf<'TargetGroup'>, { untouched }: Standing, recognition: Recognition): Former => {
  const stack = stackOfTargetGroup(found, recognition)
  if (stack === undefined || untouched.has(stack)) return nothing
  const named = formerServiceOf(found.tags)
  if (named === undefined) return { claims: [], findings: [withoutService(found, stack)] }
  const name = { stack, kind: 'TargetGroup', id: `${stack}-${named.service}:${named.port}` } as const
  return { claims: [{ name, physicalId: found.physicalId }], findings: [] }
}

/** The group of a load balancer has its name. The other one, on the interfaces of targets, has no place in a stack of today. */
const takeGroup = (
  found: FoundOf<'SecurityGroup'>,
  { stacks, untouched }: Standing,
  { clusterName }: Recognition
): Former => {
  const { groupName = '' } = found.spec
  const isOnInterfaces = groupName.startsWith(instanceGroupPrefix)
  const balancer = isOnInterfaces ? groupName.slice(instanceGroupPrefix.length) : groupName
  // Groups of 1.0 betas do not say whose they are, but have the name of their load balancer.
  const stack = isFormerGroup(found.tags) ? stacks.get(balancer) : formerStackOf(found.tags, clusterName)
  if (stack === undefined) return nothing
  if (isOnInterfaces) return { claims: [], findings: [onInterfaces(found, stack)] }
  if (untouched.has(stack)) return nothing
  const own = { stack, kind: 'SecurityGroup', id: 'ManagedLBSecurityGroup' } as const
  return { claims: [{ name: own, physicalId: found.physicalId }], findings: [] }
}

/**
 * Names of today for what has only tags of before 1.1.3: load balancers whose name agrees with their tags, their target groups and security
 * groups. An Ingress that has a load balancer of today is given nothing old: that is told, and left alone with all that belongs to it.
 */
export const claimFormer = (found: ReadonlyArray<FoundResource>, served: Served, recognition: Recognition): Former => {
  const former = byIngress(found, recognition)
  const balancers = new Map(
    [...former].map(([stack, each]) => [stack, takeBalancer(stack, each, served.get(stack), recognition)] as const)
  )
  const standing = standingOf(former, balancers, served, recognition)
  const others = found.map((each) => {
    if (each.kind === 'TargetGroup') return takeTargetGroup(each, standing, recognition)
    return each.kind === 'SecurityGroup' ? takeGroup(each, standing, recognition) : nothing
  })
  const all = [...balancers.values(), ...others]
  return { claims: all.flatMap(({ claims }) => claims), findings: all.flatMap(({ findings }) => findings) }
}
