import { describe, expect, test } from 'vitest'
import { matchRules, type ObservedRule, type Rule } from '../../src/plan/match-rules.js'
import type { Created } from '../../src/plan/settle.js'
import type { Action } from '../../src/resources/action.js'
import { keyOf, refTo } from '../../src/resources/ref.js'

const listener = refTo({ stack: 'web', kind: 'Listener', id: '80' }, 'arn')
const group = { stack: 'web', kind: 'TargetGroup', id: 'a' } as const
const forward = (given: Partial<Extract<Action, { type: 'forward' }>> = {}): Action => ({
  type: 'forward',
  targetGroups: [{ targetGroup: refTo(group, 'arn') }],
  ...given
})

const rule = (priority: number, action: Action, path = '/'): Rule => ({
  stack: 'web',
  kind: 'ListenerRule',
  id: `80:${priority}`,
  spec: { listener, priority, conditions: [{ field: 'path-pattern', values: [path] }], actions: [action] }
})

const there = (priority: number, action: Action, path = '/'): ObservedRule => ({
  ...rule(priority, action, path),
  physicalId: `arn-${priority}`,
  reported: {}
})

const none: Created = new Map()
const matched = (desired: ReadonlyArray<Rule>, observed: ReadonlyArray<ObservedRule>, created: Created = none) =>
  matchRules(desired, observed, created).map((match) => match?.physicalId)

describe('rules match by content', () => {
  const stickiness = { enabled: true, durationSeconds: 60 }

  test.each<{ name: string; desired: Action; observed: Action; same: boolean }>([
    {
      name: 'the weight of a single target group says nothing',
      desired: forward(),
      observed: forward({ targetGroups: [{ targetGroup: refTo(group, 'arn'), weight: 1 }] }),
      same: true
    },
    {
      name: 'stickiness that nobody declares says nothing',
      desired: forward(),
      observed: forward({ stickiness }),
      same: true
    },
    {
      name: 'stickiness that is declared is compared',
      desired: forward({ stickiness }),
      observed: forward(),
      same: false
    },
    {
      name: 'a redirect that says nothing of a part keeps it',
      desired: { type: 'redirect', statusCode: 'HTTP_301', port: '443' },
      observed: {
        type: 'redirect',
        statusCode: 'HTTP_301',
        port: '443',
        host: '#{host}',
        path: '/#{path}',
        query: '#{query}',
        protocol: '#{protocol}'
      },
      same: true
    },
    {
      name: 'another target group is another content',
      desired: forward(),
      observed: forward({ targetGroups: [{ targetGroup: refTo({ ...group, superseded: 1 }, 'arn') }] }),
      same: false
    }
  ])('$name', ({ desired, observed, same }) => {
    expect(matched([rule(1, desired)], [there(1, observed)])).toEqual([same ? 'arn-1' : undefined])
  })

  test('whatever their numbers, equal ones in order', () => {
    const desired = [rule(1, forward(), '/b'), rule(2, forward(), '/a'), rule(3, forward(), '/a')]
    const observed = [there(4, forward(), '/a'), there(5, forward(), '/b'), there(9, forward(), '/a')]
    expect(matched(desired, observed)).toEqual(['arn-5', 'arn-4', 'arn-9'])
  })

  test('never where they refer to what is about to be created: AWS has something else under that name', () => {
    const created: Created = new Map([[keyOf(group), { because: 'absent' }]])
    expect(matched([rule(1, forward())], [there(1, forward())], created)).toEqual([undefined])
  })
})
