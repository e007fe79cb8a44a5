import type { ObservedStack, ObservedState } from '../resources/stack.js'
import type { DesiredState } from './desired.js'

/** Stacks of ours that nobody names: they are reported, and no step touches them. */
export const strays = (desired: DesiredState, observed: ObservedState): ReadonlyArray<ObservedStack> =>
  [...observed.stacks.values()].filter(({ id }) => !desired.stacks.has(id))
