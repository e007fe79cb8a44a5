import { formerIn } from '../annotations/former.js'
import type { Asked } from '../annotations/read.js'
import { annotations, type Settings } from '../annotations/registry.js'
import { settle } from '../annotations/settle.js'
import { settleAll } from '../annotations/settle-all.js'
import { all, andThen, type Checked, map, noting, ok } from '../checked/checked.js'
import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { ConfiguredMember } from '../groups/configure.js'
import type { Installation } from '../install.js'
import { keyOfObject } from '../kubernetes/object.js'
import type { Service, ServicePortSpec } from '../kubernetes/service.js'
import { O, pipe } from '../prelude.js'
import type { Arn } from '../resources/ref.js'
import type { Resource } from '../resources/stack.js'
import type { HealthCheck } from '../resources/target-group.js'
import { binding } from './binding.js'
import type { Context } from './context.js'
import { healthCheck } from './health-check.js'
import { targetGroupName } from './names.js'
import { reservedOnService } from './reserved-tags.js'
import { targetPort } from './service-port.js'
import { userTags } from './tags.js'
import { type Control, controlPort } from './target-control-port.js'

type Tags = Readonly<Record<string, string>>
type TargetGroupSettings = Settings<'TargetGroup'>

/** What the load balancer decides for its target groups. */
export interface TargetGroupUse {
  readonly hasIpv6: boolean
  /** The security group that nodes and pods are opened for. */
  readonly source: O.Option<Arn>
}

/** A port of a Service to which an Ingress sends requests, and where it says so. */
export interface Backing {
  readonly member: ConfiguredMember
  readonly service: Service
  readonly port: ServicePortSpec
  /** The port as the Ingress writes it. */
  readonly asWritten: number | string
  readonly at: At
}

/** A target group, and the binding that fills it. */
export type BoundTargetGroup = readonly [Resource<'TargetGroup'>, Resource<'TargetGroupBinding'>]

/** The logical id of a target group: one for each Ingress, Service and port as it is written. */
export const targetGroupId = ({ member, service, asWritten }: Omit<Backing, 'port' | 'at'>): string =>
  `${keyOfObject(member.ingress)}-${service.name}:${asWritten}`

const isIpv6 = ({ ipFamilies }: Service): boolean => ipFamilies.includes('IPv6')

const addressProblems = ({ service, at }: Backing, { hasIpv6 }: TargetGroupUse): ReadonlyArray<Diagnostic> =>
  isIpv6(service) && !hasIpv6
    ? [
        diagnostic(
          'service/ipv6',
          at,
          `${nameOf(at.object)}: Service ${keyOfObject(service)} has IPv6 addresses, but the load balancer has IPv4 only.`,
          'Set annotation ip-address-type to dualstack, or give the Service ipFamilies [IPv4].'
        )
      ]
    : []

const gateProblems = ({ gates }: Installation, targetType: string, at: At): ReadonlyArray<Diagnostic> =>
  targetType === 'ip' && !gates.EnableIPTargetType
    ? [
        diagnostic(
          'target-type/gate',
          at,
          `${nameOf(at.object)}: target type ip is switched off by feature gate EnableIPTargetType.`,
          'Switch the gate on, or set annotation target-type to instance.'
        )
      ]
    : []

/** Labels select nodes, so they say nothing, and are not read, where pods are the targets. */
const nodeLabelsOf = (install: Installation, asked: Asked, targetType: string): Checked<Tags> =>
  targetType === 'ip'
    ? ok({})
    : pipe(
        settle(annotations.targetNodeLabels, [asked], install),
        map((labels) => (O.isSome(labels) ? labels.value.value : {}))
      )

interface Parts {
  readonly port: number
  readonly control: Control
  readonly healthCheck: HealthCheck
  readonly tags: Tags
  readonly nodeLabels: Tags
}

const partsOf = (
  { install }: Context,
  use: TargetGroupUse,
  backing: Backing,
  settings: TargetGroupSettings
): Checked<Parts> => {
  const { member, service, port, asWritten, at } = backing
  const targetType = settings.targetType.value
  const asked = { ingress: member.ingress, params: member.params, service }
  const problems = [
    ...addressProblems(backing, use),
    ...gateProblems(install, targetType, at),
    ...formerIn('Service', service),
    ...reservedOnService(service)
  ]
  return all({
    port: targetPort(service, port, targetType, at),
    control: controlPort(asked, asWritten, targetType),
    healthCheck: healthCheck(settings, service, targetType),
    tags: userTags(install, settings.tags),
    nodeLabels: nodeLabelsOf(install, asked, targetType),
    checks: noting(problems, undefined)
  })
}

const specOf = (
  { install: { clusterName, vpcId }, group }: Context,
  { member: { ingress }, service, asWritten }: Backing,
  settings: TargetGroupSettings,
  { port, control, healthCheck, tags }: Parts
): Resource<'TargetGroup'>['spec'] => {
  const { targetGroupAttributes: attributes } = settings
  const speaks = {
    targetType: settings.targetType.value,
    protocol: settings.backendProtocol.value,
    protocolVersion: settings.backendProtocolVersion.value,
    ...control
  }
  const named = { clusterName, group: group.id, ingress, service, servicePort: asWritten, port, ...speaks }
  return {
    name: targetGroupName(named),
    port,
    vpcId,
    ipAddressType: isIpv6(service) ? 'ipv6' : 'ipv4',
    ...speaks,
    healthCheck,
    ...(O.isSome(attributes) ? { attributes: attributes.value.value } : {}),
    tags
  }
}

const assembled = (
  context: Context,
  { source }: TargetGroupUse,
  backing: Backing,
  settings: TargetGroupSettings,
  parts: Parts
): BoundTargetGroup => {
  const { service, port, asWritten } = backing
  const targetGroup: Resource<'TargetGroup'> = {
    stack: context.group.id,
    kind: 'TargetGroup',
    id: targetGroupId(backing),
    spec: specOf(context, backing, settings, parts)
  }
  const isMultiCluster = settings.multiClusterTargetGroup.value
  const { install } = context
  const { nodeLabels } = parts
  return [targetGroup, binding({ install, targetGroup, service, port, asWritten, source, nodeLabels, isMultiCluster })]
}

/** The target group for a port of a Service, and its binding. The Service's annotations come before those of the Ingress. */
export const targetGroupFor = (context: Context, use: TargetGroupUse, backing: Backing): Checked<BoundTargetGroup> => {
  const { member, service } = backing
  const asked = { ingress: member.ingress, params: member.params, service }
  return pipe(
    settleAll('TargetGroup', [asked], context.install),
    andThen((settings) =>
      pipe(
        partsOf(context, use, backing, settings),
        map((parts) => assembled(context, use, backing, settings, parts))
      )
    )
  )
}
