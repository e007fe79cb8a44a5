import { annotation, family } from '../annotation.js'
import { cidrs } from '../codecs/cidrs.js'
import { listenPorts as listenPortsCodec } from '../codecs/listen-ports.js'
import { mutualAuthentication as mutualAuthenticationCodec } from '../codecs/mutual-authentication.js'
import { list, textMap, verbatim } from '../codecs/text.js'
import { asSet, isEmpty } from '../same.js'

export const listenPorts = annotation({
  key: 'listen-ports',
  on: ['Ingress'],
  configures: 'Ingress',
  codec: listenPortsCodec,
  sets: ['Listener.port', 'Listener.protocol'],
  summary: 'The ports on which the Ingress is served. Default: HTTPS 443 with certificate-arn, else HTTP 80.',
  valid: ['[{"HTTP":80},{"HTTPS":443}]', '[{"HTTP":80,"HTTPS":443}]'],
  invalid: ['[]', '[{"http":80}]', '[{"HTTP":"80"}]', '[{"HTTP":70000}]', '[{"HTTP":80,"HTTPS":80}]', '']
})

export const certificateArn = annotation({
  key: 'certificate-arn',
  on: ['Ingress'],
  configures: 'Ingress',
  codec: list,
  absentWhen: isEmpty,
  classParam: (params) => params.certificateArn,
  sets: ['Listener.defaultCertificate', 'Listener.certificates'],
  summary: 'Certificates of the HTTPS listeners. Without them, certificates that match the hosts are looked up.',
  valid: ['arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-4000-8000-000000000000'],
  invalid: []
})

export const sslPolicy = annotation({
  key: 'ssl-policy',
  on: ['Ingress'],
  configures: 'Tls',
  codec: verbatim,
  classParam: (params) => params.sslPolicy,
  fallback: (install) => install.defaultSslPolicy,
  flag: '--default-ssl-policy',
  sets: ['Listener.sslPolicy'],
  summary: 'The security policy of the HTTPS listeners: which protocol versions and ciphers they accept.',
  valid: ['ELBSecurityPolicy-TLS13-1-2-2021-06'],
  invalid: []
})

export const mutualAuthentication = annotation({
  key: 'mutual-authentication',
  on: ['Ingress'],
  configures: 'Ingress',
  codec: mutualAuthenticationCodec,
  sets: ['Listener.mutualAuthentication'],
  summary:
    'What HTTPS ports do with the certificates of clients: off, passthrough to the targets, or verify with a trust store.',
  valid: [
    '[{"port":443,"mode":"passthrough"}]',
    '[{"port":443,"mode":"verify","trustStore":"partners"},{"port":8443,"mode":"off"}]'
  ],
  invalid: [
    '',
    '[]',
    '[{"port":"443","mode":"off"}]',
    '[{"port":443,"mode":"verify"}]',
    '[{"port":443,"mode":"off","trustStore":"partners"}]'
  ]
})

export const inboundCidrs = annotation({
  key: 'inbound-cidrs',
  formerKey: 'security-group-inbound-cidrs',
  on: ['Ingress'],
  configures: 'Listener',
  codec: cidrs,
  absentWhen: isEmpty,
  same: (a, b) => asSet(a) === asSet(b),
  classParam: (params) => params.inboundCIDRs,
  classField: 'inboundCIDRs',
  sets: ['SecurityGroup.ingress'],
  summary: 'Who may reach the listeners: address ranges for the security group that is made for the load balancer.',
  valid: ['10.0.0.0/8, 2001:db8::/32'],
  invalid: ['10.0.0.0', 'office']
})

export const securityGroupPrefixLists = annotation({
  key: 'security-group-prefix-lists',
  on: ['Ingress'],
  configures: 'Listener',
  codec: list,
  absentWhen: isEmpty,
  same: (a, b) => asSet(a) === asSet(b),
  classParam: (params) => params.prefixListsIDs,
  classField: 'prefixListsIDs',
  sets: ['SecurityGroup.ingress'],
  summary: 'Who may reach the listeners: prefix lists for the security group that is made for the load balancer.',
  valid: ['pl-0123456789abcdef0'],
  invalid: []
})

export const listenerAttributes = family({
  key: 'listener-attributes',
  variable: 'protocol and port of a listener, such as HTTPS-443',
  on: ['Ingress'],
  configures: 'Listener',
  codec: textMap,
  merge: 'perKey',
  classParam: (params, listener) =>
    params.listeners?.find(({ protocol, port }) => `${protocol}-${port}` === listener)?.listenerAttributes,
  classField: 'listeners',
  classCounts: 'first',
  sets: ['Listener.attributes'],
  summary: 'Attributes of one listener. Those that nobody names keep their value.',
  valid: ['routing.http.response.server.enabled=false', ''],
  invalid: ['routing.http.response.server.enabled']
})
