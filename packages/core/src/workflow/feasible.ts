import { andThen, type Checked, each, noting, ok } from '../checked/checked.js'
import type { Facts } from '../facts/facts.js'
import type { ConfiguredGroup } from '../groups/configure.js'
import { pipe } from '../prelude.js'
import type { ObservedStack, Resource, Stack } from '../resources/stack.js'
import { withoutIdleAddOns } from './idle-add-ons.js'
import { switchedOffWeights } from './switched-off-weights.js'
import { unissuedCertificates } from './unissued-certificates.js'

/**
 * What of a translated stack this installation and account can carry out, or why nothing of it can be. The stack itself says what is
 * wanted, and is shown as it is; only plans are made from the feasible part.
 */
export const feasible =
  (facts: Facts, current: ObservedStack | undefined, configured: ConfiguredGroup) =>
  (stack: Stack): Checked<Stack> =>
    pipe(
      each(
        stack.resources,
        (resource): Checked<Resource> =>
          resource.kind === 'LoadBalancer' ? withoutIdleAddOns(resource, configured, facts) : ok(resource)
      ),
      andThen((resources) =>
        noting([...unissuedCertificates(configured, stack, current), ...switchedOffWeights(configured, stack)], {
          ...stack,
          resources
        })
      )
    )
