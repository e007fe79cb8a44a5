import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { ObservedResource } from '../../src/resources/stack.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { type GroupGiven, member, questionsOf, shownOf, subnet, translated } from './one-group.js'

const named = (name: string) => ({ tags: { Name: name } })
const withClass = (ids: ReadonlyArray<string>) => ({ params: { subnets: { ids } } })
const withTags = (tags: Readonly<Record<string, ReadonlyArray<string>>>) => ({ params: { subnets: { tags } } })

/** The subnets of the load balancer, or the codes of the errors. */
const chosen = (given: GroupGiven): unknown => {
  const shown = shownOf('LoadBalancer', translated(given), ({ subnetMappings }) =>
    subnetMappings.map(({ subnetId }) => subnetId)
  )
  return 'LoadBalancer' in shown ? shown.LoadBalancer : shown
}

const present = (id: string, scheme: 'internal' | 'internet-facing', given: Partial<ObservedResource> = {}) =>
  ({
    ...{ stack: 'team', kind: 'LoadBalancer', id, physicalId: `arn:${id}`, reported: {} },
    spec: { scheme, subnetMappings: [{ subnetId: 'subnet-old' }] },
    ...given
  }) as ObservedResource<'LoadBalancer'>

const abc = [subnet('subnet-a', 'a'), subnet('subnet-b', 'b'), subnet('subnet-c', 'c')]

describe('the load balancer gets the subnets', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'that discovery finds, by id',
      given: { members: [member('a')], subnets: [subnet('subnet-b', 'a'), subnet('subnet-a', 'b')] },
      expected: ['subnet-a', 'subnet-b']
    },
    {
      name: 'that the annotation names, in that order',
      given: { members: [member('a', { subnets: 'subnet-c, subnet-a' })], subnets: abc },
      expected: ['subnet-c', 'subnet-a']
    },
    {
      name: 'that carry the name, the lowest ids first, as often as it is written',
      given: {
        members: [member('a', { subnets: 'public,public' })],
        subnets: [subnet('subnet-2', 'b', named('public')), subnet('subnet-1', 'a', named('public'))]
      },
      expected: ['subnet-1', 'subnet-2']
    },
    {
      name: 'that are named, however few addresses they have left and whichever cluster they are tagged for',
      given: {
        members: [member('a', { subnets: 'subnet-a,subnet-b' })],
        subnets: [
          subnet('subnet-a', 'a', { availableIpAddressCount: 0 }),
          subnet('subnet-b', 'b', { tags: { 'kubernetes.io/cluster/other': '' } })
        ]
      },
      expected: ['subnet-a', 'subnet-b']
    },
    {
      name: 'that its members name in different orders, as the first of them does',
      given: {
        members: [member('a', { subnets: 'subnet-b,subnet-a' }), member('b', { subnets: 'subnet-a,subnet-b' })],
        subnets: abc
      },
      expected: ['subnet-b', 'subnet-a']
    },
    {
      name: 'that the class names, by id',
      given: { members: [member('a', {}, withClass(['subnet-c', 'subnet-a']))], subnets: abc },
      expected: ['subnet-a', 'subnet-c']
    },
    {
      name: 'that the class selects by tags, one for each zone',
      given: {
        members: [member('a', {}, withTags({ tier: ['web', 'edge'] }))],
        subnets: [
          subnet('subnet-2', 'a', { tags: { tier: 'web' } }),
          subnet('subnet-1', 'a', { tags: { tier: 'edge' } }),
          subnet('subnet-3', 'b', { tags: { tier: 'web' } }),
          subnet('subnet-4', 'c', { tags: { tier: 'data' } })
        ]
      },
      expected: ['subnet-1', 'subnet-3']
    },
    {
      name: 'that it has already, whatever discovery would find now',
      given: { members: [member('a')], current: [present('LoadBalancer', 'internal')] },
      expected: ['subnet-old']
    },
    {
      name: 'that discovery finds where its scheme changes, as that is another load balancer',
      given: { members: [member('a')], current: [present('LoadBalancer', 'internet-facing')] },
      expected: ['subnet-a', 'subnet-b']
    },
    {
      name: 'that the annotation names where it has others already',
      given: {
        members: [member('a', { subnets: 'subnet-a,subnet-b' })],
        current: [present('LoadBalancer', 'internal')]
      },
      expected: ['subnet-a', 'subnet-b']
    },
    {
      name: 'that discovery finds where only another load balancer of the group has some',
      given: { members: [member('a')], current: [present('FrontendNlb', 'internal')] },
      expected: ['subnet-a', 'subnet-b']
    },
    {
      name: 'of a single zone with gate ALBSingleSubnet',
      given: { members: [member('a')], subnets: [subnet('subnet-a', 'a')], gates: { ALBSingleSubnet: true } },
      expected: ['subnet-a']
    },
    {
      name: 'of a single zone where that is a local zone',
      given: { members: [member('a')], subnets: [subnet('subnet-a', 'a', { locale: 'local-zone' })] },
      expected: ['subnet-a']
    },
    {
      name: 'not where some members leave it to their class and others do not',
      given: {
        members: [member('a', {}, withClass(['subnet-a', 'subnet-b'])), member('b', { subnets: 'subnet-a,subnet-b' })],
        subnets: abc
      },
      expected: ['group/disagree']
    },
    {
      name: 'not where members name one of them a different number of times',
      given: {
        members: [
          member('a', { subnets: 'subnet-a,subnet-b' }),
          member('b', { subnets: 'subnet-b,subnet-a,subnet-a' })
        ],
        subnets: abc
      },
      expected: ['group/disagree']
    }
  ])('$name', ({ given, expected }) => {
    expect(chosen(given)).toEqual(expected)
  })
})

