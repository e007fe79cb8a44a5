import { DescribeCapacityReservationCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Readers } from './reader.js'

/** Where nothing is reserved AWS shows nothing, which the core says as no units. */
export const readers: Readers = {
  'LoadBalancer.minimumCapacity': {
    action: 'DescribeCapacityReservation',
    read: async (clients, arn) => {
      const client = await clients.elbv2()
      const { MinimumLoadBalancerCapacity } = await client.send(
        new DescribeCapacityReservationCommand({ LoadBalancerArn: arn })
      )
      return MinimumLoadBalancerCapacity?.CapacityUnits ?? 0
    }
  }
}
