import { annotation } from '../annotation.js'
import { capacity } from '../codecs/capacity.js'

export const minimumLoadBalancerCapacity = annotation({
  key: 'minimum-load-balancer-capacity',
  on: ['Ingress'],
  configures: 'Capacity',
  sets: ['LoadBalancer.minimumCapacity'],
  codec: capacity,
  absentWhen: ({ capacityUnits }) => capacityUnits === undefined,
  classParam: ({ capacityUnits }) => (capacityUnits === undefined ? undefined : { capacityUnits }),
  classField: 'minimumLoadBalancerCapacity',
  classCounts: 'first',
  summary: 'Capacity units that the load balancer always has, however little there is to do; 0 gives them back.',
  valid: ['CapacityUnits=500', 'CapacityUnits=0', 'CapacityUnits=+0500', ''],
  invalid: ['500', 'capacityUnits=500', 'CapacityUnits=many', 'CapacityUnits=500,Units=1']
})
