import {
  type Answer,
  absent,
  type Facts,
  type FactsNeeded,
  factsFrom,
  known,
  type Question
} from '../src/facts/facts.js'

const subnet = (zone: string, isPublic: boolean) => ({
  id: `subnet-${isPublic ? 'pub' : 'prv'}${zone}`,
  vpcId: 'vpc-1',
  availabilityZone: `eu-central-1${zone}`,
  locale: 'availability-zone' as const,
  availableIpAddressCount: 200,
  ipv6CidrBlocks: [],
  public: isPublic,
  tags: { [isPublic ? 'kubernetes.io/role/elb' : 'kubernetes.io/role/internal-elb']: '1' }
})

const subnets = ['a', 'b', 'c'].flatMap((zone) => [subnet(zone, true), subnet(zone, false)])

const certificates = [
  {
    arn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
    names: ['example.com', '*.example.com'],
    certificateAuthorityArn: undefined,
    tags: {}
  }
]

const answerFor = ({ ask, about }: Question): Answer<Question['ask']> => {
  switch (ask) {
    case 'subnetsOfVpc':
      return known<'subnetsOfVpc'>(subnets)
    case 'certificates':
      return known<'certificates'>(certificates)
    case 'subnet': {
      const found = subnets.find(({ id }) => id === about)
      return found === undefined ? absent : known<'subnet'>(found)
    }
    default:
      return absent
  }
}

/** A small account that answers what is asked, and nothing else: three zones, and one certificate for example.com. */
export const answersTo = (needed: FactsNeeded): Facts =>
  factsFrom(
    0,
    needed.map((asked) => [asked, answerFor(asked)])
  )
