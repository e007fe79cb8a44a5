import { E } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { defaultThrottles, parseThrottles, type Throttles } from '../../src/index.js'

const elbv2 = 'Elastic Load Balancing v2'

const parsed = (text: string): Throttles => {
  const throttles = parseThrottles(text)
  if (E.isLeft(throttles)) throw new Error(throttles.left)
  return throttles.right
}

describe('what --aws-api-throttle says', () => {
  test.each([
    { name: 'nothing leaves the defaults', text: '', expected: defaultThrottles },
    {
      name: 'a service that is named loses all its defaults, and the others keep theirs',
      text: `${elbv2}:^CreateRule=5:10`,
      expected: { ...defaultThrottles, [elbv2]: [{ operations: /^CreateRule/, rate: 5, burst: 10 }] }
    },
    {
      name: 'a service may have several limits, and rates may have fractions',
      text: `EC2:^Describe=0.5:1, EC2:^Authorize|^Revoke=2:3`,
      expected: {
        ...defaultThrottles,
        EC2: [
          { operations: /^Describe/, rate: 0.5, burst: 1 },
          { operations: /^Authorize|^Revoke/, rate: 2, burst: 3 }
        ]
      }
    },
    {
      name: 'a pattern may hold what separates the rest',
      text: 'EC2:^(?=Describe)a:b=c=1:1',
      expected: { ...defaultThrottles, EC2: [{ operations: /^(?=Describe)a:b=c/, rate: 1, burst: 1 }] }
    }
  ])('$name', ({ text, expected }) => {
    expect(parsed(text)).toEqual(expected)
  })

  test.each([
    { text: 'EC2', says: 'it must read SERVICE:OPERATIONS=RATE:BURST' },
    { text: 'EC2:^Describe=1', says: 'it must read SERVICE:OPERATIONS=RATE:BURST' },
    { text: 'Ec2:^Describe=1:1', says: 'there is no service "Ec2": did you mean "EC2"?' },
    { text: 'EC2:^(Describe=1:1', says: '"^(Describe" is no regular expression' },
    { text: 'EC2:^Describe=fast:1', says: 'the rate "fast" is no number' },
    { text: 'EC2:^Describe=0:1', says: 'the rate "0" is no number of calls a second above 0' },
    { text: 'EC2:^Describe=1:0', says: 'the burst "0" is no whole number of calls above 0' },
    { text: 'EC2:^Describe=1:1.5', says: 'the burst "1.5" is no whole number' }
  ])('"$text" is refused: $says', ({ text, says }) => {
    const refused = parseThrottles(`ACM:^List=1:1,${text}`)
    expect(refused).toEqual(E.left(expect.stringContaining(says)))
    expect(refused).toEqual(E.left(expect.stringContaining(JSON.stringify(text))))
  })
})

test.each([
  { service: elbv2, operation: 'RegisterTargets', limits: [4] },
  { service: elbv2, operation: 'DescribeTags', limits: [50] },
  { service: elbv2, operation: 'ModifyRule', limits: [3] },
  { service: elbv2, operation: 'CreateRule', limits: [] },
  { service: 'WAFV2', operation: 'DisassociateWebACL', limits: [0.5] },
  { service: 'WAF Regional', operation: 'GetWebACLForResource', limits: [1] },
  { service: 'EC2', operation: 'DescribeSubnets', limits: [] }
])('by default $operation of $service is held to $limits calls a second', ({ service, operation, limits }) => {
  const matching = (defaultThrottles[service] ?? []).filter(({ operations }) => operations.test(operation))
  expect(matching.map(({ rate }) => rate)).toEqual(limits)
})
