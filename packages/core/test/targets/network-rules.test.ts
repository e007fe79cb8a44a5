import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GrantedPermission } from '../../src/facts/network.js'
import type { Permission } from '../../src/resources/security-group.js'
import { isOurs, revokesTooMany, ruleChange, sharedRule, wantedTogether } from '../../src/targets/network-rules.js'

const rule = (fromPort: number, toPort = fromPort, group = 'sg-1', protocol = 'tcp'): Permission => ({
  ...{ protocol, fromPort, toPort },
  source: { securityGroup: group }
})
const together = (isRestricted: boolean, ...permissions: ReadonlyArray<Permission>) =>
  wantedTogether([new Map([['sg-nodes', permissions]])], isRestricted).get('sg-nodes')

describe('what all bindings want together', () => {
  test.each([
    { name: 'two ports of one source are one range', given: [rule(8080), rule(9443)], expected: [rule(8080, 9443)] },
    {
      name: 'two sources are two rules',
      given: [rule(80), rule(81, 81, 'sg-2')],
      expected: [rule(80), rule(81, 81, 'sg-2')]
    },
    {
      name: 'two protocols are two rules',
      given: [rule(80), rule(53, 53, 'sg-1', 'udp')],
      expected: [rule(80), rule(53, 53, 'sg-1', 'udp')]
    },
    { name: 'ports from 0 to 0 are all of them', given: [rule(0, 0), rule(80)], expected: [rule(0, 65535)] }
  ])('$name', ({ given, expected }) => {
    expect(together(true, ...given)).toEqual(expected)
  })

  test('ranges of addresses are kept one by one, and each once', () => {
    const range = (port: number): Permission => ({ ...rule(port), source: { cidr: '10.0.0.0/8' } })
    expect(together(true, range(80), range(81), range(80))).toEqual([range(80), range(81)])
  })

  const permissions = fc.array(
    fc.record({
      protocol: fc.constantFrom('tcp', 'udp'),
      port: fc.integer({ min: 1, max: 65535 }),
      source: fc.oneof(
        fc.constantFrom('sg-1', 'sg-2').map((securityGroup) => ({ securityGroup })),
        fc.constantFrom('10.0.0.0/8', '192.168.0.0/16').map((cidr) => ({ cidr }))
      )
    }),
    { maxLength: 12 }
  )
  const opens = (granted: ReadonlyArray<Permission>, asked: Permission) =>
    granted.some(
      (each) =>
        each.protocol === asked.protocol &&
        JSON.stringify(each.source) === JSON.stringify(asked.source) &&
        each.fromPort <= asked.fromPort &&
        each.toPort >= asked.toPort
    )

  test('opens every port that somebody wants, in whatever order bindings come', () => {
    fc.assert(
      fc.property(permissions, fc.boolean(), (drawn, isRestricted) => {
        const wanted = drawn.map(({ port, ...rest }): Permission => ({ ...rest, fromPort: port, toPort: port }))
        const contributions = wanted.map((each) => new Map([['sg-nodes', [each]]]))
        const granted = wantedTogether(contributions, isRestricted).get('sg-nodes') ?? []
        expect(wanted.every((each) => opens(granted, each))).toBe(true)
        expect(wantedTogether([...contributions].reverse(), isRestricted).get('sg-nodes') ?? []).toEqual(granted)
      })
    )
  })

  test('is granted once, and then there is nothing left to do', () => {
    fc.assert(
      fc.property(permissions, permissions, fc.boolean(), (drawn, held, areOurs) => {
        const of = ({ port, ...rest }: (typeof drawn)[number]): Permission => ({
          ...rest,
          fromPort: port,
          toPort: port
        })
        const wanted = together(true, ...drawn.map(of)) ?? []
        const granted = (together(false, ...held.map(of)) ?? []).map(
          (each): GrantedPermission => (areOurs ? { ...each, description: sharedRule } : each)
        )
        const { grant, revoke } = ruleChange(wanted, granted)
        const after = [...granted.filter((each) => !revoke.includes(each)), ...grant]
        expect(ruleChange(wanted, after)).toEqual({ grant: [], revoke: [] })
        if (!areOurs) expect(revoke).toEqual([])
      })
    )
  })
})

describe('a rule is ours', () => {
  test.each([
    [sharedRule, true],
    [`a=b,${sharedRule}`, true],
    [`${sharedRule},z=y`, true],
    [`some words ${sharedRule}`, true],
    [`${sharedRule}d`, false],
    [`x${sharedRule}`, false],
    ['made by hand', false],
    ['', false]
  ])('by the description "%s": %s', (description, expected) => {
    expect(isOurs({ ...rule(80), description })).toBe(expected)
  })

  test('not without a description', () => {
    expect(isOurs(rule(80))).toBe(false)
  })
})

describe('too much to take back', () => {
  test.each([
    { revoked: 5, ours: 5, share: 0.5, expected: false },
    { revoked: 6, ours: 6, share: 0.5, expected: true },
    { revoked: 6, ours: 12, share: 0.5, expected: false },
    { revoked: 7, ours: 12, share: 0.5, expected: true },
    { revoked: 50, ours: 50, share: 1, expected: false }
  ])('$revoked of $ours with a share of $share: $expected', ({ revoked, ours, share, expected }) => {
    expect(revokesTooMany(revoked, ours, share)).toBe(expected)
  })
})
