import { formerIn } from '../annotations/former.js'
import { annotations, type Settings } from '../annotations/registry.js'
import { settle } from '../annotations/settle.js'
import { settleAll } from '../annotations/settle-all.js'
import { all, andThen, type Checked, map, noting, ok, refuse } from '../checked/checked.js'
import { type At, type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { ConfiguredMember } from '../groups/configure.js'
import { keyOfObject, refToObject } from '../kubernetes/object.js'
import type { Service, ServicePortSpec } from '../kubernetes/service.js'
import { O, pipe } from '../prelude.js'
import { type Arn, type Ref, refTo } from '../resources/ref.js'
import type { Resource } from '../resources/stack.js'
import type { HealthCheck } from '../resources/target-group.js'
import { binding } from './binding.js'
import type { Context } from './context.js'
import { healthCheck } from './health-check.js'
import { targetGroupName } from './names.js'
import { userTags } from './tags.js'
import { type Control, controlPort } from './target-control-port.js'

/** The target groups of a group, made when a rule first asks for them: one for each Ingress, Service and port as it is written. */
export interface TargetGroups {
  readonly of: (member: ConfiguredMember, service: Service, port: number | string, at: At) => Checked<Ref>
  /** All that were asked for, in that order: target groups, and the binding of each. */
  readonly resources: () => ReadonlyArray<Resource<'TargetGroup'> | Resource<'TargetGroupBinding'>>
}

/** What the load balancer decides for its target groups. */
export interface TargetGroupUse {
  readonly hasIpv6: boolean
  /** The security group that nodes and pods are opened for. */
  readonly source: O.Option<Arn>
}

const idOf = ({ ingress }: ConfiguredMember, service: Service, port: number | string): string =>
  `${keyOfObject(ingress)}-${service.name}:${port}`

const portOf = (service: Service, port: number | string): ServicePortSpec | undefined =>
  service.ports.find((each) => (typeof port === 'number' ? each.port === port : each.name === port))

const noSuchPort = (service: Service, port: number | string, at: At): Checked<never> => {
  const known = service.ports.map(({ name, port: number }) => (name === '' ? `${number}` : `${number} (${name})`))
  return refuse(
    diagnostic(
      'service/port',
      at,
      `${nameOf(at.object)}: Service ${keyOfObject(service)} has no port ${JSON.stringify(port)}. Its ports: ${known.join(', ') || 'none'}.`,
      'Name a port of the Service, by number or by name.'
    )
  )
}

/** The port of the target group: the node port, or the target port; 1 where pods give the port a number each. */
const targetPort = (
  service: Service,
  port: ServicePortSpec,
  targetType: 'instance' | 'ip',
  at: At
): Checked<number> => {
  const number = targetType === 'instance' ? port.nodePort : typeof port.targetPort === 'number' ? port.targetPort : 1
  if (number !== 0) return ok(number)
  return refuse(
    targetType === 'instance'
      ? diagnostic(
          'service/node-port',
          at,
          `${nameOf(at.object)}: port ${port.port} of Service ${keyOfObject(service)} (type ${service.type}) has no node port, which targets of type instance need.`,
          'Make the Service a NodePort, or set annotation target-type to ip.'
        )
      : diagnostic(
          'service/target-port',
          at,
          `${nameOf(at.object)}: targetPort of port ${port.port} of Service ${keyOfObject(service)} is 0.`,
          'Give the port a targetPort.'
        )
  )
}

const addressProblems = (service: Service, isIpv6: boolean, hasIpv6: boolean, at: At): ReadonlyArray<Diagnostic> =>
  isIpv6 && !hasIpv6
    ? [
        diagnostic(
          'service/ipv6',
          at,
          `${nameOf(at.object)}: Service ${keyOfObject(service)} has IPv6 addresses, but the load balancer has IPv4 only.`,
          'Set annotation ip-address-type to dualstack, or give the Service ipFamilies [IPv4].'
        )
      ]
    : []

const gateProblems = ({ install }: Context, targetType: string, at: At): ReadonlyArray<Diagnostic> =>
  targetType === 'ip' && !install.gates.EnableIPTargetType
    ? [
        diagnostic(
          'target-type/gate',
          at,
          `${nameOf(at.object)}: target type ip is switched off by feature gate EnableIPTargetType.`,
          'Switch the gate on, or set annotation target-type to instance.'
        )
      ]
    : []

interface Parts {
  readonly port: number
  readonly control: Control
  readonly healthCheck: HealthCheck
  readonly tags: Readonly<Record<string, string>>
  readonly nodeLabels: Readonly<Record<string, string>>
}

const build = (
  context: Context,
  use: TargetGroupUse,
  member: ConfiguredMember,
  service: Service,
  port: ServicePortSpec,
  asWritten: number | string,
  at: At
): Checked<readonly [Resource<'TargetGroup'>, Resource<'TargetGroupBinding'>]> => {
  const { install, group } = context
  const { ingress } = member
  const asked = { ingress, params: member.params, service }
  const isIpv6 = service.ipFamilies.includes('IPv6')
  const id = idOf(member, service, asWritten)
  const assemble = (settings: Settings<'TargetGroup'>, parts: Parts) => {
    const targetType = settings.targetType.value
    const protocol = settings.backendProtocol.value
    const protocolVersion = settings.backendProtocolVersion.value
    const spec: Resource<'TargetGroup'>['spec'] = {
      name: targetGroupName({
        clusterName: install.clusterName,
        group: group.id,
        ingress,
        service,
        servicePort: asWritten,
        port: parts.port,
        targetType,
        protocol,
        protocolVersion,
        ...parts.control
      }),
      port: parts.port,
      vpcId: install.vpcId,
      ipAddressType: isIpv6 ? 'ipv6' : 'ipv4',
      targetType,
      protocol,
      protocolVersion,
      ...parts.control,
      healthCheck: parts.healthCheck,
      ...(O.isSome(settings.targetGroupAttributes) ? { attributes: settings.targetGroupAttributes.value.value } : {}),
      tags: parts.tags
    }
    const targetGroup: Resource<'TargetGroup'> = { stack: group.id, kind: 'TargetGroup', id, spec }
    const { nodeLabels } = parts
    const isMultiCluster = settings.multiClusterTargetGroup.value
    return [
      targetGroup,
      binding({ targetGroup, service, port, asWritten, install, ...use, nodeLabels, isMultiCluster })
    ] as const
  }
  return pipe(
    settleAll('TargetGroup', [asked], install),
    andThen((settings) => {
      const targetType = settings.targetType.value
      return pipe(
        all({
          port: targetPort(service, port, targetType, at),
          control: controlPort(asked, asWritten, targetType),
          healthCheck: healthCheck(settings, service, targetType),
          tags: userTags(install, settings.tags),
          // Labels select nodes, so they say nothing, and are not read, where pods are the targets.
          nodeLabels:
            targetType === 'ip'
              ? ok({})
              : pipe(
                  settle(annotations.targetNodeLabels, [asked], install),
                  map((labels) => (O.isSome(labels) ? labels.value.value : {}))
                ),
          checks: noting(
            [
              ...addressProblems(service, isIpv6, use.hasIpv6, at),
              ...gateProblems(context, targetType, at),
              ...formerIn('Service', service)
            ],
            undefined
          )
        }),
        map((parts) => assemble(settings, parts))
      )
    })
  )
}

interface Made {
  readonly member: ConfiguredMember
  readonly service: Service
  readonly at: At
  readonly resources: Checked<readonly [Resource<'TargetGroup'>, Resource<'TargetGroupBinding'>]>
}

const ambiguous = (id: string, one: Made, member: ConfiguredMember, service: Service, at: At): Checked<never> => {
  const [first, second] = [one.member, member].map(({ ingress }) => nameOf(refToObject('Ingress', ingress)))
  return refuse(
    diagnostic(
      'target-group/ambiguous',
      at,
      `${second} with Service ${service.name}, and ${first} with Service ${one.service.name}, both come to the target group id ${id}.`,
      'Rename one of the Services or Ingresses, or put the Ingresses into different groups.',
      [{ at: one.at, message: 'the other one' }]
    )
  )
}

/** Starts a collection of target groups. It is filled while the rules of one group are translated, and read once at the end. */
export const collectTargetGroups = (context: Context, use: TargetGroupUse): TargetGroups => {
  const made = new Map<string, Made>()
  return {
    of: (member, service, asWritten, at) => {
      const port = portOf(service, asWritten)
      if (port === undefined) return noSuchPort(service, asWritten, at)
      const id = idOf(member, service, asWritten)
      const one = made.get(id) ?? {
        member,
        service,
        at,
        resources: build(context, use, member, service, port, asWritten, at)
      }
      made.set(id, one)
      // The id joins names with a dash, so Ingress a-b with Service c and Ingress a with Service b-c come to the same one.
      if (one.member !== member) return ambiguous(id, one, member, service, at)
      return pipe(
        one.resources,
        map(() => refTo({ stack: context.group.id, kind: 'TargetGroup', id }, 'arn'))
      )
    },
    resources: () => [...made.values()].flatMap(({ resources }) => (resources._tag === 'Left' ? [] : resources.right))
  }
}
