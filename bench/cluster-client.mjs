// What a bench does to a cluster, and what it waits for there.
import * as k8s from '@kubernetes/client-node'
import { namespace } from '../testbed/workloads.mjs'

const patch = (type) => k8s.setHeaderOptions('Content-Type', `application/${type}+json`)
const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`

export const clusterClient = (kubeconfig) => {
  const config = new k8s.KubeConfig()
  config.loadFromFile(kubeconfig)
  const networking = config.makeApiClient(k8s.NetworkingV1Api)
  const custom = config.makeApiClient(k8s.CustomObjectsApi)
  const watches = []
  return {
    /** Resolves when there are so many Ingresses, and each has a hostname. */
    untilHostnames: (count) =>
      new Promise((resolve, reject) => {
        const ready = new Map()
        const look = (type, { metadata, status }) => {
          if (type === 'DELETED') ready.delete(metadata.name)
          else ready.set(metadata.name, status?.loadBalancer?.ingress?.[0]?.hostname !== undefined)
          if (ready.size !== count || ![...ready.values()].every(Boolean)) return
          watching.then((controller) => controller.abort())
          resolve()
        }
        const watching = new k8s.Watch(config).watch(path, {}, look, () => undefined)
        watching.catch(reject)
        watches.push(watching)
      }),
    annotate: (name, annotations) =>
      networking.patchNamespacedIngress({ namespace, name, body: { metadata: { annotations } } }, patch('merge-patch')),
    /** The first endpoint of a slice is another pod from now on. */
    moveEndpoint: (name, { ip, name: pod, node, zone }) => {
      const set = (field, value) => ({ op: 'replace', path: `/endpoints/0/${field}`, value })
      const body = [set('addresses/0', ip), set('targetRef/name', pod), set('nodeName', node), set('zone', zone)]
      const slice = { group: 'discovery.k8s.io', version: 'v1', plural: 'endpointslices', namespace, name }
      return custom.patchNamespacedCustomObject({ ...slice, body }, patch('json-patch'))
    },
    removeIngresses: () => networking.deleteCollectionNamespacedIngress({ namespace }),
    close: () => {
      for (const watching of watches) watching.then((controller) => controller.abort()).catch(() => undefined)
    }
  }
}
