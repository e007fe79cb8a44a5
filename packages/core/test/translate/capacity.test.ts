import { describe, expect, test } from 'vitest'
import { type GroupGiven, member, specsOf, translated } from './one-group.js'

const key = 'minimum-load-balancer-capacity'
const units = (text: string) => ({ [key]: `CapacityUnits=${text}` })
const ofClass = (capacityUnits: number) => ({ params: { capacityUnits } })

/** The capacity of the load balancer, or the codes of the errors. */
const capacityOf = (given: GroupGiven): unknown => {
  const balancers = specsOf('LoadBalancer', translated(given))
  if (Array.isArray(balancers)) return balancers
  const [balancer] = Object.values(balancers)
  return balancer !== undefined && 'minimumCapacity' in balancer ? balancer.minimumCapacity : 'nothing is said'
}

describe('the capacity of the load balancer', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'is left as it is where nobody speaks of it',
      given: { members: [member('a')] },
      expected: 'nothing is said'
    },
    { name: 'is what a member says', given: { members: [member('a'), member('b', units('500'))] }, expected: 500 },
    { name: 'may be none at all', given: { members: [member('a', units('0'))] }, expected: 0 },
    {
      name: 'is not said by an empty text',
      given: { members: [member('a', { [key]: '' }), member('b', units('500'))] },
      expected: 500
    },
    {
      name: 'is a number that members may write in several ways',
      given: { members: [member('a', units('500')), member('b', units('0500')), member('c', units('+500'))] },
      expected: 500
    },
    {
      name: 'is one for the group',
      given: { members: [member('a', units('500')), member('b', units('600'))] },
      expected: ['group/disagree']
    },
    {
      name: 'must be readable',
      given: { members: [member('a', { [key]: 'units=1' })] },
      expected: ['annotation/value']
    },
    {
      name: 'is that of the class of the first member, and annotations are not read',
      given: { members: [member('a', { [key]: 'nonsense' }, ofClass(1500)), member('b', units('600'))] },
      expected: 1500
    },
    {
      name: 'is not that of the class of a later member',
      given: { members: [member('a'), member('b', units('600'), ofClass(1500))] },
      expected: 600
    },
    {
      name: 'is not even read while the gate is off',
      given: { members: [member('a', { [key]: 'nonsense' })], gates: { LBCapacityReservation: false } },
      expected: 'nothing is said'
    }
  ])('$name', ({ given, expected }) => {
    expect(capacityOf(given)).toEqual(expected)
  })
})
