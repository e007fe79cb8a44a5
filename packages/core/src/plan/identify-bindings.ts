import { mapArns } from '../resources/arns.js'
import { isBindingOf, stackOfBinding } from '../resources/binding-owner.js'
import type { Ref, ResourceName } from '../resources/ref.js'
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

type Names = ReadonlyMap<string, ResourceName>

const targetOf = ({ spec }: FoundBinding, names: Names): ResourceName | undefined =>
  typeof spec.targetGroup === 'string' ? names.get(spec.targetGroup) : undefined

/** Whether a binding is the one that fills a target group of ours. */
export const fills = (binding: FoundBinding, names: Names): boolean => {
  const target = targetOf(binding, names)
  return target !== undefined && isBindingOf(binding, target)
}

/**
 * Bindings belong to the stack that their labels name, as far as their namespace lets them; they are called after the target group that they
 * fill, whatever their own name. One that fills none of the stack's is called after its ARN: nobody wants it.
 */
export const nameBindings = (
  bindings: ReadonlyArray<FoundBinding>,
  names: Names,
  refOf: (part: string | Ref) => string | Ref
): ReadonlyArray<ObservedResource> => {
  const claims: Array<Claim> = []
  const rank = new Map<string, number>()
  for (const binding of bindings) {
    const stack = stackOfBinding(binding)
    const arn = binding.spec.targetGroup
    if (stack === undefined || typeof arn !== 'string') continue
    const target = fills(binding, names) ? targetOf(binding, names) : undefined
    const id = target?.id ?? arn
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
    const spec = mapArns('TargetGroupBinding', { namespace, name: objectName, labels, spec: binding.spec }, refOf)
    // References stand where literals may.
    return [{ ...name, physicalId, spec, reported: {} } as ObservedResource]
  })
}
