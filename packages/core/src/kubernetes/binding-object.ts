import type { LabelSelector } from './selector.js'
import type { BindingIngress, TargetGroupBindingSpec } from './target-group-binding.js'

type Json = Readonly<Record<string, unknown>>

/** The given members that say something. */
const said = (members: Json): Json =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== ''))

const rule = ({ from, ports }: BindingIngress): Json => ({
  from: from.map(({ ipBlock, securityGroup }) => said({ ipBlock, securityGroup })),
  ports: ports.map(({ protocol, port }) => said({ protocol, port }))
})

const sorted = (labels: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))

const selector = ({ matchLabels, matchExpressions }: LabelSelector): Json => ({
  ...(Object.keys(matchLabels).length === 0 ? {} : { matchLabels: sorted(matchLabels) }),
  ...(matchExpressions.length === 0
    ? {}
    : {
        matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
          ...{ key, operator },
          ...(values.length === 0 ? {} : { values })
        }))
      })
})

/**
 * `spec` of a TargetGroupBinding as the API is sent it. Members that say nothing are left out, and the others stand in the order in which the
 * reference (AWS Load Balancer Controller 3.5) declares them: its checkpoint is a hash over this text.
 */
export const bindingSpecOnWire = (spec: TargetGroupBindingSpec): Json => ({
  ...said({
    targetGroupARN: spec.targetGroupARN,
    targetGroupName: spec.targetGroupName,
    multiClusterTargetGroup: spec.multiClusterTargetGroup ? true : undefined,
    targetType: spec.targetType,
    targetGroupProtocol: spec.targetGroupProtocol
  }),
  serviceRef: { name: spec.serviceRef.name, port: spec.serviceRef.port },
  ...said({
    networking: spec.networking && { ingress: spec.networking.map(rule) },
    nodeSelector: spec.nodeSelector && selector(spec.nodeSelector),
    ipAddressType: spec.ipAddressType,
    vpcID: spec.vpcID,
    iamRoleArnToAssume: spec.iamRoleArnToAssume,
    assumeRoleExternalId: spec.assumeRoleExternalId
  })
})
