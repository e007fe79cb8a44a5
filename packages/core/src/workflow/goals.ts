import { isProtected } from '../groups/deletion-protection.js'
import { finalizerOf } from '../groups/group.js'
import type { Installation } from '../install.js'
import type { Ingress } from '../kubernetes/ingress.js'
import { refToObject } from '../kubernetes/object.js'
import type { StackGoal } from '../plan/desired.js'
import type { KubernetesWrite } from '../plan/write.js'
import { owned } from '../resources/ownership.js'
import { refTo } from '../resources/ref.js'
import { resourcesOf, type Stack } from '../resources/stack.js'
import type { GroupOutlook } from './outlook.js'

/** Members that do not hold the finalizer of their group yet. */
const claimsOf = ({ id, prospect }: GroupOutlook): ReadonlyArray<KubernetesWrite> => {
  if (prospect.group._tag === 'Left') return []
  const finalizer = finalizerOf(id)
  return prospect.group.right.members
    .filter(({ ingress }) => !ingress.finalizers.includes(finalizer))
    .map(({ ingress }) => ({ write: 'addFinalizer', object: refToObject('Ingress', ingress), finalizer }))
}

const releasesOf = ({ id, prospect }: GroupOutlook): ReadonlyArray<KubernetesWrite> =>
  prospect.leaving
    .filter((leaver) => !isProtected(leaver))
    .map(({ ingress }) => ({
      write: 'removeFinalizer',
      object: refToObject('Ingress', ingress),
      finalizer: finalizerOf(id)
    }))

/** Every member shows the host name of the load balancer and all ports of the group, its own or not. */
const publishesOf = ({ id, prospect }: GroupOutlook, stack: Stack): ReadonlyArray<KubernetesWrite> => {
  if (prospect.group._tag === 'Left') return []
  const hostname = refTo({ stack: id, kind: 'LoadBalancer', id: 'LoadBalancer' }, 'dnsName')
  const ports = resourcesOf(stack, 'Listener')
    .map(({ spec }) => spec.port)
    .sort((a, b) => a - b)
  const statusOf = (ingress: Ingress): KubernetesWrite => ({
    write: 'status',
    object: refToObject('Ingress', ingress),
    status: { hostname, ports },
    shown: ingress.published
  })
  return prospect.group.right.members.map(({ ingress }) => statusOf(ingress))
}

/** What is wanted of the stack of one group. */
export const goalOf =
  (install: Installation) =>
  (outlook: GroupOutlook): StackGoal => {
    const releases = releasesOf(outlook)
    if (outlook.planned._tag === 'Left') return { goal: 'frozen', releases }
    if (outlook.state === 'leaving') return { goal: 'leaving', releases }
    const stack = owned(outlook.planned.right, install)
    return {
      goal: 'wanted',
      stack,
      claims: claimsOf(outlook),
      publishes: publishesOf(outlook, outlook.planned.right),
      releases
    }
  }
