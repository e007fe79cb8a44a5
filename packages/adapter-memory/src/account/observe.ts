import {
  type FoundResource,
  type GrantedPermission,
  isTaggedAs,
  type Permission,
  type Scope,
  tagSets
} from '@alb-ingress/core'
import { mappingsOf } from './addresses.js'
import { foundCertificates } from './certificates.js'
import { stateOf } from './load-balancers.js'
import type { Listener, LoadBalancer, Rule, SecurityGroup, TargetGroup } from './records.js'
import { listenersOf, rulesOf } from './store.js'
import type { Tags } from './tags.js'
import type { World } from './world.js'

/** What carries ownership tags of the cluster, of any generation, and the listeners and rules of such load balancers, however those are tagged. */
export const observe = (world: World, scope: Scope, now: number): ReadonlyArray<FoundResource> => {
  const isIn = within(scope)
  const found: Array<FoundResource> = []
  for (const group of world.securityGroups.values()) if (isIn(group)) found.push(foundSecurityGroup(group))
  for (const balancer of world.loadBalancers.values()) {
    if (!isIn(balancer)) continue
    found.push(foundLoadBalancer(world, balancer, now))
    for (const listener of listenersOf(world, balancer.arn)) {
      found.push(foundListener(listener))
      for (const rule of rulesOf(world, listener.arn)) found.push(foundRule(rule))
    }
  }
  for (const group of world.targetGroups.values()) if (isIn(group)) found.push(foundTargetGroup(group))
  if (scope.certificates === true) found.push(...foundCertificates(world, scope.clusterName))
  return found
}

// Load balancers of Services carry the cluster's tag too; only Ingress stacks and what all stacks share are asked for.
const within = ({ clusterName, vpcId }: Scope) => {
  const sets = tagSets(clusterName)
  return (resource: { readonly vpcId: string; readonly tags: Tags }): boolean =>
    resource.vpcId === vpcId && isTaggedAs(resource.tags, sets)
}

const withoutDescription = ({ description: _forPeople, ...permission }: GrantedPermission): Permission => permission

const foundSecurityGroup = ({ id, name, description, vpcId, ingress, tags }: SecurityGroup): FoundResource => ({
  kind: 'SecurityGroup',
  physicalId: id,
  tags,
  spec: { groupName: name, description, vpcId, ingress: ingress.map(withoutDescription) },
  reported: {}
})

const foundLoadBalancer = (world: World, balancer: LoadBalancer, now: number): FoundResource => {
  const { arn, name, type, scheme, ipAddressType, securityGroups, tags, dnsName } = balancer
  const { customerOwnedIpv4Pool, ipv4IpamPool } = balancer
  return {
    kind: 'LoadBalancer',
    physicalId: arn,
    tags,
    spec: {
      ...{ name, type, scheme, ipAddressType, securityGroups },
      subnetMappings: mappingsOf(balancer),
      ...(customerOwnedIpv4Pool === undefined ? {} : { customerOwnedIpv4Pool }),
      ...(ipv4IpamPool === undefined ? {} : { ipv4IpamPool })
    },
    reported: { dnsName, state: stateOf(world, balancer, now) }
  }
}

const foundListener = (listener: Listener): FoundResource => {
  const {
    arn,
    loadBalancer,
    port,
    protocol,
    defaultActions,
    sslPolicy,
    defaultCertificate,
    mutualAuthentication,
    tags
  } = listener
  return {
    kind: 'Listener',
    physicalId: arn,
    owner: loadBalancer,
    tags,
    spec: {
      ...{ loadBalancer, port, protocol, defaultActions },
      ...(sslPolicy === undefined ? {} : { sslPolicy }),
      ...(defaultCertificate === undefined ? {} : { defaultCertificate }),
      ...(mutualAuthentication === undefined ? {} : { mutualAuthentication })
    },
    reported: {}
  }
}

const foundRule = ({ arn, listener, priority, conditions, actions, transforms = [], tags }: Rule): FoundResource => ({
  kind: 'ListenerRule',
  physicalId: arn,
  owner: listener,
  tags,
  spec: { listener, priority, conditions, actions, transforms },
  reported: {}
})

const foundTargetGroup = ({
  arn,
  tags,
  attributes: _details,
  registered: _asked,
  ...spec
}: TargetGroup): FoundResource => ({
  kind: 'TargetGroup',
  physicalId: arn,
  tags,
  spec,
  reported: {}
})
