import { type DetailNeeded, type DetailsNeeded, E, type Fault, type FoundDetail } from '@alb-ingress/core'
import { attributesOf } from './attributes.js'
import { listenerNotFound } from './listeners.js'
import { loadBalancerNotFound } from './load-balancer-changes.js'
import { type Refusal, toFault } from './refusal.js'
import { targetGroupNotFound } from './target-groups.js'
import type { World } from './world.js'

interface Read {
  readonly call: string
  readonly value: E.Either<NonNullable<Refusal>, unknown>
}

/** Reads what costs a call of its own. A resource that is gone meanwhile declines the whole batch, as the call about it would. */
export const details = (world: World, needed: DetailsNeeded): E.Either<Fault, ReadonlyArray<FoundDetail>> => {
  const found: Array<FoundDetail> = []
  for (const detail of needed) {
    const { call, value } = read(world, detail)
    if (E.isLeft(value)) return E.left(toFault(call, value.left))
    found.push({ ...detail, value: value.right })
  }
  return E.right(found)
}

const read = (world: World, { kind, physicalId, field }: DetailNeeded): Read => {
  switch (`${kind}.${field}`) {
    case 'LoadBalancer.attributes':
      return {
        call: 'DescribeLoadBalancerAttributes',
        value: of(world.loadBalancers.get(physicalId), loadBalancerNotFound(physicalId), (record) =>
          attributesOf('LoadBalancer', record)
        )
      }
    case 'LoadBalancer.webAcl':
    case 'LoadBalancer.classicWebAcl':
      return {
        call: 'GetWebACLForResource',
        value: of(
          world.loadBalancers.get(physicalId),
          loadBalancerNotFound(physicalId),
          (record) => (field === 'webAcl' ? record.webAcl : record.classicWebAcl) ?? 'none'
        )
      }
    case 'LoadBalancer.shieldProtection':
      return {
        call: 'DescribeProtection',
        value: of(
          world.loadBalancers.get(physicalId),
          loadBalancerNotFound(physicalId),
          ({ shieldProtection }) => shieldProtection ?? 'none'
        )
      }
    case 'LoadBalancer.minimumCapacity':
      return {
        call: 'DescribeCapacityReservation',
        value: of(
          world.loadBalancers.get(physicalId),
          loadBalancerNotFound(physicalId),
          ({ minimumCapacity = 0 }) => minimumCapacity
        )
      }
    case 'TargetGroup.attributes':
      return {
        call: 'DescribeTargetGroupAttributes',
        value: of(world.targetGroups.get(physicalId), targetGroupNotFound(physicalId), (record) =>
          attributesOf('TargetGroup', record)
        )
      }
    case 'Listener.attributes':
      return {
        call: 'DescribeListenerAttributes',
        value: of(world.listeners.get(physicalId), listenerNotFound(physicalId), (record) =>
          attributesOf('Listener', record)
        )
      }
    case 'Listener.certificates':
      return {
        call: 'DescribeListenerCertificates',
        value: of(world.listeners.get(physicalId), listenerNotFound(physicalId), ({ certificates }) => certificates)
      }
    default:
      throw new Error(`no call of AWS reads ${field} of a ${kind}`)
  }
}

const of = <R>(
  record: R | undefined,
  missing: NonNullable<Refusal>,
  value: (record: R) => unknown
): E.Either<NonNullable<Refusal>, unknown> => (record === undefined ? E.left(missing) : E.right(value(record)))
