import { isProtected } from '../groups/deletion-protection.js'
import { finalizerOf } from '../groups/group.js'
import type { Installation } from '../install.js'
import { refToObject } from '../kubernetes/object.js'
import type { StackGoal } from '../plan/desired.js'
import type { IngressStatus, KubernetesWrite } from '../plan/write.js'
import { arnKey } from '../resources/fields.js'
import { owned } from '../resources/ownership.js'
import { keyOf, refTo } from '../resources/ref.js'
import { nameOfResource, type Resource, resourcesOf, type Stack } from '../resources/stack.js'
import type { GroupOutlook } from './outlook.js'

/** Members that do not hold the finalizer of their group yet. */
const claimsOf = ({ id, prospect }: GroupOutlook): ReadonlyArray<KubernetesWrite> => {
  if (prospect.group._tag === 'Left') return []
  const finalizer = finalizerOf(id)
  return prospect.group.right.members
    .filter(({ ingress }) => !ingress.finalizers.includes(finalizer))
    .map(({ ingress }) => ({ write: 'addFinalizer', object: refToObject('Ingress', ingress), finalizer }))
}

/** Those who leave are let go; who stays in the cluster and is nobody's of ours shows the load balancer no more. */
const releasesOf = ({ id, prospect }: GroupOutlook): ReadonlyArray<KubernetesWrite> =>
  prospect.leaving
    .filter((leaver) => !isProtected(leaver))
    .flatMap(({ ingress, isLeft }): ReadonlyArray<KubernetesWrite> => {
      const object = refToObject('Ingress', ingress)
      const release: KubernetesWrite = { write: 'removeFinalizer', object, finalizer: finalizerOf(id) }
      const shown = ingress.published
      return isLeft === true && shown.length > 0 ? [{ write: 'status', object, status: [], shown }, release] : [release]
    })

/** What members show: the load balancer and all ports of the group, their own or not; then the one in front, which has no ports there. */
const statusOf = (stack: Stack): IngressStatus => {
  const behind = { stack: stack.id, kind: 'LoadBalancer', id: 'LoadBalancer' } as const
  const isBehind = ({ spec }: Resource<'Listener'>): boolean => arnKey(spec.loadBalancer) === keyOf(behind)
  const ports = resourcesOf(stack, 'Listener')
    .filter(isBehind)
    .map(({ spec }) => spec.port)
    .sort((a, b) => a - b)
  const inFront = resourcesOf(stack, 'LoadBalancer').filter(({ id }) => id !== behind.id)
  return [
    { hostname: refTo(behind, 'dnsName'), ports },
    ...inFront.map((balancer) => ({ hostname: refTo(nameOfResource(balancer), 'dnsName'), ports: [] }))
  ]
}

/** Every member shows the same. */
const publishesOf = ({ prospect }: GroupOutlook, stack: Stack): ReadonlyArray<KubernetesWrite> => {
  if (prospect.group._tag === 'Left') return []
  const status = statusOf(stack)
  return prospect.group.right.members.map(({ ingress }) => ({
    write: 'status',
    object: refToObject('Ingress', ingress),
    status,
    shown: ingress.published
  }))
}

const withoutBindings = (stack: Stack): Stack => ({
  ...stack,
  resources: stack.resources.filter(({ kind }) => kind !== 'TargetGroupBinding')
})

/** What is wanted of the stack of one group. `bindingsPublished`: whether its bindings are objects that the cluster knows. */
export const goalOf =
  (install: Installation, bindingsPublished = true) =>
  (outlook: GroupOutlook): StackGoal => {
    const releases = releasesOf(outlook)
    if (outlook.planned._tag === 'Left') return { goal: 'frozen', releases }
    if (outlook.state === 'leaving') return { goal: 'leaving', releases }
    const planned = bindingsPublished ? outlook.planned.right : withoutBindings(outlook.planned.right)
    return {
      goal: 'wanted',
      stack: owned(planned, install),
      claims: claimsOf(outlook),
      publishes: publishesOf(outlook, planned),
      releases
    }
  }
