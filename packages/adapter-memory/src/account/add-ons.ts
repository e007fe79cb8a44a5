import type { Spec } from '@alb-ingress/core'
import type { AccountFile } from '../account-file/codec.js'
import { arnSuffix, givenSuffix, nextNumber, webAclArn } from './ids.js'
import type { LoadBalancer } from './records.js'
import { declined, done, type Refusal, refuse, unless, type Verdict, when } from './refusal.js'
import { putLoadBalancer } from './store.js'
import type { World } from './world.js'

// What WAF and Shield keep for a load balancer stands with its record, as nothing here is told of it by any other name.

type Given = Partial<Spec<'LoadBalancer'>>

/** The web ACLs of the account file: ARNs by name. */
const webAclsOf = ({ file, place }: Pick<World, 'file' | 'place'>): ReadonlyMap<string, string> =>
  new Map((file.webACLs ?? []).map(({ name, id = givenSuffix, arn = webAclArn(place, name, id) }) => [name, arn]))

/** The ARN of a web ACL by its name. */
export const webAclNamed = (world: World, name: string): string | undefined => webAclsOf(world).get(name)

/** A subscription costs money every month, so a file that says nothing of one has none. */
export const isSubscribedToShield = ({ shieldSubscription }: AccountFile): boolean => shieldSubscription === 'ACTIVE'

const changing = (
  world: World,
  arn: string,
  check: (balancer: LoadBalancer) => Refusal,
  change: (balancer: LoadBalancer) => LoadBalancer
): Verdict => {
  const balancer = world.loadBalancers.get(arn)
  if (balancer === undefined)
    return declined(refuse('WAFNonexistentItemException', `AWS WAF couldn't find the resource '${arn}'`))
  return unless(check(balancer), () => {
    putLoadBalancer(world, change(balancer))
    return undefined
  })
}

const onlyApplications = ({ type }: LoadBalancer): Refusal =>
  when(type !== 'application', 'WAFInvalidParameterException', 'AWS WAF guards Application Load Balancers only')

const exists = (world: World, webAcl: string): Refusal =>
  when(
    ![...webAclsOf(world).values()].includes(webAcl),
    'WAFNonexistentItemException',
    `AWS WAF couldn't find the web ACL '${webAcl}'`
  )

/** AssociateWebACL of WAFv2: a load balancer has one web ACL, and the new one takes the place of the old. */
export const associateWebAcl = (world: World, arn: string, { webAcl = '' }: Given): Verdict =>
  changing(
    world,
    arn,
    (balancer) => onlyApplications(balancer) ?? exists(world, webAcl),
    (balancer) => ({ ...balancer, webAcl })
  )

/** DisassociateWebACL of WAFv2. */
export const disassociateWebAcl = (world: World, arn: string): Verdict =>
  changing(
    world,
    arn,
    () => undefined,
    ({ webAcl: _, ...balancer }) => balancer
  )

/** AssociateWebACL of WAF Classic. The file has no member for its web ACLs, so every id is taken for one. */
export const associateClassicWebAcl = (world: World, arn: string, { classicWebAcl = '' }: Given): Verdict =>
  changing(world, arn, onlyApplications, (balancer) => ({ ...balancer, classicWebAcl }))

/** DisassociateWebACL of WAF Classic. */
export const disassociateClassicWebAcl = (world: World, arn: string): Verdict =>
  changing(
    world,
    arn,
    () => undefined,
    ({ classicWebAcl: _, ...balancer }) => balancer
  )

const notProtected = (what: string): NonNullable<Refusal> => refuse('ResourceNotFoundException', what)

/** CreateProtection of Shield: for those who subscribe, and once for each load balancer. */
export const createProtection = (world: World, arn: string, { shieldProtection }: Given): Verdict => {
  const balancer = world.loadBalancers.get(arn)
  if (!isSubscribedToShield(world.file)) return declined(notProtected('The subscription does not exist.'))
  if (balancer === undefined) return declined(notProtected(`There is no resource '${arn}'`))
  const name = typeof shieldProtection === 'object' ? shieldProtection.name : ''
  const refusal =
    when(name === '', 'InvalidParameterException', 'A protection has a name') ??
    when(balancer.shieldProtection !== undefined, 'ResourceAlreadyExistsException', `'${arn}' is protected already`)
  return unless(refusal, () => {
    putLoadBalancer(world, { ...balancer, shieldProtection: { name, id: arnSuffix(nextNumber(world)) } })
    return undefined
  })
}

const idIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined

/** DeleteProtection of Shield, which names the protection and not the load balancer. */
export const deleteProtection = (world: World, arn: string, value: unknown): Verdict => {
  const balancer = world.loadBalancers.get(arn)
  if (balancer?.shieldProtection === undefined || balancer.shieldProtection.id !== idIn(value))
    return declined(notProtected(`There is no protection '${idIn(value)}'`))
  const { shieldProtection: _, ...unprotected } = balancer
  putLoadBalancer(world, unprotected)
  return done()
}
