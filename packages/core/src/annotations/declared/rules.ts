import { annotation, family } from '../annotation.js'
import { actions as actionsCodec } from '../codecs/actions.js'
import { conditions as conditionsCodec } from '../codecs/conditions.js'
import { bool } from '../codecs/text.js'
import { transforms as transformsCodec } from '../codecs/transforms.js'

export const actions = family({
  key: 'actions',
  variable: 'name of a backend whose port is use-annotation',
  on: ['Ingress'],
  configures: 'Rule',
  codec: actionsCodec,
  sets: ['ListenerRule.actions'],
  summary: 'What happens instead of forwarding to one Service: a redirect, a fixed response, or a forward by weights.',
  valid: [
    '{"type":"fixed-response","fixedResponseConfig":{"contentType":"text/plain","statusCode":"503","messageBody":"closed"}}',
    '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","statusCode":"HTTP_301"}}',
    '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"a","servicePort":80,"weight":90},{"serviceName":"b","servicePort":"http","weight":10}]}}'
  ],
  invalid: ['', '[]', '{"type":"Forward"}', '{"type":"fixed-response","fixedResponseConfig":{"statusCode":503}}']
})

export const conditions = family({
  key: 'conditions',
  variable: 'name of the Service, or of the action, of a backend',
  on: ['Ingress'],
  configures: 'Rule',
  codec: conditionsCodec,
  sets: ['ListenerRule.conditions'],
  summary: 'What a request must be like besides host and path for the rules of a backend.',
  valid: ['[{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"X-Tenant","values":["a","b"]}}]'],
  invalid: ['', '{}', '[{"field":"source-ip"}]', '[{"field":"sourceip","sourceIpConfig":{"values":["10.0.0.0/8"]}}]']
})

export const transforms = family({
  key: 'transforms',
  variable: 'name of the Service, or of the action, of a backend',
  on: ['Ingress'],
  configures: 'Rule',
  codec: transformsCodec,
  sets: ['ListenerRule.transforms'],
  summary: 'How the rules of a backend change the host, or the path and query, of a request before it is forwarded.',
  valid: [
    '[{"type":"url-rewrite","urlRewriteConfig":{"rewrites":[{"regex":"^/v2/(.*)$","replace":"/$1"}]}}]',
    '[{"type":"host-header-rewrite","hostHeaderRewriteConfig":{"rewrites":[{"regex":"^www[.]","replace":""}]}}]'
  ],
  invalid: [
    '',
    '{}',
    '[{"type":"path-rewrite"}]',
    '[{"type":"url-rewrite"}]',
    '[{"type":"url-rewrite","urlRewriteConfig":{"rewrites":[]}}]'
  ]
})

export const useRegexPathMatch = annotation({
  key: 'use-regex-path-match',
  on: ['Ingress'],
  configures: 'Rule',
  codec: bool,
  fallback: () => false,
  sets: ['ListenerRule.conditions'],
  summary: 'Whether paths of type ImplementationSpecific are regular expressions.',
  valid: ['true', 'false'],
  invalid: ['yes', '']
})

export const ignoreHostHeader = annotation({
  key: 'ignore-host-header',
  on: ['Ingress'],
  configures: 'Rule',
  codec: bool,
  fallback: () => false,
  sets: ['ListenerRule.conditions'],
  summary: 'Whether rules answer every host, whatever host they name. From AWS ALB Ingress Controller 1.0.',
  valid: ['true', 'false'],
  invalid: ['yes', '']
})
