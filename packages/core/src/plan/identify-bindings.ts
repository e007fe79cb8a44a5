import { stackOfLabels } from '../resources/ownership.js'
import type { ResourceName } from '../resources/ref.js'
import type { ObservedResource } from '../resources/stack.js'
import type { BindingSpec } from '../resources/target-group-binding.js'
import { type Claim, settleClaims } from './holders.js'

/** A TargetGroupBinding as Kubernetes has it, its target group a literal ARN. */
export interface FoundBinding {
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly spec: BindingSpec
}

const physicalIdOf = ({ namespace, name }: FoundBinding): string => `${namespace}/${name}`

/**
 * Bindings belong to the stack that their labels name; they are called after the target group that they fill, whatever their own name.
 * One whose target group is none of the stack's is called after its ARN: nobody wants it.
 */
export const nameBindings = (
  bindings: ReadonlyArray<FoundBinding>,
  names: ReadonlyMap<string, ResourceName>,
  withRefs: (value: unknown) => unknown
): ReadonlyArray<ObservedResource> => {
  const claims: Array<Claim> = []
  const rank = new Map<string, number>()
  for (const binding of bindings) {
    const stack = stackOfLabels(binding.labels)
    const arn = binding.spec.targetGroup
    if (stack === undefined || typeof arn !== 'string') continue
    const target = names.get(arn)
    const id = target?.stack === stack ? target.id : arn
    const physicalId = physicalIdOf(binding)
    claims.push({ name: { stack, kind: 'TargetGroupBinding', id }, physicalId })
    // The binding of the current target group is the current one.
    rank.set(physicalId, target?.superseded ?? 0)
  }
  const named = settleClaims(claims, ({ physicalId }) => rank.get(physicalId) ?? 0)
  return bindings.flatMap((binding): ReadonlyArray<ObservedResource> => {
    const physicalId = physicalIdOf(binding)
    const name = named.get(physicalId)
    if (name === undefined) return []
    const { namespace, name: objectName, labels } = binding
    const spec = { namespace, name: objectName, labels, spec: withRefs(binding.spec) }
    // References stand where literals may.
    return [{ ...name, physicalId, spec, reported: {} } as ObservedResource]
  })
}
