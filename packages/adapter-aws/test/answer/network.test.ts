import { E, O, question } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import type { Canned, Recorded } from '../support/recorded.js'
import { some, told } from '../support/told.js'
import { declined, declinedByEc2, ec2Answer, elbv2Answer, listIn } from '../support/xml.js'

const shownInterface = {
  NetworkInterfaceId: 'eni-1',
  VpcId: 'vpc-1',
  PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.1' }, { PrivateIpAddress: '10.0.0.2' }],
  Ipv6Addresses: [{ Ipv6Address: '2001:db8::1' }],
  Ipv4Prefixes: [{ Ipv4Prefix: '10.0.0.16/28' }],
  Ipv6Prefixes: [{ Ipv6Prefix: '2001:db8:1::/80' }],
  Groups: [{ GroupId: 'sg-1' }, { GroupId: 'sg-2' }],
  Attachment: { DeviceIndex: 0 }
}
const networkInterface = {
  ...{ id: 'eni-1', vpcId: 'vpc-1', deviceIndex: 0, privateIpAddresses: ['10.0.0.1', '10.0.0.2'] },
  ...{ ipv6Addresses: ['2001:db8::1'], ipv4Prefixes: ['10.0.0.16/28'], ipv6Prefixes: ['2001:db8:1::/80'] },
  securityGroups: ['sg-1', 'sg-2']
}

/** Knows the instances i-1 and i-2, and one interface. */
const ec2 = ({ action, parameters }: Recorded): Canned => {
  const ids = listIn(parameters, action === 'DescribeInstances' ? 'InstanceId' : 'NetworkInterfaceId')
  if (ids.some((id) => id.includes('gone'))) return declinedByEc2('InvalidInstanceID.NotFound')
  const Instances = ids.map((InstanceId) => ({
    ...{ InstanceId, VpcId: 'vpc-1', Placement: { AvailabilityZone: 'eu-west-1a' } },
    NetworkInterfaces: [shownInterface]
  }))
  return {
    body: ec2Answer(
      action,
      action === 'DescribeInstances'
        ? { Reservations: Instances.map((each) => ({ Instances: [each] })) }
        : { NetworkInterfaces: [shownInterface] }
    )
  }
}

describe('machines', () => {
  test('are told with their interfaces, many by one call', async () => {
    const { answers, actions } = await told(
      ['i-1', 'i-2'].map((id) => question('instance', id)),
      ec2
    )
    const instance = (id: string) =>
      some<'instance'>({ id, vpcId: 'vpc-1', availabilityZone: 'eu-west-1a', networkInterfaces: [networkInterface] })
    expect(answers).toEqual([instance('i-1'), instance('i-2')])
    expect(actions).toEqual(['DescribeInstances'])
  })

  test('that are gone do not spoil the others', async () => {
    const { answers } = await told(
      ['i-1', 'i-gone', 'i-2'].map((id) => question('instance', id)),
      ec2
    )
    expect(answers.map((answer) => E.isRight(answer) && O.isSome(answer.right))).toEqual([true, false, true])
  })
})

describe('interfaces', () => {
  test('are told by id', async () => {
    const { answers } = await told([question('networkInterface', 'eni-1')], ec2)
    expect(answers).toEqual([some<'networkInterface'>(networkInterface)])
  })

  test('are found by any of their addresses in the VPC, each family for itself', async () => {
    const addresses = ['10.0.0.2', '2001:db8::1', '10.9.9.9']
    const { answers, sent } = await told(
      addresses.map((each) => question('networkInterfaceWithAddress', each)),
      ec2
    )
    expect(answers).toEqual([some(networkInterface), some(networkInterface), E.right(O.none)])
    expect(sent).toMatchObject([
      { parameters: { 'Filter.1.Value.1': 'vpc-1', 'Filter.2.Name': 'addresses.private-ip-address' } },
      { parameters: { 'Filter.1.Value.1': 'vpc-1', 'Filter.2.Name': 'ipv6-addresses.ipv6-address' } }
    ])
  })

  test('are found by so many addresses at a time as a filter takes', async () => {
    const addresses = Array.from({ length: 400 }, (_, i) => `10.0.${i >> 8}.${i & 255}`)
    const { sent } = await told(
      addresses.map((each) => question('networkInterfaceWithAddress', each)),
      ec2
    )
    expect(sent.map(({ parameters }) => listIn(parameters, 'Filter.2.Value').length)).toEqual([199, 199, 2])
  })
})

test('a VPC has the blocks that are associated, of both families', async () => {
  const block = (CidrBlock: string, State: string) => ({ CidrBlock, CidrBlockState: { State } })
  const block6 = (Ipv6CidrBlock: string, State: string) => ({ Ipv6CidrBlock, Ipv6CidrBlockState: { State } })
  const { answers } = await told([question('vpc', 'vpc-1')], ({ action }) => ({
    body: ec2Answer(action, {
      Vpcs: [
        {
          VpcId: 'vpc-1',
          CidrBlockAssociationSet: [block('10.0.0.0/16', 'associated'), block('10.1.0.0/16', 'failed')],
          Ipv6CidrBlockAssociationSet: [block6('2001:db8::/56', 'associated')]
        }
      ]
    })
  }))
  expect(answers).toEqual([some<'vpc'>({ id: 'vpc-1', cidrBlocks: ['10.0.0.0/16', '2001:db8::/56'] })])
})

describe('targets', () => {
  const health = ({ parameters }: Recorded): Canned =>
    parameters.TargetGroupArn === 'arn:gone'
      ? declined('TargetGroupNotFound')
      : {
          body: elbv2Answer('DescribeTargetHealth', {
            TargetHealthDescriptions: [
              {
                Target: { Id: '10.0.0.1', Port: 80 },
                TargetHealth: { State: 'initial', Reason: 'Elb.RegistrationInProgress' }
              }
            ]
          })
        }

  test('are told for each target group, and one that is gone has no answer', async () => {
    const { answers } = await told(
      ['arn:a', 'arn:gone'].map((arn) => question('targets', arn)),
      health
    )
    expect(answers).toEqual([
      some<'targets'>([{ id: '10.0.0.1', port: 80, state: 'initial', reason: 'Elb.RegistrationInProgress' }]),
      E.right(O.none)
    ])
  })

  test('of another account are asked for in its role', async () => {
    const as = { roleArn: 'arn:role', externalId: 'x' }
    const { assumed } = await told([{ ...question('targets', 'arn:a'), as }, question('targets', 'arn:b')], health)
    expect(assumed).toEqual([as])
  })
})
