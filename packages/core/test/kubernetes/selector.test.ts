import { expect, test } from 'vitest'
import { type LabelRequirement, selects } from '../../src/kubernetes/selector.js'

const labels = { team: 'red', tier: '' }
const wants = (key: string, operator: LabelRequirement['operator'], ...values: ReadonlyArray<string>) => ({
  matchExpressions: [{ key, operator, values }]
})

test.each([
  { name: 'an empty selector takes everything', selector: {}, expected: true },
  { name: 'labels must all be there', selector: { matchLabels: { team: 'red', tier: '' } }, expected: true },
  {
    name: 'one other value is enough to miss',
    selector: { matchLabels: { team: 'red', tier: 'web' } },
    expected: false
  },
  { name: 'an absent label is not an empty one', selector: { matchLabels: { zone: '' } }, expected: false },
  { name: 'In wants one of its values', selector: wants('team', 'In', 'blue', 'red'), expected: true },
  { name: 'In misses another value', selector: wants('team', 'In', 'blue'), expected: false },
  { name: 'In misses an absent label', selector: wants('zone', 'In', ''), expected: false },
  { name: 'NotIn misses one of its values', selector: wants('team', 'NotIn', 'red'), expected: false },
  { name: 'NotIn takes an absent label', selector: wants('zone', 'NotIn', 'red'), expected: true },
  { name: 'Exists takes a label without a value', selector: wants('tier', 'Exists'), expected: true },
  { name: 'Exists misses an absent label', selector: wants('zone', 'Exists'), expected: false },
  { name: 'DoesNotExist takes an absent label', selector: wants('zone', 'DoesNotExist'), expected: true },
  { name: 'DoesNotExist misses a label that is there', selector: wants('tier', 'DoesNotExist'), expected: false },
  {
    name: 'a label named like a member of every object is absent',
    selector: wants('constructor', 'Exists'),
    expected: false
  },
  {
    name: 'labels and expressions must both hold',
    selector: { matchLabels: { team: 'red' }, ...wants('tier', 'DoesNotExist') },
    expected: false
  }
])('$name', ({ selector, expected }) => {
  expect(selects({ matchLabels: {}, matchExpressions: [], ...selector }, labels)).toBe(expected)
})
