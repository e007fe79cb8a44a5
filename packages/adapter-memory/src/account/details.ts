import { type DetailNeeded, type DetailsNeeded, E, type Fault, type FoundDetail } from '@alb-ingress/core'
import { attributesOf } from './attributes.js'
import { listenerNotFound } from './listeners.js'
import { loadBalancerNotFound } from './load-balancer-changes.js'
import type { Listener, LoadBalancer, TargetGroup } from './records.js'
import { type Refusal, toFault } from './refusal.js'
import { targetGroupNotFound } from './target-groups.js'
import type { World } from './world.js'

/** Reads what costs a call of its own. A resource that is gone meanwhile declines only what was asked about it. */
export const details = (world: World, needed: DetailsNeeded): ReadonlyArray<FoundDetail> =>
  needed.map((detail) => ({ ...detail, value: read(world, detail) }))

type Reader = (world: World, id: string) => E.Either<Fault, unknown>

const reading =
  <R>(
    table: (world: World) => ReadonlyMap<string, R>,
    notFound: (id: string) => NonNullable<Refusal>
  ): ((call: string, value: (record: R) => unknown) => Reader) =>
  (call, value) =>
  (world, id) => {
    const record = table(world).get(id)
    return record === undefined ? E.left(toFault(call, notFound(id))) : E.right(value(record))
  }

const ofBalancer = reading<LoadBalancer>((world) => world.loadBalancers, loadBalancerNotFound)
const ofListener = reading<Listener>((world) => world.listeners, listenerNotFound)
const ofTargetGroup = reading<TargetGroup>((world) => world.targetGroups, targetGroupNotFound)

const readers: Readonly<Record<string, Reader>> = {
  'LoadBalancer.attributes': ofBalancer('DescribeLoadBalancerAttributes', (record) =>
    attributesOf('LoadBalancer', record)
  ),
  'LoadBalancer.webAcl': ofBalancer('GetWebACLForResource', ({ webAcl = 'none' }) => webAcl),
  'LoadBalancer.classicWebAcl': ofBalancer('GetWebACLForResource', ({ classicWebAcl = 'none' }) => classicWebAcl),
  'LoadBalancer.shieldProtection': ofBalancer(
    'DescribeProtection',
    ({ shieldProtection = 'none' }) => shieldProtection
  ),
  'LoadBalancer.minimumCapacity': ofBalancer(
    'DescribeCapacityReservation',
    ({ minimumCapacity = 0 }) => minimumCapacity
  ),
  'TargetGroup.attributes': ofTargetGroup('DescribeTargetGroupAttributes', (record) =>
    attributesOf('TargetGroup', record)
  ),
  'Listener.attributes': ofListener('DescribeListenerAttributes', (record) => attributesOf('Listener', record)),
  'Listener.certificates': ofListener('DescribeListenerCertificates', ({ certificates }) => certificates)
}

const read = (world: World, { kind, physicalId, field }: DetailNeeded): E.Either<Fault, unknown> => {
  const reader = readers[`${kind}.${field}`]
  if (reader === undefined) throw new Error(`no call of AWS reads ${field} of a ${kind}`)
  return reader(world, physicalId)
}
