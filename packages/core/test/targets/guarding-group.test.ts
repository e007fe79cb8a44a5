import { describe, expect, test } from 'vitest'
import { guardingGroup } from '../../src/targets/guarding-group.js'

const cluster = { 'kubernetes.io/cluster/demo': 'owned' }
const tags: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain: {},
  marked: cluster,
  also: { 'kubernetes.io/cluster/demo': '' },
  other: { 'kubernetes.io/cluster/another': 'owned' },
  team: { ...cluster, team: 'shop', stage: 'live' },
  elsewhere: { ...cluster, team: 'pay', stage: 'live' }
}
const fact = (id: string) => (tags[id] === undefined ? undefined : { id, vpcId: 'vpc-1', tags: tags[id] })

const cases: ReadonlyArray<{
  name: string
  groups: ReadonlyArray<string>
  interfaceTags?: Readonly<Record<string, string>>
  expected: string | undefined
}> = [
  { name: 'the only one, marked or not', groups: ['plain'], expected: 'plain' },
  {
    name: 'of several the one that is marked for the cluster',
    groups: ['plain', 'marked', 'other'],
    expected: 'marked'
  },
  { name: 'by the key of the tag, whatever its value', groups: ['plain', 'also'], expected: 'also' },
  { name: 'none, where none is marked', groups: ['plain', 'other'], expected: undefined },
  { name: 'none, where two are marked', groups: ['marked', 'also'], expected: undefined },
  { name: 'none, where there is none', groups: [], expected: undefined },
  { name: 'none, where nobody knows the tags', groups: ['gone', 'lost'], expected: undefined },
  {
    name: 'of two that are marked the one with all other tags',
    groups: ['marked', 'team', 'elsewhere'],
    interfaceTags: { team: 'shop', stage: 'live' },
    expected: 'team'
  },
  {
    name: 'none with only some of them',
    groups: ['marked', 'elsewhere'],
    interfaceTags: { team: 'shop', stage: 'live' },
    expected: undefined
  }
]

describe('the security group in which ports are opened', () => {
  test.each(cases)('$name', ({ groups, interfaceTags = {}, expected }) => {
    expect(guardingGroup(groups, fact, { clusterName: 'demo', interfaceTags })).toBe(expected)
  })
})