describe('subnets are refused', () => {
  const at = annotationOf('subnets')
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'that do not exist, all of them at once',
      given: { members: [member('a', { subnets: 'subnet-x,office' })] },
      expected: [
        { code: 'subnets/unknown', at, says: ['"subnet-x"'], remedy: ['Check the id'] },
        { code: 'subnets/unknown', at, says: ['"office"', 'Name tag in vpc-1'], remedy: ['Name tag'] }
      ]
    },
    {
      name: 'where a name is written more often than there are subnets of that name',
      given: { members: [member('a', { subnets: 'web,web' })], subnets: [subnet('subnet-a', 'a', named('web'))] },
      expected: [{ code: 'subnets/unknown', at, says: ['"web"', 'not so many'], remedy: ['Check'] }]
    },
    {
      name: 'where two are in one zone',
      given: {
        members: [member('a', { subnets: 'subnet-a,subnet-b' })],
        subnets: [subnet('subnet-a', 'a'), subnet('subnet-b', 'a')]
      },
      expected: [
        {
          code: 'subnets/zone',
          at,
          says: ['subnet-a and subnet-b', 'eu-central-1a'],
          remedy: ['one subnet for each availability zone']
        }
      ]
    },
    {
      name: 'where a dual-stack load balancer would have one without IPv6',
      given: {
        members: [member('a', { subnets: 'subnet-a,subnet-b', 'ip-address-type': 'dualstack' })],
        subnets: [subnet('subnet-a', 'a'), subnet('subnet-b', 'b', { ipv6CidrBlocks: [] })]
      },
      expected: [{ code: 'subnets/ipv6', at, says: ['subnet-b'], remedy: ['ip-address-type ipv4'] }]
    },
    {
      name: 'where they are in zones of several sorts',
      given: {
        members: [member('a', { subnets: 'subnet-a,subnet-b' })],
        subnets: [subnet('subnet-a', 'a'), subnet('subnet-b', 'b', { locale: 'outpost' })]
      },
      expected: [{ code: 'subnets/locale', at, says: ['availability-zone, outpost'], remedy: ['subnets of one sort'] }]
    },
    {
      name: 'where there is only one, and AWS wants two',
      given: { members: [member('a', { subnets: 'subnet-a' })], subnets: abc },
      expected: [{ code: 'subnets/too-few', at, says: ['1 subnet (subnet-a)', 'needs 2'], remedy: ['another'] }]
    },
    {
      name: 'where the list is there and empty',
      given: { members: [member('a', { subnets: '' })] },
      expected: [{ code: 'subnets/none', at, says: ['empty'], remedy: ['kubernetes.io/role/elb=1'] }]
    },
    {
      name: 'where discovery leaves none, and every reason is counted',
      given: {
        members: [member('a')],
        subnets: [
          subnet('subnet-a', 'a', { availableIpAddressCount: 7 }),
          subnet('subnet-b', 'b', {
            tags: { 'kubernetes.io/role/internal-elb': '1', 'kubernetes.io/cluster/other': '' }
          })
        ]
      },
      expected: [
        {
          code: 'subnets/none',
          at: 'Ingress shop/a metadata.annotations',
          says: ['none of the 2 subnets', '1 tagged for another cluster', '1 with fewer than 8 free addresses'],
          remedy: ['kubernetes.io/role/internal-elb=1']
        }
      ]
    },
    {
      name: 'where the account may not be asked for them',
      given: { members: [member('a')], unanswered: 'subnetsOfVpc', because: 'denied' },
      expected: [
        {
          code: 'fact/unavailable',
          at: 'Ingress shop/a metadata.annotations',
          says: ['subnetsOfVpc', 'AccessDenied'],
          remedy: ['the right to make this call']
        }
      ]
    },
    {
      name: 'for now, where the account does not answer',
      given: { members: [member('a')], unanswered: 'subnetsOfVpc', because: 'unavailable' },
      expected: [
        {
          code: 'fact/unavailable',
          at: 'Ingress shop/a metadata.annotations',
          says: ['subnetsOfVpc'],
          remedy: ['asked again']
        }
      ]
    }
  ])('$name', ({ given, expected }) => {
    expectTold(findings(translated(given)), expected)
  })
})

describe('the account is asked', () => {
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<string> }>([
    { name: 'for all subnets of the VPC', given: { members: [member('a')] }, expected: ['subnetsOfVpc '] },
    {
      name: 'only for those that are named by id',
      given: { members: [member('a', { subnets: 'subnet-a,subnet-b' })] },
      expected: ['subnet subnet-a', 'subnet subnet-b']
    },
    {
      name: 'for all as well where one goes by name',
      given: { members: [member('a', { subnets: 'subnet-a,web' })] },
      expected: ['subnet subnet-a', 'subnetsOfVpc ']
    }
  ])('$name', ({ given, expected }) => {
    expect(questionsOf(given).map(({ ask, about }) => `${ask} ${about}`)).toEqual(expected)
  })
})
