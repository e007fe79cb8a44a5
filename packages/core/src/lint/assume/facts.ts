import { valueIn } from '../../checked/checked.js'
import {
  type Answers,
  type Facts,
  type FactsNeeded,
  factsFrom,
  known,
  type Question,
  type QuestionKind,
  type Subnet
} from '../../facts/facts.js'
import type { ConfiguredGroup } from '../../groups/configure.js'
import type { Installation } from '../../install.js'
import { O } from '../../prelude.js'
import { needed } from '../../translate/translate.js'

/** What is assumed of the account for one group. */
interface Assumption {
  readonly install: Installation
  readonly configured: ConfiguredGroup
  /** Every subnet that is assumed lies in a zone of its own. */
  readonly zone: () => string
}

const subnet = ({ install, zone }: Assumption, id: string, tags: Subnet['tags']): Subnet => ({
  id,
  vpcId: install.vpcId,
  availabilityZone: zone(),
  locale: 'availability-zone',
  availableIpAddressCount: 250,
  ipv6CidrBlocks: ['2001:db8::/64'],
  public: true,
  tags: { 'kubernetes.io/role/elb': '1', 'kubernetes.io/role/internal-elb': '1', ...tags }
})

const securityGroup = ({ install }: Assumption, id: string): Answers['securityGroup'] => ({
  id,
  vpcId: install.vpcId,
  tags: {}
})

const choice = ({ configured }: Assumption): Readonly<Record<string, unknown>> => {
  const subnets = valueIn(configured.shared)?.loadBalancer.subnets
  return subnets !== undefined && O.isSome(subnets) ? { ...subnets.value.value } : {}
}

const isTags = (value: unknown): value is Readonly<Record<string, ReadonlyArray<string>>> =>
  typeof value === 'object' && value !== null

/** Two subnets that suit any scheme, with the tags that a class asks for; and those that somebody names. */
const subnets = (assumption: Assumption): Answers['subnetsOfVpc'] => {
  const { named, tags } = choice(assumption)
  const wanted = isTags(tags) ? Object.entries(tags).map(([key, [value = '']]) => [key, value]) : []
  const names = Array.isArray(named) ? named.map(String) : []
  const all = [...names.map((Name) => ({ Name })), Object.fromEntries(wanted), Object.fromEntries(wanted)]
  return all.map((each: Subnet['tags'], i) => subnet(assumption, `subnet-${String(i).padStart(17, '0')}`, each))
}

const arn = ({ install }: Assumption, service: string, resource: string): string =>
  `arn:aws:${service}:${install.region}:${install.accountId}:${resource}`

/** One certificate for every host that a member names. */
const certificates = (assumption: Assumption): Answers['certificates'] => {
  const hosts = assumption.configured.group.members.flatMap(({ ingress }) => [
    ...ingress.rules.map(({ host }) => host),
    ...ingress.tls.flatMap(({ hosts }) => hosts)
  ])
  return [...new Set(hosts)]
    .filter((host) => host !== '')
    .map((host, i) => ({
      arn: arn(assumption, 'acm', `certificate/${String(i).padStart(8, '0')}-0000-4000-8000-000000000000`),
      names: [host],
      certificateAuthorityArn: [...assumption.install.allowedCertificateAuthorityArns][0],
      tags: {}
    }))
}

/** How each question is answered when nobody knows the account: so that nothing is refused for it. */
const answers: { readonly [K in QuestionKind]: (assumption: Assumption, about: string) => Answers[K] } = {
  subnetsOfVpc: subnets,
  subnet: (assumption, id) => subnet(assumption, id, {}),
  securityGroup,
  securityGroupsNamed: (assumption) => [securityGroup(assumption, 'sg-00000000000000000')],
  certificates,
  targetGroupNamed: (assumption, name) =>
    arn(assumption, 'elasticloadbalancing', `targetgroup/${name}/0000000000000000`),
  trustStoreNamed: (assumption, name) => arn(assumption, 'elasticloadbalancing', `truststore/${name}/0000000000000000`),
  webAclNamed: (assumption, name) => arn(assumption, 'wafv2', `regional/webacl/${name}/0`),
  wafClassic: () => true,
  shieldSubscription: () => true
}

const questions = (configured: ConfiguredGroup): FactsNeeded => needed(configured)

/** Answers to all that a group asks of the account, as if the account had whatever somebody names. */
export const assumedFacts = (install: Installation, configured: ConfiguredGroup): Facts => {
  let zones = 0
  const assumption: Assumption = { install, configured, zone: () => `assumed-${++zones}` }
  return factsFrom(
    0,
    questions(configured).map((asked: Question) => {
      const answer: (assumption: Assumption, about: string) => Answers[QuestionKind] = answers[asked.ask]
      return [asked, known(answer(assumption, asked.about))]
    })
  )
}
