import { stackOfLabels } from './ownership.js'
import type { ResourceName, StackId } from './ref.js'

/** What of a TargetGroupBinding says whose it is. */
export interface Labelled {
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
}

/** Whether a namespace can hold bindings of a stack: an implicit group has its Ingress's own and no other. */
const mayHold = (namespace: string, stack: StackId): boolean =>
  !stack.includes('/') || stack.startsWith(`${namespace}/`)

/** The stack of ours that a binding says it belongs to, where it may. */
export const stackOfBinding = ({ namespace, labels }: Labelled): StackId | undefined => {
  const stack = stackOfLabels(labels)
  return stack !== undefined && mayHold(namespace, stack) ? stack : undefined
}

/**
 * Whether a binding is the one that fills a target group of ours. Labels and ARNs anybody may write in a namespace of their own, but the binding of a
 * target group is always in the namespace of its Ingress, which its id begins with.
 */
export const isBindingOf = (binding: Labelled, targetGroup: ResourceName): boolean =>
  targetGroup.stack === stackOfBinding(binding) && targetGroup.id.startsWith(`${binding.namespace}/`)
