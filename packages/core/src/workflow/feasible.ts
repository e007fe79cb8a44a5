import { type Checked, each, map, ok } from '../checked/checked.js'
import type { Facts } from '../facts/facts.js'
import type { ConfiguredGroup } from '../groups/configure.js'
import { pipe } from '../prelude.js'
import type { Resource, Stack } from '../resources/stack.js'
import { withoutIdleAddOns } from './idle-add-ons.js'

/**
 * What of a translated stack this installation and account can carry out. The stack itself says what is wanted, and is shown as it is;
 * only plans are made from the feasible part.
 */
export const feasible =
  (facts: Facts, configured: ConfiguredGroup) =>
  (stack: Stack): Checked<Stack> =>
    pipe(
      each(
        stack.resources,
        (resource): Checked<Resource> =>
          resource.kind === 'LoadBalancer' ? withoutIdleAddOns(resource, configured, facts) : ok(resource)
      ),
      map((resources) => ({ ...stack, resources }))
    )
