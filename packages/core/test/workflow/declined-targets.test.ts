import { describe, expect, test } from 'vitest'
import { fault } from '../../src/facts/fault.js'
import type { Step } from '../../src/plan/step.js'
import type { Target } from '../../src/resources/target-group.js'
import { newlyDeclined, stillDeclined } from '../../src/workflow/declined-targets.js'

const step = (targets: ReadonlyArray<Target>): Step => ({
  ...{ id: 'RegisterTargets', stack: 's', causes: [], on: 'aws' },
  call: {
    ...{ do: 'add', kind: 'TargetGroup', action: 'RegisterTargets', field: 'targets', elements: targets },
    subject: { stack: 's', kind: 'TargetGroup', id: 't', physicalId: 'arn' }
  }
})
const at = (...ids: ReadonlyArray<string>) => ids.map((id) => ({ id, port: 80 }))
const keys = (message: string, targets: ReadonlyArray<Target>, code = 'InvalidTarget') => [
  ...newlyDeclined(
    [{ step: step(targets), fault: fault('conflict', code, 'RegisterTargets', message), replan: true }],
    0
  )
]

describe('targets that AWS does not take', () => {
  test.each([
    {
      name: 'a machine in quotation marks',
      message: "The following targets are not in a running state and cannot be registered: 'i-1'",
      targets: at('i-1', 'i-2'),
      expected: ['i-1:80']
    },
    {
      name: 'several of them, in a list that ends with a full stop',
      message: 'Not valid: i-1, i-3.',
      targets: at('i-1', 'i-2', 'i-3'),
      expected: ['i-1:80', 'i-3:80']
    },
    {
      name: 'an address, and not one that begins like it',
      message: "The IP address '10.0.0.11' is not within the ranges of the VPC",
      targets: at('10.0.0.1', '10.0.0.11'),
      expected: ['10.0.0.11:80']
    },
    { name: 'an address of IPv6', message: "'fd00::1'", targets: at('fd00::1', 'fd00::11'), expected: ['fd00::1:80'] },
    { name: 'nobody, where AWS names none', message: 'no', targets: at('i-1'), expected: [] }
  ])('$name', ({ message, targets, expected }) => {
    expect(keys(message, targets)).toEqual(expected.map((key) => [key, 60_000]))
  })

  test('are told by one code alone', () => {
    expect(keys("'i-1'", at('i-1'), 'TooManyTargets')).toEqual([])
  })

  test('are left out for a while', () => {
    const declined = new Map([
      ['a', 100],
      ['b', 200]
    ])
    expect([...stillDeclined(declined, 100).keys()]).toEqual(['b'])
  })
})
