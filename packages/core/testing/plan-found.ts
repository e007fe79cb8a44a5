import type { FoundBinding } from '../src/plan/identify-bindings.js'
import type { FoundResource, ReadDetail } from '../src/resources/found.js'
import { isRef, mapLeaves, type ResourceName } from '../src/resources/ref.js'
import type { Resource, Stack } from '../src/resources/stack.js'

/** An account that has what a stack says, written down as AWS and Kubernetes would show it: everything literal. */
export interface Found {
  readonly found: ReadonlyArray<FoundResource>
  readonly bindings: ReadonlyArray<FoundBinding>
  readonly details: ReadonlyArray<ReadDetail>
}

const types = {
  LoadBalancer: 'loadbalancer/app',
  Listener: 'listener/app',
  ListenerRule: 'listener-rule/app',
  TargetGroup: 'targetgroup'
} as const

/** What AWS would call the resource; `copy` tells two of one name apart. */
export const physicalIdOf = ({ stack, kind, id }: ResourceName, copy = ''): string => {
  if (kind === 'SecurityGroup') return `sg-${stack}-${id}${copy}`
  if (kind === 'TargetGroupBinding') return id
  if (kind === 'Certificate') return `arn:aws:acm:eu-west-1:111122223333:certificate/${stack}/${id}${copy}`
  return `arn:aws:elasticloadbalancing:eu-west-1:111122223333:${types[kind]}/${stack}/${id}${copy}`
}

const literal = (value: unknown, copy: string): unknown =>
  mapLeaves(value, (part) => (isRef(part) ? physicalIdOf(part, copy) : part))

type Loose = Readonly<Record<string, unknown>>

const details = ['attributes', 'certificates', 'webAcl', 'shieldProtection', 'minimumCapacity']

/** AWS tells where requests go, and not which listener takes them there. */
const shownTargets = (targets: unknown): unknown =>
  (targets as ReadonlyArray<Loose>).map(({ loadBalancer, port }) => ({ loadBalancer, port }))

const foundResource = (
  resource: Resource,
  copy: string
): { readonly found: FoundResource; readonly details: ReadonlyArray<ReadDetail> } => {
  const { tags = {}, ...rest } = literal(resource.spec, copy) as Loose
  const { loadBalancer, listener, targets, ...others } = rest
  const spec = targets === undefined ? others : { ...others, targets: shownTargets(targets) }
  const owner = resource.kind === 'Listener' ? loadBalancer : resource.kind === 'ListenerRule' ? listener : undefined
  const shown = Object.fromEntries(Object.entries(spec).filter(([field]) => !details.includes(field)))
  const physicalId = physicalIdOf(resource, copy)
  const found = { kind: resource.kind, physicalId, owner, tags, spec: shown, reported: {} }
  return {
    // Written by hand in the shape that an adapter gives.
    found: found as unknown as FoundResource,
    details: details
      .filter((field) => spec[field] !== undefined)
      .map((field) => ({ kind: found.kind, physicalId, field, value: spec[field] }) as ReadDetail)
  }
}

/** What one would find if the stack had been carried out, a copy of it when `copy` is not empty. */
export const foundOf = (stack: Stack, copy = ''): Found => {
  const aws = stack.resources
    .filter(({ kind }) => kind !== 'TargetGroupBinding')
    .map((each) => foundResource(each, copy))
  const bindings = stack.resources.flatMap((each): ReadonlyArray<FoundBinding> => {
    if (each.kind !== 'TargetGroupBinding') return []
    const { namespace, name, labels = {}, spec } = literal(each.spec, copy) as FoundBinding
    return [{ namespace, name: `${name}${copy}`, labels, spec }]
  })
  return { found: aws.map(({ found }) => found), bindings, details: aws.flatMap((each) => each.details) }
}
