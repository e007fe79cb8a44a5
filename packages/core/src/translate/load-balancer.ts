import { all, andThen, type Checked, map, noting } from '../checked/checked.js'
import { type Diagnostic, diagnostic } from '../checked/diagnostic.js'
import type { SharedSettings } from '../groups/configure.js'
import { O, pipe } from '../prelude.js'
import { type Ref, refTo } from '../resources/ref.js'
import type { Resource } from '../resources/stack.js'
import { type AddOns, addOnsOf } from './add-ons.js'
import { type AddressPools, addressPoolsOf } from './address-pools.js'
import { type Context, placeOf } from './context.js'
import { loadBalancerName } from './names.js'
import { chooseSecurityGroups, type SecurityGroupChoice } from './security-groups.js'
import { chooseSubnets } from './subnets.js'
import { userTags } from './tags.js'

export const refToLoadBalancer = ({ group }: Pick<Context, 'group'>, output: 'arn' | 'dnsName' = 'arn'): Ref =>
  refTo({ stack: group.id, kind: 'LoadBalancer', id: 'LoadBalancer' }, output)

/** AWS limits names of load balancers to this. */
const longestName = 32

const nameProblems = (context: Context, shared: SharedSettings): ReadonlyArray<Diagnostic> => {
  const name = shared.loadBalancer.loadBalancerName
  if (O.isNone(name) || name.value.value.length <= longestName) return []
  return [
    diagnostic(
      'load-balancer/name',
      placeOf(context, name.value),
      `The load balancer name ${JSON.stringify(name.value.value)} has ${name.value.value.length} characters; AWS allows ${longestName}.`,
      'Use a shorter load-balancer-name, or none: a name is made then.'
    )
  ]
}

/** The capacity that members ask for; 0 asks for none, and nothing leaves it as it is. */
const capacityOf = ({ capacity }: SharedSettings): Pick<Resource<'LoadBalancer'>['spec'], 'minimumCapacity'> =>
  O.isSome(capacity) && capacity.value.value.capacityUnits !== undefined
    ? { minimumCapacity: capacity.value.value.capacityUnits }
    : {}

export interface LoadBalancerParts {
  readonly loadBalancer: Resource<'LoadBalancer'>
  readonly securityGroups: SecurityGroupChoice
  readonly hasIpv6: boolean
}

/** The load balancer and its security groups, from what the group shares. */
export const translateLoadBalancer = (context: Context, shared: SharedSettings): Checked<LoadBalancerParts> => {
  const { install, group } = context
  const settings = shared.loadBalancer
  const scheme = settings.scheme.value
  const hasIpv6 = settings.ipAddressType.value !== 'ipv4'
  const named = O.isSome(settings.loadBalancerName) ? settings.loadBalancerName.value.value : undefined
  const build = ({
    subnets,
    securityGroups,
    addOns,
    pools,
    tags
  }: {
    readonly subnets: ReadonlyArray<string>
    readonly securityGroups: SecurityGroupChoice
    readonly addOns: AddOns
    readonly pools: AddressPools
    readonly tags: Readonly<Record<string, string>>
  }): LoadBalancerParts => ({
    hasIpv6,
    securityGroups,
    loadBalancer: {
      stack: group.id,
      kind: 'LoadBalancer',
      id: 'LoadBalancer',
      spec: {
        name: named ?? loadBalancerName(install.clusterName, group.id, scheme),
        type: 'application',
        scheme,
        ipAddressType: settings.ipAddressType.value,
        subnetMappings: subnets.map((subnetId) => ({ subnetId })),
        securityGroups: securityGroups.attached,
        ...(O.isSome(settings.loadBalancerAttributes)
          ? { attributes: settings.loadBalancerAttributes.value.value }
          : {}),
        ...addOns,
        ...pools,
        ...capacityOf(shared),
        tags
      }
    }
  })
  return pipe(
    userTags(install, settings.tags),
    andThen((tags) =>
      all({
        subnets: chooseSubnets(context, settings.subnets, { type: 'application', scheme, needsIpv6: hasIpv6 }),
        securityGroups: chooseSecurityGroups(context, shared, hasIpv6, tags),
        addOns: addOnsOf(context, shared),
        pools: addressPoolsOf(context, settings),
        tags: noting(nameProblems(context, shared), tags)
      })
    ),
    map(build)
  )
}
