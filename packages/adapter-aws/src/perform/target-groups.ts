import type { LoadBalancerTarget, Spec, Target } from '@alb-ingress/core'
import {
  CreateTargetGroupCommand,
  type CreateTargetGroupInput,
  DeleteTargetGroupCommand,
  DeregisterTargetsCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
  RegisterTargetsCommand
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { sentHealthCheck } from '../shapes/health-check.js'
import { sentTargets } from '../shapes/targets.js'
import { sentPairs, somePairs } from '../shapes/text-map.js'
import { given } from '../shapes/understood.js'
import { type Handlers, through } from './through.js'

const elbv2 = through((clients) => clients.elbv2())

// A target group of another account takes targets from whoever may act there.
const withTargets = through((clients, call) =>
  'as' in call && call.as !== undefined ? clients.elbv2As(call.as) : clients.elbv2()
)

const creation = (spec: Partial<Spec<'TargetGroup'>>): CreateTargetGroupInput => ({
  Name: spec.name,
  TargetType: spec.targetType,
  Protocol: spec.protocol,
  ProtocolVersion: spec.protocolVersion,
  Port: spec.port,
  TargetControlPort: spec.targetControlPort,
  VpcId: spec.vpcId,
  // IPv4 is what AWS takes where nothing is said.
  IpAddressType: spec.ipAddressType === 'ipv4' ? undefined : spec.ipAddressType,
  Tags: somePairs(spec.tags),
  ...(spec.healthCheck === undefined ? {} : sentHealthCheck(spec.healthCheck))
})

// Elements travel untyped; those of this field are targets.
const targets = (elements: ReadonlyArray<unknown>) =>
  sentTargets(elements as ReadonlyArray<LoadBalancerTarget | Target>)

/** What changes target groups and their targets, but for their tags. */
export const handlers: Handlers = {
  CreateTargetGroup: elbv2.create('TargetGroup', async (client, spec) => {
    const { TargetGroups } = await client.send(new CreateTargetGroupCommand(creation(spec)))
    return given({ physicalId: TargetGroups?.[0]?.TargetGroupArn })
  }),
  ModifyTargetGroup: elbv2.modify('TargetGroup', (client, TargetGroupArn, { healthCheck }) =>
    client.send(
      new ModifyTargetGroupCommand({
        TargetGroupArn,
        ...(healthCheck === undefined ? {} : sentHealthCheck(healthCheck))
      })
    )
  ),
  ModifyTargetGroupAttributes: elbv2.modify('TargetGroup', (client, TargetGroupArn, { attributes = {} }) =>
    client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes: sentPairs(attributes) }))
  ),
  RegisterTargets: withTargets.elements('add', 'targets', (client, TargetGroupArn, elements) =>
    client.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: targets(elements) }))
  ),
  DeregisterTargets: withTargets.elements('remove', 'targets', (client, TargetGroupArn, elements) =>
    client.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: targets(elements) }))
  ),
  DeleteTargetGroup: elbv2.remove('TargetGroup', (client, TargetGroupArn) =>
    client.send(new DeleteTargetGroupCommand({ TargetGroupArn }))
  )
}
