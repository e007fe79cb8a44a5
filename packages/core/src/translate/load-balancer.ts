import { all, andThen, type Checked, map, noting } from '../checked/checked.js'
import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import type { SharedSettings } from '../groups/configure.js'
import { O, pipe } from '../prelude.js'
import { type Ref, type ResourceName, refTo } from '../resources/ref.js'
import type { Resource } from '../resources/stack.js'
import { quoted } from '../support/wording.js'
import { type AddOns, addOnsOf } from './add-ons.js'
import { type AddressPools, addressPoolsOf } from './address-pools.js'
import { type Context, placeOf } from './context.js'
import { loadBalancerName } from './names.js'
import { chooseSecurityGroups, type SecurityGroupChoice } from './security-groups.js'
import type { SubnetUse } from './subnet-problems.js'
import { chooseSubnets } from './subnets.js'
import { userTags } from './tags.js'

const loadBalancerOf = ({ group }: Pick<Context, 'group'>): ResourceName<'LoadBalancer'> => ({
  stack: group.id,
  kind: 'LoadBalancer',
  id: 'LoadBalancer'
})

/** The group's own load balancer, behind the one in front if there is any. */
export const refToLoadBalancer = (context: Pick<Context, 'group'>): Ref => refTo(loadBalancerOf(context), 'arn')

/** AWS limits names of load balancers to this. */
const longestName = 32

const nameProblems = (context: Context, shared: SharedSettings): ReadonlyArray<Diagnostic> => {
  const name = shared.loadBalancer.loadBalancerName
  if (O.isNone(name) || name.value.value.length <= longestName) return []
  return [
    diagnostic(
      'load-balancer/name',
      placeOf(context, name.value),
      `The load balancer name ${quoted(name.value.value)} has ${name.value.value.length} characters; AWS allows ${longestName}.`,
      'Use a shorter load-balancer-name, or none: a name is made then.'
    )
  ]
}

/** The capacity that members ask for; 0 asks for none, and nothing leaves it as it is. */
const capacityOf = ({ capacity }: SharedSettings): Pick<Resource<'LoadBalancer'>['spec'], 'minimumCapacity'> =>
  O.isSome(capacity) && capacity.value.value.capacityUnits !== undefined
    ? { minimumCapacity: capacity.value.value.capacityUnits }
    : {}

/** The load balancer, and what its target groups need to know of it. */
export interface LoadBalancerParts {
  readonly loadBalancer: Resource<'LoadBalancer'>
  readonly securityGroups: SecurityGroupChoice
  readonly hasIpv6: boolean
}

interface Chosen {
  readonly subnets: ReadonlyArray<string>
  readonly securityGroups: SecurityGroupChoice
  readonly addOns: AddOns
  readonly pools: AddressPools
  readonly tags: Readonly<Record<string, string>>
}

const specOf = (
  { install, group }: Context,
  shared: SharedSettings,
  { subnets, securityGroups, addOns, pools, tags }: Chosen
): Resource<'LoadBalancer'>['spec'] => {
  const { loadBalancerName: name, loadBalancerAttributes: attributes, scheme, ipAddressType } = shared.loadBalancer
  return {
    name: O.isSome(name) ? name.value.value : loadBalancerName(install.clusterName, group.id, scheme.value),
    type: 'application',
    scheme: scheme.value,
    ipAddressType: ipAddressType.value,
    subnetMappings: subnets.map((subnetId) => ({ subnetId })),
    securityGroups: securityGroups.attached,
    ...(O.isSome(attributes) ? { attributes: attributes.value.value } : {}),
    ...addOns,
    ...pools,
    ...capacityOf(shared),
    tags
  }
}

/** The load balancer and its security groups, from what the group shares. */
export const translateLoadBalancer = (context: Context, shared: SharedSettings): Checked<LoadBalancerParts> => {
  const { subnets, scheme, ipAddressType, tags: wanted } = shared.loadBalancer
  const hasIpv6 = ipAddressType.value !== 'ipv4'
  const use: SubnetUse = { type: 'application', scheme: scheme.value, needsIpv6: hasIpv6 }
  return pipe(
    userTags(context.install, wanted),
    andThen((tags) =>
      all({
        subnets: chooseSubnets(context, subnets, use),
        securityGroups: chooseSecurityGroups(context, shared, hasIpv6, tags),
        addOns: addOnsOf(context, shared),
        pools: addressPoolsOf(context, shared.loadBalancer),
        tags: noting(nameProblems(context, shared), tags)
      })
    ),
    map((chosen) => ({
      hasIpv6,
      securityGroups: chosen.securityGroups,
      loadBalancer: { ...loadBalancerOf(context), spec: specOf(context, shared, chosen) }
    }))
  )
}
