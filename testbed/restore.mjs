// Puts what AWS Load Balancer Controller 3.5 left in a cluster into an empty one.
import { createHash } from 'node:crypto'
import * as k8s from '@kubernetes/client-node'
import { createObjects } from './objects.mjs'
import { leftBehind } from './replay.mjs'

/** @param {string} text */
const hash = (text) => createHash('sha256').update(text).digest('base64url')

/** When each pod was made, in milliseconds, by namespace/name. @param {string} kubeconfig */
const podTimes = async (kubeconfig) => {
  const config = new k8s.KubeConfig()
  config.loadFromFile(kubeconfig)
  const { items } = await config.makeApiClient(k8s.CoreV1Api).listPodForAllNamespaces()
  return new Map(
    items.map(({ metadata: { namespace = '', name = '', creationTimestamp } = {} }) => [
      `${namespace}/${name}`,
      Number(creationTimestamp)
    ])
  )
}

/**
 * The binding as it would be if its pods had always been these: the first half of a checkpoint is a hash of addresses, ports and times of
 * creation, and the second one of the spec, which stays as it was recorded.
 *
 * @param {any} binding @param {ReadonlyArray<any>} objects @param {ReadonlyMap<string, number>} made
 */
const withFittingCheckpoint = (binding, objects, made) => {
  const { namespace, annotations } = binding.metadata
  const service = binding.spec.serviceRef.name
  const endpoints = objects
    .filter(({ kind, metadata }) => kind === 'EndpointSlice' && metadata.namespace === namespace)
    .filter(({ metadata }) => metadata.labels['kubernetes.io/service-name'] === service)
    .flatMap(({ endpoints, ports }) =>
      endpoints.map(
        (/** @type {any} */ { addresses, targetRef }) =>
          `${addresses[0]}:${ports[0].port}:${made.get(`${targetRef.namespace}/${targetRef.name}`)}`
      )
    )
  const key = 'elbv2.k8s.aws/checkpoint'
  const checkpoint = `${hash(endpoints.sort().join(','))}/${annotations[key].split('/')[1]}`
  return { ...binding, metadata: { ...binding.metadata, annotations: { ...annotations, [key]: checkpoint } } }
}

/**
 * Pods that are made again have other times of creation. A cluster that lives on keeps them, and with them the checkpoints; `recorded` leaves those
 * as they were, which then fit no pod.
 *
 * @param {'s1' | 's2'} state @param {string} kubeconfig @param {'fitting' | 'recorded'} [checkpoints]
 */
export const restore = async (state, kubeconfig, checkpoints = 'fitting') => {
  const { seed, objects } = leftBehind(state)
  const isBinding = (/** @type {any} */ { kind }) => kind === 'TargetGroupBinding'
  await createObjects(
    kubeconfig,
    objects.filter((object) => !isBinding(object))
  )
  const made = await podTimes(kubeconfig)
  const bindings = objects.filter(isBinding)
  const fitting = bindings.map((binding) => withFittingCheckpoint(binding, objects, made))
  await createObjects(kubeconfig, checkpoints === 'fitting' ? fitting : bindings)
  return seed
}
