import { nameOf, type ObjectRef } from '../checked/diagnostic.js'
import { isRef, keyOf, refsIn, type StackId } from '../resources/ref.js'
import type { ObservedResource } from '../resources/stack.js'
import { equal } from '../support/canonical.js'
import type { Created } from './settle.js'
import type { Cause, Step } from './step.js'
import type { KubernetesWrite, PublishedHost } from './write.js'

type WriteToIngress = Extract<KubernetesWrite, { write: 'addFinalizer' | 'removeFinalizer' | 'status' }>

const detailOf = (write: WriteToIngress): string => (write.write === 'status' ? '' : ` ${write.finalizer}`)

const writeStep = (stack: StackId, write: WriteToIngress, cause: Cause): Step => ({
  id: `${write.write} ${stack} ${nameOf(write.object)}${detailOf(write)}`,
  stack,
  causes: [cause],
  on: 'kubernetes',
  write
})

const isToIngress = (write: KubernetesWrite): write is WriteToIngress =>
  write.write === 'addFinalizer' || write.write === 'removeFinalizer' || write.write === 'status'

/** Finalizers go on before anything is made for an Ingress, and come off when nothing of it is left. */
export const finalizerSteps = (stack: StackId, writes: ReadonlyArray<KubernetesWrite>): ReadonlyArray<Step> =>
  writes
    .filter(isToIngress)
    .map((write) => writeStep(stack, write, { because: write.write === 'addFinalizer' ? 'joins' : 'leaving' }))

/** A host name that the status will show, if it is known before the plan is carried out. */
const hostnameNow = (
  { hostname }: PublishedHost,
  observed: ReadonlyMap<string, ObservedResource>,
  created: Created
): string | undefined => {
  if (!isRef(hostname)) return hostname.toLowerCase()
  const key = keyOf(hostname)
  return created.has(key) ? undefined : observed.get(key)?.reported.dnsName?.toLowerCase()
}

/** Status is published where it shows something else now, or where nobody can know yet what it should show. */
export const publishSteps = (
  stack: StackId,
  writes: ReadonlyArray<KubernetesWrite>,
  observed: ReadonlyMap<string, ObservedResource>,
  created: Created
): ReadonlyArray<Step> => {
  const steps: Array<Step> = []
  for (const write of writes) {
    if (write.write !== 'status') continue
    const desired = write.status.map((host) => ({
      hostname: hostnameNow(host, observed, created),
      ports: host.ports
    }))
    const isKnown = desired.every(({ hostname }) => hostname !== undefined)
    if (isKnown && write.shown !== undefined && equal(desired, write.shown)) continue
    const shown = write.shown === undefined ? {} : { observed: write.shown }
    // By its name where it has one, so that a reader sees no difference where there is none.
    const told = write.status.map((host, i) => ({ ...host, hostname: desired[i]?.hostname ?? host.hostname }))
    steps.push(writeStep(stack, write, { because: 'published', field: 'status', ...shown, desired: told }))
  }
  return steps
}

/** Whether all that an Ingress shows are load balancers of the stack: what others wrote there is theirs. */
const showsOurs = (
  { shown = [] }: Extract<KubernetesWrite, { write: 'status' }>,
  observed: ReadonlyArray<ObservedResource>
): boolean => {
  const ours = new Set(observed.map(({ reported }) => reported.dnsName?.toLowerCase()))
  return shown.length > 0 && shown.every(({ hostname }) => ours.has(hostname.toLowerCase()))
}

/** Those who leave show the load balancer no more, and are let go. */
export const releaseSteps = (
  stack: StackId,
  writes: ReadonlyArray<KubernetesWrite>,
  observed: ReadonlyArray<ObservedResource>
): ReadonlyArray<Step> =>
  finalizerSteps(
    stack,
    writes.filter((write) => write.write !== 'status' || showsOurs(write, observed))
  )

/** The target groups of an Ingress bear its name in front of theirs. */
const targetGroupsOf = ({ namespace = '', name }: ObjectRef): string => `${namespace}/${name}-`

/** In a frozen stack an Ingress is released once no listener and no rule names one of its target groups. */
export const releasesOfFrozen = (
  stack: StackId,
  writes: ReadonlyArray<KubernetesWrite>,
  observed: ReadonlyArray<ObservedResource>
): ReadonlyArray<Step> => {
  const inUse: Array<string> = []
  for (const { kind, spec } of observed) {
    if (kind !== 'Listener' && kind !== 'ListenerRule') continue
    for (const ref of refsIn(spec)) if (ref.kind === 'TargetGroup') inUse.push(ref.id)
  }
  const isFree = (write: KubernetesWrite): boolean => !inUse.some((id) => id.startsWith(targetGroupsOf(write.object)))
  return releaseSteps(stack, writes.filter(isFree), observed)
}
