import {
  DescribeListenerAttributesCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeTargetGroupAttributesCommand,
  paginateDescribeListenerCertificates
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { allPages } from '../asking/pages.js'
import { shownCertificates } from '../shapes/certificates.js'
import { shownPairs } from '../shapes/text-map.js'
import type { Readers } from './reader.js'

/** What elastic load balancing tells by a call for each resource. */
export const readers: Readers = {
  'LoadBalancer.attributes': {
    action: 'DescribeLoadBalancerAttributes',
    read: async (clients, arn) => {
      const client = await clients.elbv2()
      return shownPairs(
        (await client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn }))).Attributes
      )
    }
  },
  'TargetGroup.attributes': {
    action: 'DescribeTargetGroupAttributes',
    read: async (clients, arn) => {
      const client = await clients.elbv2()
      return shownPairs(
        (await client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: arn }))).Attributes
      )
    }
  },
  'Listener.attributes': {
    action: 'DescribeListenerAttributes',
    read: async (clients, arn) => {
      const client = await clients.elbv2()
      return shownPairs((await client.send(new DescribeListenerAttributesCommand({ ListenerArn: arn }))).Attributes)
    }
  },
  'Listener.certificates': {
    action: 'DescribeListenerCertificates',
    read: async (clients, arn) => {
      const client = await clients.elbv2()
      const pages = paginateDescribeListenerCertificates({ client }, { ListenerArn: arn })
      return shownCertificates([...(await allPages(pages, ({ Certificates }) => Certificates))])
    }
  }
}
