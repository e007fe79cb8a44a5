import type { TextMap } from '../resources/fields.js'
import type { Spec } from '../resources/kinds.js'
import type { MutualAuthentication } from '../resources/mutual-authentication.js'
import type { Arn, KindName } from '../resources/ref.js'
import type { Permission } from '../resources/security-group.js'
import type { HealthCheck } from '../resources/target-group.js'
import type { BindingSpec, NetworkingRule } from '../resources/target-group-binding.js'
import { actionMembers, conditionMembers, type Members, transformMembers } from './rule-members.js'

/** What each field of a kind becomes in the serialised stack. A field that a kind gains must say so here, or this does not compile. */
type Writers<K extends KindName> = {
  readonly [F in keyof Spec<K>]-?: (value: Exclude<Spec<K>[F], undefined>, spec: Spec<K>) => Members
}

const nothing = (): Members => ({})
const under =
  (member: string) =>
  (value: unknown): Members => ({ [member]: value })

// The reference spells the members of its attribute lists in two ways.
const pairs = (attributes: TextMap): ReadonlyArray<Members> =>
  Object.entries(attributes).map(([key, value]) => ({ key, value }))
const capitalPairs = (attributes: TextMap): ReadonlyArray<Members> =>
  Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }))

// The default certificate comes first. Where `certificates` begins with it, the list is shown as it stands.
const certificateMembers = (spec: Spec<'Listener'>): ReadonlyArray<Members> => {
  const { defaultCertificate, certificates = [] } = spec
  const all: ReadonlyArray<Arn> =
    defaultCertificate === undefined || certificates[0] === defaultCertificate
      ? certificates
      : [defaultCertificate, ...certificates]
  return all.map((certificateARN) => ({ certificateARN }))
}

// The reference writes an empty trust store in the modes that have none.
const mutualAuthenticationMembers = (given: MutualAuthentication): Members => {
  if (given.mode !== 'verify') return { mode: given.mode, trustStoreArn: '' }
  const { trustStore, ...others } = given
  return { ...others, trustStoreArn: trustStore }
}

const sourceMembers = (source: Permission['source']): Members => {
  if ('cidr' in source) return { ipRanges: [{ cidrIP: source.cidr }] }
  if ('cidrIpv6' in source) return { ipv6Ranges: [{ cidrIPv6: source.cidrIpv6 }] }
  if ('prefixListId' in source) return { prefixLists: [{ listID: source.prefixListId }] }
  return { userIDGroupPairs: [{ groupID: source.securityGroup }] }
}

const permissionMembers = ({ protocol, fromPort, toPort, source }: Permission): Members => ({
  ipProtocol: protocol,
  fromPort,
  toPort,
  ...sourceMembers(source)
})

const healthCheckMembers = ({ port, ...others }: HealthCheck): Members => ({
  ...others,
  port: /^\d+$/.test(port) ? Number(port) : port
})

const networkingMembers = ({ from, ports }: NetworkingRule): Members => ({
  from: from.map(({ securityGroup }) => ({ securityGroup: { groupID: securityGroup } })),
  ports
})

const bindingMembers = (spec: BindingSpec): Members => {
  const { targetGroup, vpcId, networking, nodeSelector, multiClusterTargetGroup, ...others } = spec
  return {
    ...others,
    targetGroupARN: targetGroup,
    vpcID: vpcId,
    multiClusterTargetGroup: multiClusterTargetGroup === true ? true : undefined,
    nodeSelector: nodeSelector === undefined ? undefined : { matchLabels: nodeSelector },
    networking: networking === undefined ? undefined : { ingress: networking.map(networkingMembers) }
  }
}

