import { expect } from 'vitest'
import type { Fault } from '../src/facts/fault.js'
import type { BoundCall } from '../src/plan/call.js'
import type { Aws, Outcome, Scope } from '../src/ports/aws.js'
import { E } from '../src/prelude.js'
import type { DetailNeeded, FoundResource } from '../src/resources/found.js'
import type { Spec } from '../src/resources/kinds.js'
import type { AwsKind } from '../src/resources/ref.js'
import * as calls from './aws-calls.js'

/** An account for the contract: it holds nothing of the cluster's, and what load balancers need. */
export interface AwsWorld {
  readonly aws: Aws
  readonly scope: Scope
  /** Three subnets of the VPC, in three zones. */
  readonly subnets: readonly [string, string, string]
  /** Two certificates that can be used. */
  readonly certificates: readonly [string, string]
  /** A machine of the VPC with its first address, where there is one. */
  readonly node?: { readonly instance: string; readonly address: string }
}

export type MakeAwsWorld = () => AwsWorld | Promise<AwsWorld>

export const orThrow = <A>(answer: E.Either<Fault, A>): A => {
  if (E.isRight(answer)) return answer.right
  const { call, code, message } = answer.left
  throw new Error(`${call} was declined: ${code}: ${message}`)
}

/** Ids of the subnets of an observed load balancer, in no order. */
export const subnetsOf = (found: FoundResource): ReadonlyArray<string> =>
  found.kind === 'LoadBalancer' ? (found.spec.subnetMappings ?? []).map(({ subnetId }) => subnetId).sort() : []

type Actions = Spec<'ListenerRule'>['actions']

/** The words in which the contract is told: calls that must succeed, calls that must not, and what is observed between them. */
export const storyIn = (world: AwsWorld) => {
  const { aws, scope } = world
  const tags = calls.ownedBy(scope.clusterName)

  const done = async (call: BoundCall): Promise<Outcome> => orThrow(await aws.perform(call)())
  const made = async (call: BoundCall): Promise<string> => {
    const { physicalId } = await done(call)
    if (physicalId === undefined) throw new Error(`${call.action} gives no id back`)
    return physicalId
  }
  const declined = async (call: BoundCall, kind: Fault['kind'], code: string): Promise<void> => {
    expect(await aws.perform(call)()).toMatchObject(E.left({ kind, code }))
  }
  const observe = async (): Promise<ReadonlyArray<FoundResource>> => orThrow(await aws.observe(scope)())
  const all = async (kind: AwsKind): Promise<ReadonlyArray<FoundResource>> =>
    (await observe()).filter((found) => found.kind === kind)
  const only = async (kind: AwsKind): Promise<FoundResource> => {
    const [found, ...others] = await all(kind)
    if (found === undefined || others.length > 0)
      throw new Error(`expected one ${kind}, found ${others.length + (found ? 1 : 0)}`)
    return found
  }
  const detail = async (needed: DetailNeeded): Promise<unknown> => {
    const [found] = orThrow(await aws.details([needed])())
    return found === undefined ? undefined : orThrow(found.value)
  }

  const newSecurityGroup = (groupName: string): BoundCall =>
    calls.create('SecurityGroup', 'CreateSecurityGroup', {
      ...{ groupName, description: 'for a contract', vpcId: scope.vpcId },
      tags
    })
  const newTargetGroup = (name: string, given: Partial<Spec<'TargetGroup'>> = {}): BoundCall =>
    calls.create('TargetGroup', 'CreateTargetGroup', {
      ...{ name, port: 80, vpcId: scope.vpcId, ipAddressType: 'ipv4', targetType: 'ip' },
      ...{ protocol: 'HTTP', protocolVersion: 'HTTP1', healthCheck: calls.healthCheck, tags },
      ...given
    })
  /** A target group whose target is a load balancer. */
  const newFrontGroup = (name: string): BoundCall =>
    calls.create('TargetGroup', 'CreateTargetGroup', {
      ...{ name, port: 80, vpcId: scope.vpcId, ipAddressType: 'ipv4', targetType: 'alb', protocol: 'TCP' },
      ...{ healthCheck: calls.healthCheck, tags }
    })
  const newLoadBalancer = (name: string, given: Partial<Spec<'LoadBalancer'>> = {}): BoundCall =>
    calls.create('LoadBalancer', 'CreateLoadBalancer', {
      ...{ name, type: 'application', scheme: 'internal', ipAddressType: 'ipv4', securityGroups: [], tags },
      subnetMappings: world.subnets.slice(0, 2).map((subnetId) => ({ subnetId })),
      ...given
    })
  const newListener = (loadBalancer: string, port: number, given: Partial<Spec<'Listener'>> = {}): BoundCall =>
    calls.create('Listener', 'CreateListener', {
      ...{ loadBalancer, port, protocol: 'HTTP', defaultActions: calls.respond('404'), tags },
      ...given
    })
  const newRule = (listener: string, priority: number, path: string, actions: Actions): BoundCall =>
    calls.create('ListenerRule', 'CreateRule', { listener, priority, conditions: calls.pathIs(path), actions, tags })

  const securityGroup = (name: string) => made(newSecurityGroup(name))
  const targetGroup = (name: string) => made(newTargetGroup(name))
  const frontGroup = (name: string) => made(newFrontGroup(name))
  const loadBalancer = (name: string, given: Partial<Spec<'LoadBalancer'>> = {}) => made(newLoadBalancer(name, given))
  const listener = (balancer: string, port: number, given: Partial<Spec<'Listener'>> = {}) =>
    made(newListener(balancer, port, given))
  const rule = (ofListener: string, priority: number, path: string, actions: Actions) =>
    made(newRule(ofListener, priority, path, actions))

  /** A load balancer with a security group, a listener on port 80, and a rule of priority 1 that forwards to a target group. */
  const balanced = async () => {
    const ownGroup = await securityGroup('contract')
    const balancer = await loadBalancer('contract', { securityGroups: [ownGroup] })
    const group = await targetGroup('contract-a')
    const onPort80 = await listener(balancer, 80)
    const first = await rule(onPort80, 1, '/cart', calls.forwardTo(group))
    return { balancer, group, listener: onPort80, rule: first, securityGroup: ownGroup }
  }

  return {
    ...{ world, tags, done, declined, observe, all, only, detail, balanced },
    ...{ newSecurityGroup, newTargetGroup, newFrontGroup, newLoadBalancer, newListener, newRule },
    ...{ securityGroup, targetGroup, frontGroup, loadBalancer, listener, rule }
  }
}

export type Story = ReturnType<typeof storyIn>
