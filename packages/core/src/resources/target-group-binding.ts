import { t } from '../prelude.js'
import { field, optional, TextMap, word } from './fields.js'
import { atCreation, kind, modifiedBy } from './kind.js'
import { Arn } from './ref.js'

/** A port by number, or by the name that it has in the Service or in the container. */
export const PortRef: t.Type<number | string, unknown> = t.union([t.number, t.string])
export type PortRef = t.TypeOf<typeof PortRef>

const NetworkingRule = t.readonly(
  t.type({
    from: t.readonlyArray(t.readonly(t.type({ securityGroup: Arn }))),
    ports: t.readonlyArray(
      t.readonly(t.intersection([t.type({ protocol: word('TCP') }), t.partial({ port: PortRef })]))
    )
  })
)
export type NetworkingRule = t.TypeOf<typeof NetworkingRule>

const BindingSpec = t.readonly(
  t.intersection([
    t.type({
      targetGroup: Arn,
      targetType: word('instance', 'ip'),
      targetGroupProtocol: word('HTTP', 'HTTPS'),
      serviceRef: t.readonly(t.type({ name: t.string, port: PortRef })),
      ipAddressType: word('ipv4', 'ipv6'),
      vpcId: t.string
    }),
    t.partial({
      networking: t.readonlyArray(NetworkingRule),
      nodeSelector: TextMap,
      multiClusterTargetGroup: t.boolean
    })
  ])
)
export type BindingSpec = t.TypeOf<typeof BindingSpec>

/** A target group and the Service behind it, as the Kubernetes object `TargetGroupBinding` says it. Found by target group, whatever its name. */
export const targetGroupBinding = kind({
  name: 'TargetGroupBinding',
  type: 'K8S::ElasticLoadBalancingV2::TargetGroupBinding',
  service: 'kubernetes',
  // The old target group keeps its targets until no rule names it.
  replace: 'createFirst',
  identifiedBy: 'arn',
  create: 'CreateTargetGroupBinding',
  remove: 'DeleteTargetGroupBinding',
  fields: {
    namespace: field(t.string, atCreation, { unique: true }),
    name: field(t.string, atCreation, { unique: true }),
    labels: optional(TextMap, modifiedBy('PatchTargetGroupBinding')),
    // Kubernetes refuses another target group in an existing binding.
    spec: field(BindingSpec, modifiedBy('PatchTargetGroupBinding'), { fixed: ({ targetGroup }) => targetGroup })
  }
})
