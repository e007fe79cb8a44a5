import type { Spec } from '@alb-ingress/core'
import { nextNumber, securityGroupId } from './ids.js'
import { text } from './literal.js'
import { groupTextRefusal } from './names.js'
import type { SecurityGroup } from './records.js'
import { declined, done, type Refusal, refuse, unless, type Verdict, when } from './refusal.js'
import { dropSecurityGroup, putSecurityGroup, securityGroupNamed } from './store.js'
import { inWordsOfEc2, tagsRefusal } from './tags.js'
import type { World } from './world.js'

type Given = Partial<Spec<'SecurityGroup'>>

/** CreateSecurityGroup. A name is unique in its VPC: here nothing is given back for asking twice. */
export const createSecurityGroup = (world: World, given: Given): Verdict => {
  const { groupName = '', description = '', vpcId = '', tags = {} } = given
  const refusal =
    groupTextRefusal('GroupName', groupName) ??
    groupTextRefusal('GroupDescription', description) ??
    when(groupName.startsWith('sg-'), 'InvalidParameterValue', `GroupName '${groupName}' cannot begin with sg-`) ??
    when(vpcId !== world.place.vpcId, 'InvalidVpcID.NotFound', `The vpc ID '${vpcId}' does not exist`) ??
    when(
      securityGroupNamed(world, vpcId, groupName) !== undefined,
      'InvalidGroup.Duplicate',
      `The security group '${groupName}' already exists for VPC '${vpcId}'`
    )
  const tagged = refusal ?? tagsRefusal(world, tags)
  if (tagged !== undefined) return declined(inWordsOfEc2(tagged))
  const id = securityGroupId(nextNumber(world))
  putSecurityGroup(world, { id, name: groupName, description, vpcId, ingress: [], tags })
  return done({ physicalId: id })
}

export const groupNotFound = (id: string): NonNullable<Refusal> =>
  refuse('InvalidGroup.NotFound', `The security group '${id}' does not exist`)

/** DeleteSecurityGroup: refused while a load balancer has it, its network interfaces linger, or another group's permission names it. */
export const deleteSecurityGroup = (world: World, id: string, now: number): Verdict => {
  if (!world.securityGroups.has(id)) return declined(groupNotFound(id))
  return unless(when(isUsed(world, id, now), 'DependencyViolation', `resource ${id} has a dependent object`), () => {
    dropSecurityGroup(world, id)
    return undefined
  })
}

const isUsed = (world: World, id: string, now: number): boolean =>
  [...world.loadBalancers.values()].some(({ securityGroups }) => securityGroups.includes(id)) ||
  world.interfaces.some(({ securityGroups, until }) => now < until && securityGroups.includes(id)) ||
  [...world.securityGroups.values()].some((group) => group.id !== id && names(group, id))

const names = ({ ingress }: SecurityGroup, id: string): boolean =>
  ingress.some(({ source }) => 'securityGroup' in source && text(source.securityGroup) === id)
