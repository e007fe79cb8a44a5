import { E, O, question } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Canned, Recorded } from '../support/recorded.js'
import { told } from '../support/told.js'
import { declinedByEc2, ec2Answer, listIn } from '../support/xml.js'

type Shown = Readonly<Record<string, unknown>>

const roles = [
  { Key: 'kubernetes.io/role/elb', Value: '1' },
  { Key: 'kubernetes.io/role/internal-elb', Value: '1' }
]
const subnet = (SubnetId: string, more: Shown = {}): Shown => ({
  ...{ SubnetId, VpcId: 'vpc-1', AvailabilityZone: 'eu-west-1a', AvailableIpAddressCount: 200, Tags: [] },
  ...more
})
const out = [{ GatewayId: 'igw-1' }]
const inside = [{ GatewayId: 'local' }]

const account =
  (subnets: ReadonlyArray<Shown>, more: Readonly<Record<string, Shown>> = {}) =>
  ({ action, parameters }: Recorded): Canned | undefined => {
    const shown = more[action]
    if (shown !== undefined) return { body: ec2Answer(action, shown) }
    if (action !== 'DescribeSubnets') return undefined
    const ids = listIn(parameters, 'SubnetId')
    const there = subnets.filter(({ SubnetId }) => ids.includes(String(SubnetId)))
    if (there.length < ids.length) return declinedByEc2('InvalidSubnetID.NotFound')
    return { body: ec2Answer(action, { Subnets: ids.length === 0 ? subnets : there }) }
  }

const ofVpc = async (subnets: ReadonlyArray<Shown>, more: Readonly<Record<string, Shown>> = {}) => {
  const { answers, actions } = await told([question('subnetsOfVpc')], account(subnets, more))
  const [answer] = answers
  if (answer === undefined || E.isLeft(answer) || O.isNone(answer.right)) throw new Error('there is no answer')
  return { subnets: answer.right.value, actions }
}

describe('the subnets of the VPC', () => {
  test('are told with what is chosen by', async () => {
    const { subnets } = await ofVpc([
      subnet('subnet-1', {
        Tags: roles,
        Ipv6CidrBlockAssociationSet: [
          { Ipv6CidrBlock: '2001:db8::/64', Ipv6CidrBlockState: { State: 'associated' } },
          { Ipv6CidrBlock: '2001:db9::/64', Ipv6CidrBlockState: { State: 'disassociated' } }
        ]
      })
    ])
    expect(subnets).toEqual([
      {
        ...{ id: 'subnet-1', vpcId: 'vpc-1', availabilityZone: 'eu-west-1a', locale: 'availability-zone' },
        ...{ availableIpAddressCount: 200, ipv6CidrBlocks: ['2001:db8::/64'], public: false },
        tags: { 'kubernetes.io/role/elb': '1', 'kubernetes.io/role/internal-elb': '1' }
      }
    ])
  })

  test('cost one call where tags say what they are for', async () => {
    expect((await ofVpc([subnet('subnet-1', { Tags: roles })])).actions).toEqual(['DescribeSubnets'])
  })

  test('are public by their route table, or else by the main one of the VPC', async () => {
    const { subnets } = await ofVpc(
      ['a', 'b', 'c'].map((id) => subnet(id)),
      {
        DescribeRouteTables: {
          RouteTables: [
            { VpcId: 'vpc-1', Associations: [{ Main: true }], Routes: out },
            { VpcId: 'vpc-1', Associations: [{ Main: false, SubnetId: 'b' }], Routes: inside },
            { VpcId: 'vpc-1', Associations: [{ Main: false, SubnetId: 'c' }], Routes: [...inside, ...out] }
          ]
        }
      }
    )
    expect(subnets.map(({ id, public: isPublic }) => [id, isPublic])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true]
    ])
  })

  test('are of the kind of their zone, which is asked only where its name does not say it', async () => {
    const zones = ['eu-west-1-ham-1a', 'eu-west-1-wl1-ham-wlz-1', 'eu-west-1b', 'eu-west-1c']
    const { subnets, actions } = await ofVpc(
      zones.map((AvailabilityZone, i) =>
        subnet(`${i}`, { AvailabilityZone, Tags: roles, ...(i === 3 ? { OutpostArn: 'arn:outpost' } : {}) })
      ),
      {
        DescribeAvailabilityZones: {
          AvailabilityZones: [
            { ZoneName: 'eu-west-1-ham-1a', ZoneType: 'local-zone' },
            { ZoneName: 'eu-west-1-wl1-ham-wlz-1', ZoneType: 'wavelength-zone' },
            { ZoneName: 'eu-west-1b', ZoneType: 'availability-zone' }
          ]
        }
      }
    )
    const locales = ['local-zone', 'wavelength-zone', 'availability-zone', 'outpost']
    expect(subnets.map(({ locale }) => locale)).toEqual(locales)
    expect(actions).toContain('DescribeAvailabilityZones')
  })

  test.each(['us-east-1a', 'us-gov-west-1b', 'ap-southeast-10c'])(
    'in %s need no question about the zone',
    async (AvailabilityZone) => {
      expect((await ofVpc([subnet('a', { AvailabilityZone, Tags: roles })])).actions).toEqual(['DescribeSubnets'])
    }
  )
})

test('subnets by id are asked for together, and one that is not there does not spoil the others', async () => {
  const asked = ['subnet-1', 'subnet-gone', 'subnet-2'].map((id) => question('subnet', id))
  const { answers } = await told(asked, account([subnet('subnet-1'), subnet('subnet-2', { VpcId: 'vpc-2' })]))
  expect(answers).toMatchObject([
    E.right({ value: { id: 'subnet-1', vpcId: 'vpc-1' } }),
    E.right(O.none),
    E.right({ value: { id: 'subnet-2', vpcId: 'vpc-2' } })
  ])
})
