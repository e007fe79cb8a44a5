import type { Kubernetes, KubernetesWrite } from '@alb-ingress/core'
import type { Client } from '../api/client.js'
import { checkpointOfBinding, createBinding, deleteBinding, patchBinding, statusOfBinding } from './bindings.js'
import { deleteConfigMap, writeConfigMap } from './config-maps.js'
import { tellEvents } from './events.js'
import { addFinalizer, removeFinalizer } from './finalizers.js'
import { conditionOfPod } from './pods.js'
import { publish } from './status.js'
import type { Writer } from './writer.js'

/** Every write that the core asks for, as requests to the API server. `find` gives objects as they were last seen, if at all. */
export const kubernetesWrites = (client: Client, find: Writer['find'] = () => undefined): Kubernetes['perform'] => {
  const writer: Writer = { client, find }
  const tell = tellEvents()
  const done = (write: KubernetesWrite): ReturnType<Kubernetes['perform']> => {
    switch (write.write) {
      case 'addFinalizer':
        return addFinalizer(writer, write)
      case 'removeFinalizer':
        return removeFinalizer(writer, write)
      case 'status':
        return publish(writer, write)
      case 'createBinding':
        return createBinding(writer, write)
      case 'patchBinding':
        return patchBinding(writer, write)
      case 'deleteBinding':
        return deleteBinding(writer, write)
      case 'podCondition':
        return conditionOfPod(writer, write)
      case 'bindingStatus':
        return statusOfBinding(writer, write)
      case 'bindingCheckpoint':
        return checkpointOfBinding(writer, write)
      case 'event':
        return tell(writer, write)
      case 'configMap':
        return writeConfigMap(writer, write)
      case 'deleteConfigMap':
        return deleteConfigMap(writer, write)
    }
  }
  // What a watch has seen is looked up when the write is carried out, not when it is thought of.
  return (write) => () => done(write)()
}
