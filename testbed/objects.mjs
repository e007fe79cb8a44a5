// Puts objects into a cluster, with their status, as whoever made them in a real one would have.
import { readdirSync, readFileSync } from 'node:fs'
import * as k8s from '@kubernetes/client-node'

const crdFolder = new URL('kubernetes/crds/', import.meta.url)
const bindings = { group: 'elbv2.k8s.aws', version: 'v1beta1', plural: 'targetgroupbindings' }
const mergePatch = k8s.setHeaderOptions('Content-Type', 'application/merge-patch+json')

/** @typedef {{ apiVersion?: string, kind?: string, metadata?: any, status?: object }} Manifest */

/** The API server drops a status on creation, so it is a call of its own. @param {k8s.KubeConfig} config */
const statusPatches = (config) => {
  const core = config.makeApiClient(k8s.CoreV1Api)
  const networking = config.makeApiClient(k8s.NetworkingV1Api)
  const custom = config.makeApiClient(k8s.CustomObjectsApi)
  /** @type {Record<string, (object: any) => Promise<unknown>>} */
  const patches = {
    Node: (object) => core.patchNodeStatus(object, mergePatch),
    Pod: (object) => core.patchNamespacedPodStatus(object, mergePatch),
    Ingress: (object) => networking.patchNamespacedIngressStatus(object, mergePatch),
    TargetGroupBinding: (object) => custom.patchNamespacedCustomObjectStatus({ ...bindings, ...object }, mergePatch)
  }
  return patches
}

// Namespaced objects need their namespace, pods their node, and objects of a kind its definition.
const early = ['CustomResourceDefinition', 'Namespace', 'Node', 'IngressClass']

/**
 * Creates objects, ten at a time, and gives them the status they are shown with. What is there already stays.
 *
 * @param {string} kubeconfig
 * @param {ReadonlyArray<Manifest>} all
 */
export const createObjects = async (kubeconfig, all) => {
  const config = new k8s.KubeConfig()
  config.loadFromFile(kubeconfig)
  const objects = k8s.KubernetesObjectApi.makeApiClient(config)
  const patches = statusPatches(config)
  /** @param {Manifest} object */
  const create = async ({ status, ...object }) => {
    try {
      await objects.create(/** @type {any} */ (object))
    } catch (error) {
      if (Object(error).code !== 409) throw error
    }
    const { name, namespace } = object.metadata
    if (status !== undefined) await patches[object.kind ?? '']?.({ name, namespace, body: { status } })
  }
  const isEarly = (/** @type {Manifest} */ { kind = '' }) => early.includes(kind)
  for (const object of all.filter(isEarly)) await create(object)
  const rest = all.filter((object) => !isEarly(object)).values()
  const worker = async () => {
    for (const object of rest) await create(object)
  }
  await Promise.all(Array.from({ length: 10 }, worker))
}

/** Creates the definitions of IngressClassParams and TargetGroupBinding, and waits until they can be used. @param {string} kubeconfig */
export const createCrds = async (kubeconfig) => {
  const texts = readdirSync(crdFolder).map((file) => readFileSync(new URL(file, crdFolder), 'utf8'))
  const definitions = texts.map((text) => /** @type {k8s.V1CustomResourceDefinition} */ (k8s.loadYaml(text)))
  await createObjects(kubeconfig, definitions)
  const config = new k8s.KubeConfig()
  config.loadFromFile(kubeconfig)
  const extensions = config.makeApiClient(k8s.ApiextensionsV1Api)
  for (const { metadata } of definitions) {
    for (;;) {
      const { status } = await extensions.readCustomResourceDefinition({ name: metadata?.name ?? '' })
      if (status?.conditions?.some(({ type, status }) => type === 'Established' && status === 'True')) break
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
