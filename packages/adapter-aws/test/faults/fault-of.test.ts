import { type BoundCall, E, type Fault } from '@alb-ingress/core'
import { awsCalls } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { faultOf } from '../../src/faults/fault-of.js'
import { perform } from '../../src/perform/perform.js'
import { type Canned, recording } from '../support/recorded.js'
import { logIn } from '../support/samples.js'

// Errors as each service writes them, read by the SDK: three protocols, and what comes from somewhere on the way.

const elb = (status: number, code: string, message: string): Canned => ({
  status,
  body: `<ErrorResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
           <Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>
           <RequestId>4f5b8c6e</RequestId>
         </ErrorResponse>`
})

const ec2 = (status: number, code: string, message: string): Canned => ({
  status,
  headers: { 'x-amzn-requestid': '4f5b8c6e' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Response><Errors><Error><Code>${code}</Code>
         <Message>${message}</Message></Error></Errors><RequestID>4f5b8c6e</RequestID></Response>`
})

const json = (status: number, type: string, message: string): Canned => ({
  status,
  headers: { 'x-amzn-requestid': '4f5b8c6e', 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify({ __type: type, message })
})

interface Case {
  readonly name: string
  readonly call: BoundCall
  readonly answer: Canned | Error
  readonly expected: Partial<Fault>
}

const { modify, remove, change } = awsCalls

const rule = modify('ListenerRule', 'arn', 'ModifyRule', { actions: [logIn] })
const webAcl = modify('LoadBalancer', 'arn', 'AssociateWebACL', { webAcl: 'arn:acl' })
const classic = modify('LoadBalancer', 'arn', 'AssociateWebACL', { classicWebAcl: 'acl-7' })
const protection = modify('LoadBalancer', 'arn', 'CreateProtection', { shieldProtection: { name: 'ours' } })
const pods = change('add', 'TargetGroup', 'arn', 'RegisterTargets', 'targets', [{ id: 'i-1', port: 80 }])
const requestId = '4f5b8c6e'

const cases: ReadonlyArray<Case> = [
  {
    name: 'ELB says what is in use, and what the request was called',
    call: remove('TargetGroup', 'arn'),
    answer: elb(400, 'ResourceInUse', 'Target group is in use'),
    expected: { kind: 'conflict', code: 'ResourceInUse', message: 'Target group is in use', requestId }
  },
  {
    name: 'ELB knows no such rule',
    call: rule,
    answer: elb(400, 'RuleNotFound', 'One or more rules not found'),
    expected: { kind: 'missing', code: 'RuleNotFound', requestId }
  },
  {
    name: 'ELB has a quota',
    call: pods,
    answer: elb(400, 'TooManyTargets', 'too many'),
    expected: { kind: 'limit', code: 'TooManyTargets' }
  },
  {
    name: 'ELB does not take a value, and repeats a secret',
    call: rule,
    answer: elb(400, 'ValidationError', 'the-secret is no good for the-client'),
    expected: { kind: 'invalid', code: 'ValidationError', message: '[REDACTED] is no good for [REDACTED]' }
  },
  {
    name: 'ELB asks for patience',
    call: rule,
    answer: elb(400, 'Throttling', 'Rate exceeded'),
    expected: { kind: 'throttled', code: 'Throttling' }
  },
  {
    name: 'a role may not',
    call: rule,
    answer: elb(403, 'AccessDenied', 'User: arn:aws:sts::1:assumed-role/r is not authorized'),
    expected: { kind: 'denied', code: 'AccessDenied' }
  },
  {
    name: 'EC2 has its own manner of saying so',
    call: remove('SecurityGroup', 'sg-1'),
    answer: ec2(400, 'DependencyViolation', 'resource sg-1 has a dependent object'),
    expected: {
      kind: 'conflict',
      code: 'DependencyViolation',
      message: 'resource sg-1 has a dependent object',
      requestId
    }
  },
  {
    name: 'EC2 knows no such group',
    call: remove('SecurityGroup', 'sg-1'),
    answer: ec2(400, 'InvalidGroup.NotFound', 'The security group sg-1 does not exist'),
    expected: { kind: 'missing', code: 'InvalidGroup.NotFound' }
  },
  {
    name: 'EC2 asks for patience',
    call: remove('SecurityGroup', 'sg-1'),
    answer: ec2(503, 'RequestLimitExceeded', 'Request limit exceeded.'),
    expected: { kind: 'throttled', code: 'RequestLimitExceeded' }
  },
  {
    name: 'ACM still needs the certificate',
    call: remove('Certificate', 'arn'),
    answer: json(400, 'ResourceInUseException', 'in use'),
    expected: { kind: 'conflict', code: 'ResourceInUseException', requestId }
  },
  {
    name: 'WAFv2 knows no such web ACL',
    call: webAcl,
    answer: json(400, 'com.amazonaws.wafv2#WAFNonexistentItemException', 'not there'),
    expected: { kind: 'missing', code: 'WAFNonexistentItemException', message: 'not there', requestId }
  },
  {
    name: 'WAF Classic asks for patience',
    call: classic,
    answer: json(400, 'ThrottlingException', 'Rate exceeded'),
    expected: { kind: 'throttled', code: 'ThrottlingException' }
  },
  {
    name: 'Shield has a protection already',
    call: protection,
    answer: json(400, 'ResourceAlreadyExistsException', 'already protected'),
    expected: { kind: 'conflict', code: 'ResourceAlreadyExistsException' }
  },
  {
    name: 'a service is down and says nothing more',
    call: rule,
    answer: { status: 503, body: '' },
    expected: { kind: 'unavailable' }
  },
  {
    name: 'a gateway on the way answers with a page',
    call: rule,
    answer: {
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<html><body><h1>Bad Gateway</h1></body></html>'
    },
    expected: { kind: 'unavailable' }
  },
  {
    name: 'a gateway answers JSON with a page',
    call: webAcl,
    answer: { status: 504, headers: { 'content-type': 'text/html' }, body: '<html>Gateway Timeout</html>' },
    expected: { kind: 'unavailable' }
  },
  {
    name: 'nobody listens',
    call: rule,
    answer: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' }),
    expected: { kind: 'unavailable', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:9' }
  },
  {
    name: 'nobody listens on any of the addresses of a host',
    call: rule,
    answer: Object.assign(new AggregateError([new Error('::1 is closed'), new Error('127.0.0.1 is closed')]), {
      code: 'ECONNREFUSED'
    }),
    expected: { kind: 'unavailable', code: 'ECONNREFUSED', message: '::1 is closed; 127.0.0.1 is closed' }
  },
  {
    name: 'a name is not resolved',
    call: rule,
    answer: Object.assign(new Error('getaddrinfo ENOTFOUND elb.example'), { code: 'ENOTFOUND' }),
    expected: { kind: 'unavailable', code: 'ENOTFOUND' }
  },
  {
    name: 'a certificate on the way is not trusted',
    call: rule,
    answer: Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    expected: { kind: 'unavailable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }
  },
  {
    name: 'a connection says nothing',
    call: rule,
    answer: Object.assign(new Error('Connection timed out'), { name: 'TimeoutError' }),
    expected: { kind: 'unavailable', code: 'TimeoutError' }
  },
  {
    name: 'there are no credentials',
    call: rule,
    answer: Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError'
    }),
    expected: {
      ...{ kind: 'denied', code: 'CredentialsProviderError' },
      message: expect.stringMatching(/any providers\. Set AWS_PROFILE/)
    }
  }
]

describe('what a declined call becomes', () => {
  test.each(cases)('$name', async ({ call, answer, expected }) => {
    const { clients } = recording(() => answer)
    expect(await perform(clients)(call)()).toMatchObject(E.left({ call: call.action, ...expected }))
  })
})

describe('what is no fault', () => {
  test.each([
    { name: 'a mistake in our own code', error: new TypeError('x is not a function') },
    { name: 'an assumption that did not hold', error: new Error('nobody knows the ARN') },
    {
      name: 'Node being used the wrong way',
      error: Object.assign(new TypeError('bad'), { code: 'ERR_INVALID_ARG_TYPE' })
    },
    { name: 'nothing at all', error: undefined }
  ])('$name is thrown on', ({ error }) => {
    let thrown: unknown = 'nothing was thrown'
    try {
      faultOf('CreateRule', error)
    } catch (again) {
      thrown = again
    }
    expect(thrown).toBe(error)
  })
})
