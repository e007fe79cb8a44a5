import { arnKey } from '../resources/fields.js'
import { keyOf } from '../resources/ref.js'
import { type Resource, resourcesOf, type Stack } from '../resources/stack.js'

/** A listener of a network load balancer in front, and the port of the load balancer behind it that it leads to. */
export interface InFront {
  /** Logical id, such as `FrontendNlb-ls-TCP-8443`. */
  readonly listener: string
  readonly port: number
}

const targetOf = ({ spec }: Resource<'Listener'>): string | undefined => {
  const last = spec.defaultActions.at(-1)
  const target = last?.type === 'forward' ? last.targetGroups[0]?.targetGroup : undefined
  return target === undefined ? undefined : arnKey(target)
}

/** By port in front: where it leads. Such a load balancer looks at no request, it only passes connections on. */
export const portsInFront = (stack: Stack): ReadonlyMap<number, InFront> => {
  const behind = new Map<string, number>()
  for (const group of resourcesOf(stack, 'TargetGroup')) {
    const [target] = group.spec.targets ?? []
    if (target !== undefined) behind.set(keyOf(group), target.port)
  }
  const ports = new Map<number, InFront>()
  if (behind.size === 0) return ports
  for (const listener of resourcesOf(stack, 'Listener')) {
    const port = behind.get(targetOf(listener) ?? '')
    if (port !== undefined) ports.set(listener.spec.port, { listener: listener.id, port })
  }
  return ports
}
