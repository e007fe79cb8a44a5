import { type BoundCall, E, type Outcome } from '@alb-ingress/core'
import { awsCalls } from '@alb-ingress/core/testing'
import { expect, test } from 'vitest'
import { perform } from '../../src/perform/perform.js'
import { createdWith } from '../support/every-action.js'
import { recording } from '../support/recorded.js'

// Answers as AWS's references show them, in each service's protocol.

interface Case {
  readonly name: string
  readonly call: BoundCall
  readonly answer: string
  readonly expected: Outcome
}

const { create, remove } = awsCalls

const answerOf = (action: string, result: string): string =>
  `<${action}Response xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
     <${action}Result>${result}</${action}Result>
     <ResponseMetadata><RequestId>4f5b8c6e</RequestId></ResponseMetadata>
   </${action}Response>`

const balancerIn = (state: string): string =>
  answerOf(
    'CreateLoadBalancer',
    `<LoadBalancers><member>
       <LoadBalancerArn>arn:lb</LoadBalancerArn>
       <DNSName>Shop-1.eu-west-1.elb.amazonaws.com</DNSName>
       <State><Code>${state}</Code></State>
     </member></LoadBalancers>`
  )

const balancer = create('LoadBalancer', 'CreateLoadBalancer', createdWith('LoadBalancer'))
const dnsName = 'Shop-1.eu-west-1.elb.amazonaws.com'

const cases: ReadonlyArray<Case> = [
  {
    name: 'a load balancer tells its ARN, its host name and that it is being made',
    call: balancer,
    answer: balancerIn('provisioning'),
    expected: { physicalId: 'arn:lb', reported: { dnsName, state: 'provisioning' } }
  },
  {
    name: 'one that was there already, and is impaired, works',
    call: balancer,
    answer: balancerIn('active_impaired'),
    expected: { physicalId: 'arn:lb', reported: { dnsName, state: 'active' } }
  },
  {
    name: 'a listener tells its ARN',
    call: create('Listener', 'CreateListener', createdWith('Listener')),
    answer: answerOf('CreateListener', '<Listeners><member><ListenerArn>arn:l</ListenerArn></member></Listeners>'),
    expected: { physicalId: 'arn:l' }
  },
  {
    name: 'a rule tells its ARN',
    call: create('ListenerRule', 'CreateRule', createdWith('ListenerRule')),
    answer: answerOf('CreateRule', '<Rules><member><RuleArn>arn:r</RuleArn></member></Rules>'),
    expected: { physicalId: 'arn:r' }
  },
  {
    name: 'a target group tells its ARN',
    call: create('TargetGroup', 'CreateTargetGroup', createdWith('TargetGroup')),
    answer: answerOf(
      'CreateTargetGroup',
      '<TargetGroups><member><TargetGroupArn>arn:tg</TargetGroupArn></member></TargetGroups>'
    ),
    expected: { physicalId: 'arn:tg' }
  },
  {
    name: 'a security group tells its id',
    call: create('SecurityGroup', 'CreateSecurityGroup', createdWith('SecurityGroup')),
    answer:
      '<CreateSecurityGroupResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><groupId>sg-1</groupId></CreateSecurityGroupResponse>',
    expected: { physicalId: 'sg-1' }
  },
  {
    name: 'a certificate tells its ARN',
    call: create('Certificate', 'RequestCertificate', createdWith('Certificate')),
    answer: '{"CertificateArn":"arn:cert"}',
    expected: { physicalId: 'arn:cert' }
  },
  {
    name: 'a deletion has nothing to tell',
    call: remove('Listener', 'arn:l'),
    answer: answerOf('DeleteListener', ''),
    expected: {}
  }
]

test.each(cases)('$call.action: $name', async ({ call, answer, expected }) => {
  const { clients } = recording(() => ({ body: answer }))
  expect(await perform(clients)(call)()).toEqual(E.right(expected))
})