const writers: { readonly [K in KindName]: Writers<K> } = {
  SecurityGroup: {
    groupName: under('groupName'),
    description: under('description'),
    // The VPC is that of the installation, and the reference does not repeat it.
    vpcId: nothing,
    tags: under('tags'),
    ingress: (permissions) => ({ ingress: permissions.map(permissionMembers) })
  },
  Certificate: {
    // The reference has an empty text for Amazon's own authority and for the key algorithm, and asks for validation by DNS whoever issues.
    domainName: (domainName, { certificateAuthorityArn = '' }) => ({
      ...{ domainName, certificateAuthorityARN: certificateAuthorityArn },
      ...{ keyAlgorithm: '', validationMethod: 'DNS' }
    }),
    subjectAlternativeNames: under('subjectAlternativeNames'),
    type: under('type'),
    certificateAuthorityArn: nothing,
    tags: under('tags')
  },
  LoadBalancer: {
    name: under('name'),
    type: under('type'),
    scheme: under('scheme'),
    tags: under('tags'),
    securityGroups: under('securityGroups'),
    subnetMappings: (mappings) => ({
      subnetMapping: mappings.map(({ subnetId, allocationId }) => ({ subnetID: subnetId, allocationID: allocationId }))
    }),
    customerOwnedIpv4Pool: under('customerOwnedIPv4Pool'),
    ipv4IpamPool: under('ipv4IPAMPool'),
    minimumCapacity: (capacityUnits) => ({ minimumLoadBalancerCapacity: { capacityUnits } }),
    ipAddressType: under('ipAddressType'),
    attributes: (attributes) => ({ loadBalancerAttributes: pairs(attributes) }),
    // Resources of their own in the serialised stack.
    webAcl: nothing,
    classicWebAcl: nothing,
    shieldProtection: nothing
  },
  TargetGroup: {
    name: under('name'),
    port: under('port'),
    vpcId: nothing,
    ipAddressType: under('ipAddressType'),
    targetType: under('targetType'),
    protocol: under('protocol'),
    protocolVersion: under('protocolVersion'),
    targetControlPort: under('targetControlPort'),
    tags: under('tags'),
    healthCheck: (healthCheck) => ({ healthCheckConfig: healthCheckMembers(healthCheck) }),
    attributes: (attributes) => ({ targetGroupAttributes: pairs(attributes) }),
    // The reference registers targets after it has deployed the rest, and does not show them here.
    targets: nothing
  },
  Listener: {
    loadBalancer: under('loadBalancerARN'),
    port: under('port'),
    tags: under('tags'),
    protocol: under('protocol'),
    defaultActions: (actions) => ({ defaultActions: actions.map(actionMembers) }),
    sslPolicy: under('sslPolicy'),
    mutualAuthentication: (given) => ({ mutualAuthentication: mutualAuthenticationMembers(given) }),
    defaultCertificate: (_, spec) => ({ certificates: certificateMembers(spec) }),
    certificates: (_, spec) => ({ certificates: certificateMembers(spec) }),
    attributes: (attributes) => ({ listenerAttributes: capitalPairs(attributes) })
  },
  ListenerRule: {
    listener: under('listenerARN'),
    priority: under('priority'),
    conditions: (conditions) => ({ conditions: conditions.map(conditionMembers) }),
    actions: (actions) => ({ actions: actions.map(actionMembers) }),
    transforms: (transforms) => ({ transforms: transforms.map(transformMembers) }),
    tags: under('tags')
  },
  TargetGroupBinding: {
    namespace: nothing,
    // Labels are the ownership tags of a binding and come with the plan.
    labels: nothing,
    name: (name, { namespace }) => ({ metadata: { namespace, name } }),
    spec: (spec) => ({ spec: bindingMembers(spec) })
  }
}

/** The spec of a resource with the names and shapes of the reference's serialised stack. References stay as they are. */
export const specMembers = <K extends KindName>(kind: K, spec: Spec<K>): Members => {
  const members: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(spec)) {
    if (value === undefined) continue
    // Each writer takes the value of its own field; only the loop does not know which one it is at.
    const write = writers[kind][field as keyof Spec<K>] as ((value: unknown, spec: Spec<K>) => Members) | undefined
    if (write !== undefined) Object.assign(members, write(value, spec))
  }
  return kind === 'TargetGroupBinding' ? { template: members } : members
}
