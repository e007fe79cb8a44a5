import type { Settings } from '../annotations/registry.js'
import { type Checked, noting } from '../checked/checked.js'
import { type Diagnostic, diagnostic, nameOf } from '../checked/diagnostic.js'
import { O } from '../prelude.js'
import type { Spec } from '../resources/kinds.js'
import { currentOf } from '../resources/stack.js'
import { type Context, placeOf } from './context.js'

/** Where the load balancer has its addresses from. What nobody asks for is absent. */
export type AddressPools = Pick<Spec<'LoadBalancer'>, 'customerOwnedIpv4Pool' | 'ipv4IpamPool'>

const currentPool = ({ current }: Context, scheme: string): string | undefined => {
  const balancer = currentOf(O.toUndefined(current), 'LoadBalancer', 'LoadBalancer')
  return balancer?.spec.scheme === scheme ? balancer.spec.customerOwnedIpv4Pool : undefined
}

/** AWS takes the pool when a load balancer is made, and never again. */
const keptPool = (
  context: Context,
  { customerOwnedIpv4Pool, scheme }: Settings<'LoadBalancer'>
): ReadonlyArray<Diagnostic> => {
  if (O.isNone(customerOwnedIpv4Pool)) return []
  const { value } = customerOwnedIpv4Pool.value
  const pool = currentPool(context, scheme.value)
  if (pool === undefined || pool === value) return []
  const at = placeOf(context, customerOwnedIpv4Pool.value)
  return [
    diagnostic(
      'load-balancer/pool-kept',
      at,
      `${nameOf(at.object)}: the load balancer keeps the customer-owned pool ${pool}, and ${value} is not used: AWS takes a pool only when a load balancer is made.`,
      `Go back to ${pool}, or move the Ingresses to another group, which has a load balancer of its own.`
    )
  ]
}

/** The pools that members ask for, as all of them say. A class may say that there is none, by an empty text. */
export const addressPoolsOf = (context: Context, settings: Settings<'LoadBalancer'>): Checked<AddressPools> => {
  const { customerOwnedIpv4Pool, ipamIpv4PoolId } = settings
  const hasIpamPool = O.isSome(ipamIpv4PoolId) && ipamIpv4PoolId.value.value !== ''
  return noting(keptPool(context, settings), {
    ...(O.isSome(customerOwnedIpv4Pool) ? { customerOwnedIpv4Pool: customerOwnedIpv4Pool.value.value } : {}),
    ...(hasIpamPool ? { ipv4IpamPool: ipamIpv4PoolId.value.value } : {})
  })
}
