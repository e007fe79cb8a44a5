import { awsCalls as calls } from '@alb-ingress/core/testing'
import { type Rule, rules } from './rule-table.js'

const manyTags = (number: number) => Object.fromEntries(Array.from({ length: number }, (_, i) => [`key-${i}`, '']))
const retag =
  (tags: Readonly<Record<string, string>>, ...others: ReadonlyArray<string>): Rule['given'] =>
  async (story) =>
    calls.tag('TargetGroup', [await story.targetGroup('a'), ...others], tags)

rules('tags', [
  { name: 'fifty tags are good', given: retag(manyTags(47)), expected: 'done' },
  { name: 'fifty-one are too many', given: retag(manyTags(48)), expected: 'TooManyTags' },
  { name: 'a key has 128 characters at most', given: retag({ ['k'.repeat(129)]: '' }), expected: 'ValidationError' },
  { name: 'a value has 256 characters at most', given: retag({ k: 'v'.repeat(257) }), expected: 'ValidationError' },
  { name: 'keys with aws: are AWS’s own', given: retag({ 'aws:k': '' }), expected: 'ValidationError' },
  {
    name: 'one resource that is not there keeps the others as they are',
    given: retag({ k: 'v' }, 'arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/b/0000000000000000'),
    expected: 'TargetGroupNotFound'
  },
  { name: 'what is no ARN is refused', given: retag({ k: 'v' }, 'b'), expected: 'ValidationError' },
  {
    name: 'EC2 has a code of its own for too many',
    given: async (story) => calls.tag('SecurityGroup', [await story.securityGroup('a')], manyTags(48)),
    expected: 'TagLimitExceeded'
  }
])
