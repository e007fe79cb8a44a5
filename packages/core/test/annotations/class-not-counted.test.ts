import { expect, test } from 'vitest'
import type { Asked } from '../../src/annotations/read.js'
import { annotations } from '../../src/annotations/registry.js'
import { settle } from '../../src/annotations/settle.js'
import { findings } from '../../src/checked/checked.js'
import { installation } from '../../src/install.js'
import { ingress } from '../build.js'

const install = installation({ clusterName: 'demo', region: 'eu-central-1', accountId: '1', vpcId: 'vpc-1' })

const ofClass = (name: string, className: string, attributes: Readonly<Record<string, string>> | undefined): Asked => ({
  ingress: ingress({ name }),
  params: { name: className, ...(attributes === undefined ? {} : { loadBalancerAttributes: attributes }) }
})

test.each<{ name: string; given: ReadonlyArray<Asked>; expected: ReadonlyArray<string> }>([
  {
    name: 'the class of the first member counts, so nothing is to be said of it',
    given: [ofClass('a', 'one', { x: '1' })],
    expected: []
  },
  {
    name: 'a class of a later member that says the same loses nothing',
    given: [ofClass('a', 'one', { x: '1' }), ofClass('b', 'two', { x: '1' })],
    expected: []
  },
  {
    name: 'a class of a later member that says something else is not used',
    given: [ofClass('a', 'one', { x: '1' }), ofClass('b', 'two', { x: '2' })],
    expected: ['two']
  },
  {
    name: 'a class of later members is told once, also where the first class says nothing',
    given: [ofClass('a', 'one', undefined), ofClass('b', 'two', { x: '2' }), ofClass('c', 'two', { x: '2' })],
    expected: ['two']
  }
])('$name', ({ given, expected }) => {
  const hints = findings(settle(annotations.loadBalancerAttributes, given, install))
  expect(hints.map(({ at }) => at.object.name)).toEqual(expected)
  for (const hint of hints) {
    expect(hint).toMatchObject({ code: 'class/not-counted', severity: 'hint' })
    expect(hint.at.path).toEqual(['spec', 'loadBalancerAttributes'])
  }
})
