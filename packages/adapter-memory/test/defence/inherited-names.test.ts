import { type BoundCall, Checked } from '@alb-ingress/core'
import { awsCalls as calls } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { installationFrom } from '../../src/index.js'
import { type Rule, rules } from '../account/rule-table.js'
import { stage, stepsOf } from '../workflow/stage.js'
import { servedBy } from './shop.js'

// Every object seems to have members of these names, and nobody wrote them.
const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']

const pairs = inherited.map((name) => `${name}=on`).join(',')

/** A record that does have a member called `__proto__`. */
const record = (value: unknown): Readonly<Record<string, string>> =>
  JSON.parse(`{${inherited.map((name) => `"${name}":${JSON.stringify(value)}`).join(',')}}`)

test('tags of these names are set, known again, and taken off', async () => {
  const { look, pass, account } = stage()
  const { report } = await pass(servedBy({ tags: pairs }))
  expect(report.failed).toEqual([])
  expect(stepsOf(await look(servedBy({ tags: pairs })))).toEqual([])
  const restarted = stage(JSON.parse(JSON.stringify(account())))
  expect(stepsOf(await restarted.look(servedBy({ tags: pairs })))).toEqual([])
  await restarted.pass(servedBy())
  expect(stepsOf(await restarted.look(servedBy()))).toEqual([])
  for (const name of inherited) expect(JSON.stringify(restarted.account())).not.toContain(`"${name}"`)
})

const refused = (kind: 'LoadBalancer' | 'TargetGroup' | 'Listener'): ReadonlyArray<Rule> =>
  inherited.map((name) => ({
    name: `a ${kind} has no attribute ${name}`,
    given: async (story) => {
      const made = await story.balanced()
      const id = { LoadBalancer: made.balancer, TargetGroup: made.group, Listener: made.listener }[kind]
      return calls.modify(kind, id, `Modify${kind}Attributes`, { attributes: JSON.parse(`{"${name}":"on"}`) })
    },
    expected: 'ValidationError'
  }))

rules('attributes of inherited names', [...refused('LoadBalancer'), ...refused('TargetGroup'), ...refused('Listener')])

rules(
  'actions of inherited names',
  inherited.map(
    (name): Rule => ({
      name: `there is no action ${name}`,
      given: async (story) => {
        const { balancer } = await story.balanced()
        // No plan makes such a call; a saved one might hold it.
        return { ...calls.remove('LoadBalancer', balancer), action: name } as BoundCall
      },
      expected: 'InvalidAction'
    })
  )
)

describe('settings of inherited names', () => {
  const place = { region: 'us-west-2', accountId: '123456789012', clusterName: 'demo', vpcId: 'vpc-1' }
  const codesOf = (flags: Readonly<Record<string, unknown>>): ReadonlyArray<string> =>
    Checked.findings(installationFrom({ ...place, flags })).map(({ code }) => code)

  test('are no flags, whatever they are set to', () => {
    for (const value of ['on', '', true, {}])
      expect(codesOf(record(value))).toEqual(inherited.map(() => 'account/flag'))
  })

  test('are no feature gates', () => {
    expect(codesOf({ 'feature-gates': pairs })).toEqual(inherited.map(() => 'account/gate'))
    expect(codesOf({ 'feature-gates': record(true) })).toEqual(inherited.map(() => 'account/gate'))
  })

  test('are default tags like any other', () => {
    const read = installationFrom({ ...place, flags: { 'default-tags': pairs } })
    expect(read._tag === 'Right' && Object.entries(read.right.defaultTags)).toEqual(
      inherited.map((name) => [name, 'on'])
    )
  })
})
