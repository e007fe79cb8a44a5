import { E } from '@alb-ingress/core'
import { done, firstRefusal, type Refusal, refuse, type Verdict, when } from './refusal.js'
import { putListener, putLoadBalancer, putRule, putSecurityGroup, putTargetGroup } from './store.js'
import type { World } from './world.js'

export type Tags = Readonly<Record<string, string>>

/** What AWS checks of the tags that a resource would have: their number, and the length of keys and values. */
export const tagsRefusal = ({ limits }: World, tags: Tags | undefined): Refusal =>
  when(
    Object.keys(tags ?? {}).length > limits.tagsPerResource,
    'TooManyTags',
    `a resource has at most ${limits.tagsPerResource} tags`
  ) ?? firstRefusal(Object.entries(tags ?? {}), tagRefusal)

const tagRefusal = ([key, value]: readonly [string, string]): Refusal =>
  when(key.length < 1 || key.length > 128, 'ValidationError', `the tag key '${key}' has not 1 to 128 characters`) ??
  when(value.length > 256, 'ValidationError', `the value of tag '${key}' is longer than 256 characters`) ??
  when(
    key.toLowerCase().startsWith('aws:'),
    'ValidationError',
    `the tag key '${key}' begins with aws:, which is reserved`
  )

interface Tagged {
  readonly tags: Tags
  readonly write: (tags: Tags) => void
}

// AddTags finds the resource by its ARN, whose path says what it is.
const taggedElb = (world: World, arn: string): E.Either<NonNullable<Refusal>, Tagged> => {
  const kind = arn.split(':')[5]?.split('/')[0]
  switch (kind) {
    case 'loadbalancer':
      return tagged(world, world.loadBalancers.get(arn), putLoadBalancer, refuse('LoadBalancerNotFound', missing(arn)))
    case 'listener':
      return tagged(world, world.listeners.get(arn), putListener, refuse('ListenerNotFound', missing(arn)))
    case 'listener-rule':
      return tagged(world, world.rules.get(arn), putRule, refuse('RuleNotFound', missing(arn)))
    case 'targetgroup':
      return tagged(world, world.targetGroups.get(arn), putTargetGroup, refuse('TargetGroupNotFound', missing(arn)))
    default:
      return E.left(refuse('ValidationError', `'${arn}' is not a valid ARN`))
  }
}

const taggedGroup = (world: World, id: string): E.Either<NonNullable<Refusal>, Tagged> =>
  tagged(
    world,
    world.securityGroups.get(id),
    putSecurityGroup,
    refuse('InvalidGroup.NotFound', `The security group '${id}' does not exist`)
  )

const missing = (arn: string): string => `'${arn}' not found`

const tagged = <R extends { readonly tags: Tags }>(
  world: World,
  record: R | undefined,
  put: (world: World, record: R) => void,
  notFound: NonNullable<Refusal>
): E.Either<NonNullable<Refusal>, Tagged> =>
  record === undefined
    ? E.left(notFound)
    : E.right({ tags: record.tags, write: (tags) => put(world, { ...record, tags }) })

type Find = typeof taggedElb

// One call names several resources: either all of them change, or none.
const retag = (world: World, find: Find, ids: ReadonlyArray<string>, change: (tags: Tags) => Tags): Verdict => {
  const writes: Array<() => void> = []
  for (const id of ids) {
    const found = find(world, id)
    if (E.isLeft(found)) return found
    const tags = change(found.right.tags)
    const refusal = tagsRefusal(world, tags)
    if (refusal !== undefined) return E.left(refusal)
    writes.push(() => found.right.write(tags))
  }
  for (const write of writes) write()
  return done()
}

const tooManyResources = (ids: ReadonlyArray<string>): Refusal =>
  when(ids.length > 20, 'ValidationError', 'a call names at most 20 resources')

const without = (tags: Tags, goes: (key: string, value: string) => boolean): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key, value]) => !goes(key, value)))

/** AddTags: up to 20 resources get the same tags, or none of them does. */
export const addTags = (world: World, arns: ReadonlyArray<string>, tags: Tags): Verdict => {
  const refusal = tooManyResources(arns)
  return refusal === undefined ? retag(world, taggedElb, arns, (now) => ({ ...now, ...tags })) : E.left(refusal)
}

/** RemoveTags goes by the key alone; a key that is not there makes no difference. */
export const removeTags = (world: World, arns: ReadonlyArray<string>, tags: Tags): Verdict => {
  const refusal = tooManyResources(arns)
  return refusal === undefined
    ? retag(world, taggedElb, arns, (now) => without(now, (key) => Object.hasOwn(tags, key)))
    : E.left(refusal)
}

/** CreateTags, of EC2. */
export const createTags = (world: World, ids: ReadonlyArray<string>, tags: Tags): Verdict =>
  E.mapLeft(inWordsOfEc2)(retag(world, taggedGroup, ids, (now) => ({ ...now, ...tags })))

/** DeleteTags, of EC2: given a value, a tag goes only if it has that value. */
export const deleteTags = (world: World, ids: ReadonlyArray<string>, tags: Tags): Verdict =>
  retag(world, taggedGroup, ids, (now) => without(now, (key, value) => tags[key] === value))

/** The same rules have other codes in EC2. */
export const inWordsOfEc2 = (refusal: NonNullable<Refusal>): NonNullable<Refusal> => {
  if (refusal.code === 'TooManyTags') return { ...refusal, code: 'TagLimitExceeded' }
  return refusal.code === 'ValidationError' ? { ...refusal, code: 'InvalidParameterValue' } : refusal
}
