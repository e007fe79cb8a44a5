import { E, O } from '../prelude.js'
import type { AssumedRole } from '../resources/target-group.js'
import type { Fault } from './fault.js'
import type { FoundTarget } from './found-target.js'
import type { GrantedPermission, Instance, NetworkInterface, Vpc } from './network.js'

/** A subnet of the account. */
export interface Subnet {
  readonly id: string
  readonly vpcId: string
  readonly availabilityZone: string
  /** `outpost` where it has an outpost ARN, else the type of its zone. */
  readonly locale: 'availability-zone' | 'local-zone' | 'wavelength-zone' | 'outpost'
  readonly availableIpAddressCount: number
  /** IPv6 blocks in state `associated`. */
  readonly ipv6CidrBlocks: ReadonlyArray<string>
  /** Its route table leads to an internet gateway; said of `subnetsOfVpc` where `publicMatters`, and false where nobody looked. */
  readonly public: boolean
  readonly tags: Readonly<Record<string, string>>
}

export interface SecurityGroupFact {
  readonly id: string
  readonly vpcId: string
  readonly tags: Readonly<Record<string, string>>
}

/** A certificate of status `ISSUED`. */
export interface Certificate {
  readonly arn: string
  /** Subject alternative names, the domain name among them. */
  readonly names: ReadonlyArray<string>
  readonly certificateAuthorityArn: string | undefined
  readonly tags: Readonly<Record<string, string>>
}

/** What can be asked of the account. Questions are wide: which subnet of a zone is taken is decided here, not there. */
export interface Answers {
  /** All subnets of the installation's VPC. */
  readonly subnetsOfVpc: ReadonlyArray<Subnet>
  /** A subnet by id, in whatever VPC it is. */
  readonly subnet: Subnet
  readonly securityGroup: SecurityGroupFact
  /** All security groups of the VPC whose tag `Name` is the subject, in AWS's order. */
  readonly securityGroupsNamed: ReadonlyArray<SecurityGroupFact>
  /** Where the question is about `tags`, with those of each; else they may be left out. */
  readonly certificates: ReadonlyArray<Certificate>
  /** The ARN of a target group that others made, by name. */
  readonly targetGroupNamed: string
  /** The ARN of a trust store, by name. */
  readonly trustStoreNamed: string
  /** The ARN of a regional web ACL of WAFv2, by name. */
  readonly webAclNamed: string
  /** Whether WAF Classic can be reached in the region of the installation. */
  readonly wafClassic: boolean
  /** Whether the account has an active subscription to Shield Advanced. */
  readonly shieldSubscription: boolean
  /** By id. */
  readonly vpc: Vpc
  /** By id. */
  readonly instance: Instance
  /** By id. */
  readonly networkInterface: NetworkInterface
  /** The interface that has a private address, of IPv4 or IPv6, in the VPC of the installation. */
  readonly networkInterfaceWithAddress: NetworkInterface
  /** The ingress permissions of a security group, by its id: each with one source. */
  readonly securityGroupRules: ReadonlyArray<GrantedPermission>
  /** Those of the VPC with a tag `kubernetes.io/cluster/<name>` of value `owned` or `shared`; the subject is the name. */
  readonly securityGroupsOfCluster: ReadonlyArray<SecurityGroupFact>
  /** All targets of a target group, by its ARN, also those that drain. */
  readonly targets: ReadonlyArray<FoundTarget>
}

export type QuestionKind = keyof Answers

/** A question; `about` is an id or a name where the question is about one thing, and empty otherwise. */
export interface Question<K extends QuestionKind = QuestionKind> {
  readonly ask: K
  readonly about: string
  /** In another account, as whom to ask. */
  readonly as?: AssumedRole
}

export const question = <K extends QuestionKind>(ask: K, about = ''): Question<K> => ({ ask, about })

export const questionKey = ({ ask, about, as }: Question): string =>
  as === undefined ? `${ask} ${about}` : `${ask} ${about} as ${as.roleArn} ${as.externalId ?? ''}`

export type FactsNeeded = ReadonlyArray<Question>

/** `none`: the account has no such thing. A fault: the account could not say. */
export type Answer<K extends QuestionKind> = E.Either<Fault, O.Option<Answers[K]>>

/** One batch of answers, each for itself, and the time at which they were given (milliseconds since 1970). */
export interface Facts {
  readonly now: number
  readonly answers: ReadonlyMap<string, Answer<QuestionKind>>
}

export const noFacts: Facts = { now: 0, answers: new Map() }

/** The answer to a question. One that was never asked is a defect: `needed` must list whatever `translate` reads. */
export const answerTo = <K extends QuestionKind>(facts: Facts, asked: Question<K>): Answer<K> => {
  const answer = facts.answers.get(questionKey(asked))
  if (answer === undefined) throw new Error(`translate reads "${questionKey(asked)}", which needed() did not ask for`)
  // The key holds the kind of question, and an answer is only ever stored under the key of its own question.
  return answer as Answer<K>
}

export const distinctQuestions = (questions: FactsNeeded): FactsNeeded => [
  ...new Map(questions.map((each) => [questionKey(each), each])).values()
]

/** Builds facts from pairs of question and answer. */
export const factsFrom = (now: number, answers: Iterable<readonly [Question, Answer<QuestionKind>]>): Facts => ({
  now,
  answers: new Map([...answers].map(([asked, answer]) => [questionKey(asked), answer]))
})

export const known = <K extends QuestionKind>(answer: Answers[K]): Answer<K> => E.right(O.some(answer))
export const absent: Answer<never> = E.right(O.none)
