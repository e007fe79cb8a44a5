import { t } from '../prelude.js'
import { equal } from '../support/canonical.js'
import { nothing, ShieldProtection, sameProtection } from './add-ons.js'
import { field, onDeclaredKeys, optional, sameSet, TextMap, word } from './fields.js'
import { atCreation, attachedBy, kind, modifiedBy, replaces, retaggedBy } from './kind.js'
import { Arn } from './ref.js'

/** `allocationId`: the elastic IP address that a network load balancer has in the subnet. AWS does not exchange it later. */
const SubnetMapping = t.readonly(
  t.intersection([t.type({ subnetId: t.string }), t.partial({ allocationId: t.string })])
)
export type SubnetMapping = t.TypeOf<typeof SubnetMapping>

const sameSubnets = (desired: ReadonlyArray<SubnetMapping>, observed: ReadonlyArray<SubnetMapping>): boolean =>
  equal(desired.map((mapping) => mapping.subnetId).sort(), observed.map((mapping) => mapping.subnetId).sort())

const attachment = { afterCreate: true, detail: true, none: nothing } as const

/** Only type and scheme replace a load balancer: its name is never compared, so one made by others keeps theirs. */
export const loadBalancer = kind({
  name: 'LoadBalancer',
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  service: 'elbv2',
  replace: 'deleteFirst',
  identifiedBy: 'arn',
  create: 'CreateLoadBalancer',
  remove: 'DeleteLoadBalancer',
  fields: {
    name: field(t.string, atCreation, { unique: true }),
    type: field(word('application', 'network'), replaces),
    scheme: field(word('internal', 'internet-facing'), replaces),
    tags: field(TextMap, retaggedBy('AddTags', 'RemoveTags')),
    securityGroups: field(t.readonlyArray(Arn), modifiedBy('SetSecurityGroups'), { same: sameSet }),
    subnetMappings: field(t.readonlyArray(SubnetMapping), modifiedBy('SetSubnets'), { same: sameSubnets }),
    customerOwnedIpv4Pool: optional(t.string, atCreation),
    ipAddressType: field(word('ipv4', 'dualstack', 'dualstack-without-public-ipv4'), modifiedBy('SetIpAddressType')),
    attributes: optional(TextMap, modifiedBy('ModifyLoadBalancerAttributes'), {
      afterCreate: true,
      detail: true,
      same: onDeclaredKeys,
      keyed: true
    }),
    // An ARN of WAFv2.
    webAcl: optional(t.string, attachedBy('AssociateWebACL', 'DisassociateWebACL'), attachment),
    // An id of WAF Classic.
    classicWebAcl: optional(t.string, attachedBy('AssociateWebACL', 'DisassociateWebACL'), attachment),
    shieldProtection: optional(ShieldProtection, attachedBy('CreateProtection', 'DeleteProtection'), {
      ...attachment,
      same: sameProtection
    }),
    // AWS wants the type of addresses that a pool is for before the pool, and the pool gone before another type.
    ipv4IpamPool: optional(t.string, attachedBy('ModifyIpPools', 'ModifyIpPools', { offFirst: true }), {
      none: nothing,
      undeclared: 'none'
    }),
    // In capacity units.
    minimumCapacity: optional(t.number, modifiedBy('ModifyCapacityReservation'), {
      afterCreate: true,
      detail: true,
      none: 0,
      whenActive: true
    })
  }
})
