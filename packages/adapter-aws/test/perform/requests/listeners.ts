import { awsCalls } from '@alb-ingress/core/testing'
import { type Case, elbv2 } from './case.js'

const { create, modify, change, remove } = awsCalls

/** Listeners and their certificates. */
export const listeners: ReadonlyArray<Case> = [
  {
    name: 'a listener is created with its default certificate only',
    call: create('Listener', 'CreateListener', {
      ...{ loadBalancer: 'arn:lb', port: 443, protocol: 'HTTPS', sslPolicy: 'policy', defaultCertificate: 'arn:cert' },
      defaultActions: awsCalls.respond('404'),
      mutualAuthentication: { mode: 'passthrough' }
    }),
    host: elbv2,
    parameters: {
      LoadBalancerArn: 'arn:lb',
      Port: '443',
      Protocol: 'HTTPS',
      SslPolicy: 'policy',
      'Certificates.member.1.CertificateArn': 'arn:cert',
      'DefaultActions.member.1.Type': 'fixed-response',
      'DefaultActions.member.1.Order': '1',
      'DefaultActions.member.1.FixedResponseConfig.StatusCode': '404',
      'DefaultActions.member.1.FixedResponseConfig.ContentType': 'text/plain',
      'MutualAuthentication.Mode': 'passthrough'
    }
  },
  {
    name: 'certificates of clients are checked against a trust store',
    call: modify('Listener', 'arn', 'ModifyListener', {
      mutualAuthentication: { mode: 'verify', trustStore: 'arn:trust', ignoreClientCertificateExpiry: false }
    }),
    host: elbv2,
    parameters: {
      ListenerArn: 'arn',
      'MutualAuthentication.Mode': 'verify',
      'MutualAuthentication.TrustStoreArn': 'arn:trust',
      'MutualAuthentication.IgnoreClientCertificateExpiry': 'false'
    }
  },
  {
    name: 'attributes of a listener',
    call: modify('Listener', 'arn', 'ModifyListenerAttributes', { attributes: { a: 'b' } }),
    host: elbv2,
    parameters: { ListenerArn: 'arn', 'Attributes.member.1.Key': 'a', 'Attributes.member.1.Value': 'b' }
  },
  {
    name: 'one certificate is added',
    call: change('add', 'Listener', 'arn', 'AddListenerCertificates', 'certificates', ['arn:cert']),
    host: elbv2,
    parameters: { ListenerArn: 'arn', 'Certificates.member.1.CertificateArn': 'arn:cert' }
  },
  {
    name: 'and one removed',
    call: change('remove', 'Listener', 'arn', 'RemoveListenerCertificates', 'certificates', ['arn:cert']),
    host: elbv2,
    parameters: { ListenerArn: 'arn', 'Certificates.member.1.CertificateArn': 'arn:cert' }
  },
  {
    name: 'a listener is deleted',
    call: remove('Listener', 'arn'),
    host: elbv2,
    parameters: { ListenerArn: 'arn' }
  }
]
