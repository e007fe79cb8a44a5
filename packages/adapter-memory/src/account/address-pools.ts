import type { LoadBalancer } from './records.js'
import { type Refusal, when } from './refusal.js'
import type { World } from './world.js'

/** A pool of addresses that a customer brings must be one of the account's. */
export const customerOwnedPoolRefusal = (
  { file }: World,
  { customerOwnedIpv4Pool: pool }: Pick<LoadBalancer, 'customerOwnedIpv4Pool'>
): Refusal =>
  when(
    pool !== undefined && !(file.customerOwnedPools ?? []).includes(pool),
    'InvalidConfigurationRequest',
    `The customer-owned address pool '${pool}' does not exist`
  )
