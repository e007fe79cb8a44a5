import { nothing } from '@alb-ingress/core'
import { DescribeProtectionCommand } from '@aws-sdk/client-shield'
import { given } from '../shapes/understood.js'
import type { Readers } from './reader.js'

/** The protection of Shield Advanced with its name and id, or that there is none. */
export const readers: Readers = {
  'LoadBalancer.shieldProtection': {
    action: 'DescribeProtection',
    ifMissing: nothing,
    read: async (clients, arn) => {
      const client = await clients.shield()
      const { Protection } = await client.send(new DescribeProtectionCommand({ ResourceArn: arn }))
      return Protection === undefined ? nothing : { name: Protection.Name ?? '', ...given({ id: Protection.Id }) }
    }
  }
}
