import { expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import { backend, rule } from '../build.js'
import { expectTold } from '../told.js'
import { member, noticed, shownOf, translated } from './one-group.js'

const conditions = (short: Readonly<Record<string, string>>, ...hosts: ReadonlyArray<string>): unknown =>
  shownOf(
    'ListenerRule',
    translated({ members: [member('a', short, { rules: hosts.map((host) => rule(host, backend('web'), '/x')) })] }),
    (spec) => spec.conditions.map((each) => ('values' in each ? each.values : each.field))
  )

const ofPath = [['/x', '/x/*']]

test.each([
  {
    name: 'left out: a host counts',
    short: {},
    hosts: ['a.example'],
    expected: { '80:1': [['a.example'], ...ofPath] }
  },
  {
    name: 'false: a host counts',
    short: { 'ignore-host-header': 'false' },
    hosts: ['a.example'],
    expected: { '80:1': [['a.example'], ...ofPath] }
  },
  {
    name: 'true: every rule of the Ingress answers every host',
    short: { 'ignore-host-header': 'true' },
    hosts: ['a.example', ''],
    expected: { '80:1': ofPath, '80:2': ofPath }
  },
  {
    name: 'true: hosts that conditions add still count',
    short: {
      'ignore-host-header': 't',
      'conditions.web': '[{"field":"host-header","hostHeaderConfig":{"values":["b.example"]}}]'
    },
    hosts: ['a.example'],
    expected: { '80:1': [['b.example'], ...ofPath] }
  }
])('ignore-host-header $name', ({ short, hosts, expected }) => {
  expect(conditions(short, ...hosts)).toEqual(expected)
})

test('it counts for its own Ingress alone', () => {
  const rules = [rule('a.example', backend('web'), '/x', 'Exact')]
  const members = [member('a', { 'ignore-host-header': 'true' }, { rules }), member('b', {}, { rules })]
  const checked = translated({ members })
  expect(shownOf('ListenerRule', checked, ({ conditions: all }) => all.length)).toEqual({ '80:1': 1, '80:2': 2 })
  expect(noticed(checked)).toEqual(['hint annotation/former at Ingress a'])
})

test('a word that is neither true nor false is told, where the former controller took it for false', () => {
  const rules = [rule('a.example', backend('web'))]
  const checked = translated({ members: [member('a', { 'ignore-host-header': 'yes' }, { rules })] })
  expectTold(
    findings(checked).filter(({ severity }) => severity === 'error'),
    [
      {
        code: 'annotation/value',
        at: 'Ingress shop/a metadata.annotations[alb.ingress.kubernetes.io/ignore-host-header]',
        says: ['true or false', 'yes'],
        remedy: ['true or false']
      }
    ]
  )
})
