import { type Aws, E, type FoundResource, stackTag } from '@alb-ingress/core'

/** An account that tells only what it is asked for, as AWS's own adapter does. */
export const narrow = (aws: Aws): Aws => ({
  ...aws,
  observe: (scope) => async () => {
    const found = await aws.observe(scope)()
    if (E.isLeft(found) || scope.stacks === undefined) return found
    const { stacks } = scope
    const isAsked = ({ tags }: FoundResource) => tags[stackTag] === undefined || stacks.has(tags[stackTag])
    const asked = found.right.filter(({ owner }) => owner === undefined).filter(isAsked)
    const owners = new Set(asked.map(({ physicalId }) => physicalId))
    for (const { kind, owner, physicalId } of found.right)
      if (kind === 'Listener' && owners.has(owner ?? '')) owners.add(physicalId)
    return E.right([...asked, ...found.right.filter(({ owner }) => owner !== undefined && owners.has(owner))])
  }
})
