import type { Spec } from '@alb-ingress/core'
import { awsCalls as calls } from '@alb-ingress/core/testing'
import { certificate } from '../example-account.js'
import { type Rule, rules } from './rule-table.js'

const listener =
  (given: Partial<Spec<'Listener'>>, port = 443): Rule['given'] =>
  async (story) =>
    story.newListener(await story.loadBalancer('a'), port, given)

rules('listeners', [
  {
    name: 'HTTPS with a certificate is good',
    given: listener({ protocol: 'HTTPS', defaultCertificate: certificate(1) }),
    expected: 'done'
  },
  { name: 'HTTPS needs a certificate', given: listener({ protocol: 'HTTPS' }), expected: 'ValidationError' },
  {
    name: 'a certificate must be there',
    given: listener({ protocol: 'HTTPS', defaultCertificate: certificate(9) }),
    expected: 'CertificateNotFound'
  },
  {
    name: 'a certificate must be issued',
    given: listener({ protocol: 'HTTPS', defaultCertificate: certificate(3) }),
    expected: 'UnsupportedCertificate'
  },
  {
    name: 'a certificate of IAM is taken on trust',
    given: listener({ protocol: 'HTTPS', defaultCertificate: 'arn:aws:iam::123456789012:server-certificate/shop' }),
    expected: 'done'
  },
  {
    name: 'a policy has a name of AWS',
    given: listener({ protocol: 'HTTPS', defaultCertificate: certificate(1), sslPolicy: 'Mine' }),
    expected: 'SSLPolicyNotFound'
  },
  {
    name: 'an application load balancer speaks no TCP',
    given: listener({ protocol: 'TCP' }),
    expected: 'UnsupportedProtocol'
  },
  { name: 'a port is 1 to 65535', given: listener({}, 70000), expected: 'ValidationError' },
  { name: 'there must be an action', given: listener({ defaultActions: [] }), expected: 'InvalidLoadBalancerAction' },
  {
    name: 'the load balancer must be there',
    given: (story) => story.newListener('arn:none', 80),
    expected: 'LoadBalancerNotFound'
  },
  {
    name: 'the same port with the same settings is the same listener',
    given: async (story) => {
      const balancer = await story.loadBalancer('a')
      await story.listener(balancer, 80)
      return story.newListener(balancer, 80)
    },
    expected: 'done'
  },
  {
    name: 'a load balancer has so many',
    given: async (story) => {
      const balancer = await story.loadBalancer('a')
      await story.listener(balancer, 80)
      return story.newListener(balancer, 81)
    },
    limits: { listenersPerLoadBalancer: 1 },
    expected: 'TooManyListeners'
  },
  {
    name: 'HTTP becomes HTTPS only with a certificate',
    given: async (story) => {
      const { listener: arn } = await story.balanced()
      return calls.modify('Listener', arn, 'ModifyListener', { protocol: 'HTTPS' })
    },
    expected: 'ValidationError'
  }
])

const verified = (trustStore: string, protocol: 'HTTP' | 'HTTPS' = 'HTTPS') =>
  listener({
    ...(protocol === 'HTTPS' ? { protocol, defaultCertificate: certificate(1) } : { protocol }),
    mutualAuthentication: { mode: 'verify', trustStore, ignoreClientCertificateExpiry: false }
  })
const partners = 'arn:aws:elasticloadbalancing:us-west-2:123456789012:truststore/partners/0123456789abcdef'

rules('certificates of clients', [
  { name: 'are verified with a trust store', given: verified(partners), expected: 'done' },
  { name: 'need a trust store that is there', given: verified('arn:none'), expected: 'TrustStoreNotFound' },
  { name: 'come over HTTPS', given: verified(partners, 'HTTP'), expected: 'InvalidConfigurationRequest' }
])

const certificates =
  (way: 'add' | 'remove', ...arns: ReadonlyArray<string>): Rule['given'] =>
  async (story) => {
    const https = { protocol: 'HTTPS', defaultCertificate: certificate(1) } as const
    const arn = await story.listener(await story.loadBalancer('a'), 443, https)
    const action = way === 'add' ? 'AddListenerCertificates' : 'RemoveListenerCertificates'
    return calls.change(way, 'Listener', arn, action, 'certificates', arns)
  }

rules('certificates by server name', [
  {
    name: 'one certificate a call',
    given: certificates('add', certificate(1), certificate(2)),
    expected: 'ValidationError'
  },
  { name: 'the default one may be among them', given: certificates('add', certificate(1)), expected: 'done' },
  { name: 'they must be there', given: certificates('add', certificate(9)), expected: 'CertificateNotFound' },
  {
    name: 'the default one cannot be removed',
    given: certificates('remove', certificate(1)),
    expected: 'OperationNotPermitted'
  },
  {
    name: 'removing what is not there makes no difference',
    given: certificates('remove', certificate(2)),
    expected: 'done'
  },
  {
    name: 'a load balancer has so many, not counting default ones',
    given: certificates('add', certificate(2)),
    limits: { certificatesPerLoadBalancer: 0 },
    expected: 'TooManyCertificates'
  }
])
