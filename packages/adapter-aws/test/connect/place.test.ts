import { E, type Fault } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { endpointOn, type Metadata } from '../../src/connect/metadata.js'
import { regionOf } from '../../src/connect/region.js'
import { vpcOf } from '../../src/connect/vpc.js'
import { type Canned, type Recorded, recording } from '../support/recorded.js'
import { declinedByEc2, ec2Answer } from '../support/xml.js'

const machine =
  (said: Readonly<Record<string, string>>): Metadata =>
  async (path) => {
    const answer = said[path]
    if (answer === undefined) throw new Error(`no answer to ${path}`)
    return answer
  }
const noMachine = machine({})

describe('the region', () => {
  const everything = { AWS_DEFAULT_REGION: 'eu-west-2', AWS_REGION: 'eu-west-3' }
  const inFrankfurt = machine({ 'placement/region': 'eu-central-1' })

  test.each([
    { name: 'is the one that is set', set: 'eu-west-1', environment: everything, region: 'eu-west-1' },
    { name: 'is that of AWS_DEFAULT_REGION before AWS_REGION', set: '', environment: everything, region: 'eu-west-2' },
    { name: 'is that of AWS_REGION', set: '', environment: { AWS_REGION: 'eu-west-3' }, region: 'eu-west-3' },
    { name: 'is where the machine is', set: undefined, environment: {}, region: 'eu-central-1' }
  ])('$name', async ({ set, environment, region }) => {
    expect(await regionOf({ region: set }, environment, inFrankfurt)).toEqual(E.right(region))
  })

  test('that nobody knows is a fault that says what was tried', async () => {
    const message = expect.stringMatching(/--aws-region.*AWS_DEFAULT_REGION.*AWS_REGION.*no answer to placement/)
    expect(await regionOf({}, {}, noMachine)).toMatchObject(E.left({ code: 'NoRegion', message }))
  })
})

describe('the VPC', () => {
  const find = async (
    settings: Parameters<typeof vpcOf>[0],
    {
      metadata = noMachine,
      node,
      answer
    }: { metadata?: Metadata; node?: string; answer?: (request: Recorded) => Canned }
  ): Promise<E.Either<Fault, string>> => vpcOf(settings, recording(answer).clients, metadata, node)()

  const vpcs =
    (...ids: ReadonlyArray<string>) =>
    () => ({
      body: ec2Answer('DescribeVpcs', { Vpcs: ids.map((VpcId) => ({ VpcId })) })
    })

  test('is the one that is set, and nothing is asked', async () => {
    expect(await find({ vpcId: 'vpc-1', vpcTags: { Name: 'x' } }, {})).toEqual(E.right('vpc-1'))
  })

  test('is the one with all the tags', async () => {
    const { clients, sent } = recording(vpcs('vpc-2'))
    expect(await vpcOf({ vpcTags: { Name: 'x', env: 'y' } }, clients, noMachine, undefined)()).toEqual(E.right('vpc-2'))
    expect(sent).toMatchObject([
      { parameters: { 'Filter.1.Name': 'tag:Name', 'Filter.1.Value.1': 'x', 'Filter.2.Name': 'tag:env' } }
    ])
  })

  test.each([
    { name: 'no VPC has', answer: vpcs(), says: 'no VPC has them' },
    { name: 'two have', answer: vpcs('vpc-1', 'vpc-2'), says: 'vpc-1, vpc-2 have them' }
  ])('is not known by tags that $name', async ({ answer, says }) => {
    const message = expect.stringMatching(`--aws-vpc-tags Name=x: ${says}.*--aws-vpc-id`)
    expect(await find({ vpcTags: { Name: 'x' } }, { answer })).toMatchObject(E.left({ code: 'NoVpc', message }))
  })

  test('is that of the machine', async () => {
    const metadata = machine({ mac: '0a:1b', 'network/interfaces/macs/0a:1b/vpc-id': 'vpc-3' })
    expect(await find({}, { metadata })).toEqual(E.right('vpc-3'))
  })

  test('is that of the node, where the machine does not answer', async () => {
    const answer = () => ({
      body: ec2Answer('DescribeInstances', { Reservations: [{ Instances: [{ InstanceId: 'i-1', VpcId: 'vpc-4' }] }] })
    })
    expect(await find({}, { node: 'i-1', answer })).toEqual(E.right('vpc-4'))
  })

  test.each([
    { name: 'the node is no instance', node: 'worker-1', says: 'NODENAME is "worker-1" and names no EC2 instance' },
    { name: 'AWS does not know the node', node: 'i-1', says: 'DescribeInstances: InvalidInstanceID.NotFound' }
  ])('that nobody knows is a fault that says all that was tried: $name', async ({ node, says }) => {
    const found = await find({}, { node, answer: () => declinedByEc2('InvalidInstanceID.NotFound') })
    const message = expect.stringContaining(says)
    expect(found).toMatchObject(E.left({ code: 'NoVpc', message }))
    expect(found).toMatchObject(
      E.left({ message: expect.stringMatching(/no answer to mac.*--aws-vpc-id or --aws-vpc-tags/) })
    )
  })
})

describe('the metadata of a machine', () => {
  const ipv4 = { family: 'IPv4' as const, internal: false }
  const ipv6 = { family: 'IPv6' as const, internal: false }
  const loopback = { family: 'IPv4' as const, internal: true }
  const overIpv6 = 'http://[fd00:ec2::254]'

  test.each([
    {
      name: 'is asked over IPv6 where there is no other address',
      addresses: [ipv6],
      environment: {},
      endpoint: overIpv6
    },
    { name: 'is asked as usual where there is', addresses: [ipv6, ipv4], environment: {}, endpoint: undefined },
    {
      name: 'is asked where the environment says',
      addresses: [ipv6],
      environment: { AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'IPv4' },
      endpoint: undefined
    }
  ])('$name', ({ addresses, environment, endpoint }) => {
    expect(endpointOn({ lo: [loopback], eth0: addresses }, environment)).toBe(endpoint)
  })
})
