import {
  Actions,
  Conditions,
  type GrantedPermission,
  kinds,
  MutualAuthentication,
  Transforms,
  t
} from '@alb-ingress/core'

// Shapes only: what AWS allows in them is written by hand, beside the action that checks it.
const { healthCheck } = kinds.TargetGroup.fields
const { ingress } = kinds.SecurityGroup.fields
const Texts = t.readonlyArray(t.string)
const TextMap = t.readonly(t.record(t.string, t.string))

/** A load balancer as the account keeps it. `attributes` holds those that were set; the others have AWS's defaults. */
export const LoadBalancer = t.readonly(
  t.intersection([
    t.type({
      arn: t.string,
      name: t.string,
      type: t.union([t.literal('application'), t.literal('network')]),
      scheme: t.union([t.literal('internal'), t.literal('internet-facing')]),
      vpcId: t.string,
      dnsName: t.string,
      ipAddressType: t.union([t.literal('ipv4'), t.literal('dualstack'), t.literal('dualstack-without-public-ipv4')]),
      subnets: Texts,
      securityGroups: Texts,
      attributes: TextMap,
      tags: TextMap
    }),
    t.partial({
      // `failed` is for people who want to see what happens then; nothing here makes a load balancer fail.
      state: t.literal('failed'),
      customerOwnedIpv4Pool: t.string,
      ipv4IpamPool: t.string,
      // Capacity units that are reserved.
      minimumCapacity: t.number,
      // Elastic IP addresses by subnet, as allocation ids.
      addresses: TextMap,
      // An ARN of WAFv2, an id of WAF Classic.
      webAcl: t.string,
      classicWebAcl: t.string,
      shieldProtection: t.readonly(t.type({ id: t.string, name: t.string }))
    })
  ])
)
export type LoadBalancer = t.TypeOf<typeof LoadBalancer>

/** A listener; `certificates` are those offered by server name, which AWS lists apart from the default one. */
export const Listener = t.readonly(
  t.intersection([
    t.type({
      arn: t.string,
      loadBalancer: t.string,
      port: t.number,
      protocol: t.union([t.literal('HTTP'), t.literal('HTTPS'), t.literal('TCP')]),
      defaultActions: Actions,
      certificates: Texts,
      attributes: TextMap,
      tags: TextMap
    }),
    t.partial({
      sslPolicy: t.string,
      defaultCertificate: t.string,
      mutualAuthentication: MutualAuthentication
    })
  ])
)
export type Listener = t.TypeOf<typeof Listener>

export const Rule = t.readonly(
  t.intersection([
    t.type({
      arn: t.string,
      listener: t.string,
      priority: t.number,
      conditions: Conditions,
      actions: Actions,
      tags: TextMap
    }),
    t.partial({ transforms: Transforms })
  ])
)
export type Rule = t.TypeOf<typeof Rule>

/** An instance or an address in a target group. Times are milliseconds since 1970. */
const Registered = t.readonly(
  t.intersection([
    t.type({ id: t.string, port: t.number, since: t.number }),
    // `until`: it was taken out, and drains until then.
    t.partial({ availabilityZone: t.string, until: t.number })
  ])
)
export type Registered = t.TypeOf<typeof Registered>

export const TargetGroup = t.readonly(
  t.intersection([
    t.type({
      arn: t.string,
      name: t.string,
      targetType: t.union([t.literal('instance'), t.literal('ip'), t.literal('alb')]),
      protocol: t.union([t.literal('HTTP'), t.literal('HTTPS'), t.literal('TCP')]),
      port: t.number,
      vpcId: t.string,
      ipAddressType: t.union([t.literal('ipv4'), t.literal('ipv6')]),
      healthCheck: healthCheck.codec,
      attributes: TextMap,
      tags: TextMap
    }),
    t.partial({
      protocolVersion: t.union([t.literal('HTTP1'), t.literal('HTTP2'), t.literal('GRPC')]),
      targetControlPort: t.number,
      // Of target type `alb`: what is registered.
      targets: t.readonlyArray(t.readonly(t.type({ loadBalancer: t.string, port: t.number }))),
      // Of the other target types.
      registered: t.readonlyArray(Registered)
    })
  ])
)
export type TargetGroup = t.TypeOf<typeof TargetGroup>
export type HealthCheck = TargetGroup['healthCheck']

export const SecurityGroup = t.readonly(
  t.type({
    id: t.string,
    name: t.string,
    description: t.string,
    vpcId: t.string,
    ingress: ingress.codec as t.Type<ReadonlyArray<GrantedPermission>, unknown>, // a description is kept as it comes
    tags: TextMap
  })
)
export type SecurityGroup = t.TypeOf<typeof SecurityGroup>
export type Permission = GrantedPermission
export type Source = Permission['source']
