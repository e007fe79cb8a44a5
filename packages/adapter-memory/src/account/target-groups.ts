import { equal, type Spec } from '@alb-ingress/core'
import { attributesRefusal } from './attributes.js'
import { defaultHealthCheck, healthCheckRefusal } from './health-checks.js'
import { arnSuffix, nextNumber, targetGroupArn } from './ids.js'
import { nameRefusal } from './names.js'
import type { TargetGroup } from './records.js'
import { declined, done, firstRefusal, type Refusal, refuse, unless, type Verdict, when } from './refusal.js'
import { dropTargetGroup, putTargetGroup, targetGroupNamed } from './store.js'
import { tagsRefusal } from './tags.js'
import type { World } from './world.js'

type Given = Partial<Spec<'TargetGroup'>>
type Asked = Omit<TargetGroup, 'arn' | 'targets' | 'registered'>

/** CreateTargetGroup. The same name with the same settings gives the target group that is there; with others it is a duplicate. */
export const createTargetGroup = (world: World, given: Given): Verdict => {
  const asked = withDefaults(given)
  const refusal = askedRefusal(world, asked)
  if (refusal !== undefined) return declined(refusal)
  const existing = targetGroupNamed(world, asked.name)
  if (existing !== undefined) return again(existing, asked)
  if (world.targetGroups.size >= world.limits.targetGroups) {
    return declined(refuse('TooManyTargetGroups', `the account has ${world.targetGroups.size} target groups already`))
  }
  const arn = targetGroupArn(world.place, asked.name, arnSuffix(nextNumber(world)))
  putTargetGroup(world, { arn, ...asked })
  return done({ physicalId: arn })
}

const withDefaults = (given: Given): Asked => {
  const protocol = given.protocol ?? 'HTTP'
  const version = given.protocolVersion ?? (protocol === 'TCP' ? undefined : 'HTTP1')
  return {
    name: given.name ?? '',
    targetType: given.targetType ?? 'instance',
    protocol,
    ...(version === undefined ? {} : { protocolVersion: version }),
    ...(given.targetControlPort === undefined ? {} : { targetControlPort: given.targetControlPort }),
    port: given.port ?? 0,
    vpcId: given.vpcId ?? '',
    ipAddressType: given.ipAddressType ?? 'ipv4',
    healthCheck: given.healthCheck ?? defaultHealthCheck(protocol, version),
    attributes: {},
    tags: given.tags ?? {}
  }
}

const askedRefusal = (world: World, asked: Asked): Refusal =>
  nameRefusal('Target group', asked.name) ??
  firstRefusal([asked.port, asked.targetControlPort ?? asked.port], (port) =>
    when(port < 1 || port > 65535, 'ValidationError', `Port '${port}' must be between 1 and 65535`)
  ) ??
  when(asked.vpcId !== world.place.vpcId, 'ValidationError', `The VPC ID '${asked.vpcId}' is not found`) ??
  when(
    asked.targetType === 'alb' && asked.protocol !== 'TCP',
    'ValidationError',
    `Protocol '${asked.protocol}' is not supported with target type 'alb'`
  ) ??
  healthCheckRefusal(asked.healthCheck) ??
  tagsRefusal(world, asked.tags)

// Attributes, tags and targets can be changed any time, but tags that differ at creation are other settings to AWS.
const again = (existing: TargetGroup, asked: Asked): Verdict => {
  const { arn, targets: _balancers, registered: _registered, ...settings } = existing
  return equal({ ...settings, attributes: {} }, asked)
    ? done({ physicalId: arn })
    : declined(
        refuse(
          'DuplicateTargetGroupName',
          `A target group with the same name '${asked.name}' exists, but with different settings`
        )
      )
}

export const targetGroupNotFound = (arn: string): NonNullable<Refusal> =>
  refuse('TargetGroupNotFound', `One or more target groups not found: '${arn}'`)

/** ModifyTargetGroup: its health check alone can be changed. */
export const modifyTargetGroup = (world: World, arn: string, { healthCheck }: Given): Verdict => {
  const group = world.targetGroups.get(arn)
  if (group === undefined) return declined(targetGroupNotFound(arn))
  const changed = { ...group.healthCheck, ...healthCheck }
  return unless(healthCheckRefusal(changed), () => {
    putTargetGroup(world, { ...group, healthCheck: changed })
    return undefined
  })
}

/** ModifyTargetGroupAttributes: keys that are not named keep their values. */
export const modifyTargetGroupAttributes = (world: World, arn: string, { attributes = {} }: Given): Verdict => {
  const group = world.targetGroups.get(arn)
  if (group === undefined) return declined(targetGroupNotFound(arn))
  return unless(attributesRefusal('TargetGroup', group, attributes), () => {
    putTargetGroup(world, { ...group, attributes: { ...group.attributes, ...attributes } })
    return undefined
  })
}

/** DeleteTargetGroup: refused while a listener or rule names it; one that is not there counts as deleted. */
export const deleteTargetGroup = (world: World, arn: string): Verdict =>
  unless(
    when(
      world.indexes.usersOf.has(arn),
      'ResourceInUse',
      `Target group '${arn}' is currently in use by a listener or a rule`
    ),
    () => {
      dropTargetGroup(world, arn)
      return undefined
    }
  )
