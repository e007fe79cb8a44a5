import { kubernetesContract } from '@alb-ingress/core/testing'
import { memoryClock, memoryCluster, memoryKubernetes } from '../../src/index.js'

kubernetesContract('the cluster in memory', (objects) => memoryKubernetes(memoryCluster(objects), memoryClock()))
