import { awsCalls } from '@alb-ingress/core/testing'
import { type Case, elbv2 } from './case.js'

const { tag, untag } = awsCalls

/** Tags of everything but security groups. */
export const tags: ReadonlyArray<Case> = [
  {
    name: 'other tags are set on many resources at once',
    call: tag('TargetGroup', ['arn:1', 'arn:2'], { team: 'shop' }),
    host: elbv2,
    parameters: {
      'ResourceArns.member.1': 'arn:1',
      'ResourceArns.member.2': 'arn:2',
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'shop'
    }
  },
  {
    name: 'and taken off by key',
    call: untag('Listener', ['arn:1'], { team: 'shop', stage: 'test' }),
    host: elbv2,
    parameters: { 'ResourceArns.member.1': 'arn:1', 'TagKeys.member.1': 'stage', 'TagKeys.member.2': 'team' }
  }
]
