import { t } from '@alb-ingress/core'

const Texts = t.readonlyArray(t.string)
const Tags = t.readonly(t.record(t.string, t.string))

const AvailabilityZone = t.readonly(
  t.intersection([t.type({ name: t.string }), t.partial({ id: t.string, type: t.string })])
)

const Subnet = t.readonly(
  t.intersection([
    t.type({ id: t.string, az: t.string }),
    t.partial({
      azId: t.string,
      vpcId: t.string,
      cidr: t.string,
      ipv6Cidr: t.string,
      availableIps: t.number,
      type: t.string,
      outpostArn: t.string,
      public: t.boolean,
      tags: Tags
    })
  ])
)
export type GivenSubnet = t.TypeOf<typeof Subnet>

const SecurityGroup = t.readonly(
  t.intersection([
    t.type({ id: t.string }),
    t.partial({ name: t.string, description: t.string, vpcId: t.string, tags: Tags })
  ])
)
export type GivenSecurityGroup = t.TypeOf<typeof SecurityGroup>

const Certificate = t.readonly(
  t.intersection([
    t.type({ arn: t.string }),
    t.partial({
      domainName: t.string,
      sans: Texts,
      type: t.string,
      status: t.string,
      keyType: t.string,
      caArn: t.string,
      tags: Tags
    })
  ])
)
export type GivenCertificate = t.TypeOf<typeof Certificate>

const WebACL = t.readonly(t.intersection([t.type({ name: t.string }), t.partial({ id: t.string, arn: t.string })]))

const TrustStore = t.readonly(t.intersection([t.type({ name: t.string }), t.partial({ id: t.string, arn: t.string })]))

const PrefixList = t.readonly(t.intersection([t.type({ id: t.string }), t.partial({ name: t.string })]))

const TargetGroup = t.readonly(
  t.intersection([
    t.type({ name: t.string }),
    t.partial({ arn: t.string, vpcId: t.string, targetType: t.string, protocol: t.string, port: t.number, tags: Tags })
  ])
)
export type GivenTargetGroup = t.TypeOf<typeof TargetGroup>

const LoadBalancer = t.readonly(
  t.intersection([
    t.type({ name: t.string }),
    t.partial({
      arn: t.string,
      type: t.string,
      scheme: t.string,
      vpcId: t.string,
      ipAddressType: t.string,
      subnets: Texts,
      securityGroups: Texts,
      tags: Tags
    })
  ])
)
export type GivenLoadBalancer = t.TypeOf<typeof LoadBalancer>

const NetworkInterface = t.readonly(
  t.partial({
    id: t.string,
    vpcId: t.string,
    privateIpAddresses: Texts,
    ipv6Addresses: Texts,
    ipv4Prefixes: Texts,
    ipv6Prefixes: Texts,
    securityGroups: Texts
  })
)
export type GivenInterface = t.TypeOf<typeof NetworkInterface>

const Instance = t.readonly(
  t.intersection([
    t.type({ id: t.string, az: t.string }),
    t.partial({ vpcId: t.string, networkInterfaces: t.readonlyArray(NetworkInterface) })
  ])
)
export type GivenInstance = t.TypeOf<typeof Instance>

/**
 * What a user writes of an account: everything is optional, and a member that nobody here reads is kept.
 * Resources are named as far as others can refer to them; the rest has AWS's defaults.
 */
export const GivenMembers = t.partial({
  region: t.string,
  accountId: t.string,
  clusterName: t.string,
  vpcId: t.string,
  vpcCidrs: Texts,
  vpcIpv6Cidrs: Texts,
  availabilityZones: t.readonlyArray(AvailabilityZone),
  subnets: t.readonlyArray(Subnet),
  securityGroups: t.readonlyArray(SecurityGroup),
  /** Nodes. Where the account says nothing of instances, any that is named is there. */
  instances: t.readonlyArray(Instance),
  /** Those that belong to no instance: of pods on Fargate, for example. */
  networkInterfaces: t.readonlyArray(NetworkInterface),
  certificates: t.readonlyArray(Certificate),
  webACLs: t.readonlyArray(WebACL),
  trustStores: t.readonlyArray(TrustStore),
  /** `ACTIVE` where the account subscribes to Shield Advanced. */
  shieldSubscription: t.string,
  prefixLists: t.readonlyArray(PrefixList),
  customerOwnedPools: Texts,
  targetGroups: t.readonlyArray(TargetGroup),
  loadBalancers: t.readonlyArray(LoadBalancer),
  flags: t.readonly(t.record(t.string, t.unknown))
})
