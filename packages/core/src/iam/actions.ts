import type { QuestionKind } from '../facts/facts.js'
import type { Installation } from '../install.js'
import type { Change } from '../resources/kind.js'
import { aboutKind, fieldsOf } from '../resources/kinds.js'
import type { AwsKind } from '../resources/ref.js'

/** An action as IAM writes it: `elasticloadbalancing:CreateRule`. */
export type IamAction = `${string}:${string}`

const services = { elbv2: 'elasticloadbalancing', ec2: 'ec2', acm: 'acm' } as const

const elb = (...actions: ReadonlyArray<string>): ReadonlyArray<IamAction> =>
  actions.map((action): IamAction => `elasticloadbalancing:${action}`)
const ec2 = (...actions: ReadonlyArray<string>): ReadonlyArray<IamAction> =>
  actions.map((action): IamAction => `ec2:${action}`)

// Other services keep these for a load balancer, by calls of their own.
const serviceOfField: Readonly<Record<string, string>> = {
  webAcl: 'wafv2',
  classicWebAcl: 'waf-regional',
  shieldProtection: 'shield'
}

/** Whether the installation has a use for a field of a kind. */
const isUsed = ({ enableWafv2, enableWaf, enableShield, gates }: Installation, field: string): boolean => {
  switch (field) {
    case 'webAcl':
      return enableWafv2
    case 'classicWebAcl':
      return enableWaf
    case 'shieldProtection':
      return enableShield
    case 'minimumCapacity':
      return gates.LBCapacityReservation
    default:
      return true
  }
}

const namesIn = (change: Change): ReadonlyArray<string> => {
  switch (change.how) {
    case 'modifiedBy':
      return [change.call]
    case 'elements':
      return [change.add, change.remove]
    case 'attached':
      return [change.attach, change.detach]
    default:
      return []
  }
}

/** The fields of a kind that the installation has a use for. */
const fieldsFor = (install: Installation, kind: AwsKind) => fieldsOf(kind).filter(([name]) => isUsed(install, name))

const serviceOf = (kind: AwsKind): string => {
  const { service } = aboutKind(kind)
  return service === 'kubernetes' ? '' : services[service]
}

/** What creates a resource of the kind. */
export const createAction = (kind: AwsKind): IamAction => `${serviceOf(kind)}:${aboutKind(kind).create}`

/** What deletes one. */
export const deleteAction = (kind: AwsKind): IamAction => `${serviceOf(kind)}:${aboutKind(kind).remove}`

/** What changes one, tags apart. */
export const changeActions = (install: Installation, kind: AwsKind): ReadonlyArray<IamAction> =>
  fieldsFor(install, kind).flatMap(([field, { change }]) =>
    namesIn(change).map((name): IamAction => `${serviceOfField[field] ?? serviceOf(kind)}:${name}`)
  )

/** What sets and removes tags of one. */
export const tagActions = (kind: AwsKind): ReadonlyArray<IamAction> =>
  fieldsOf(kind).flatMap(
    ([, { change }]): ReadonlyArray<IamAction> =>
      change.how === 'retagged' ? [`${serviceOf(kind)}:${change.add}`, `${serviceOf(kind)}:${change.remove}`] : []
  )

const subnets = ec2('DescribeSubnets', 'DescribeAvailabilityZones', 'DescribeRouteTables')
const groups = ec2('DescribeSecurityGroups')

/** What answers each question. */
const questions: Readonly<Record<QuestionKind, ReadonlyArray<IamAction>>> = {
  subnetsOfVpc: subnets,
  subnet: subnets,
  securityGroup: groups,
  securityGroupsNamed: groups,
  securityGroupRules: groups,
  securityGroupsOfCluster: groups,
  certificates: ['acm:ListCertificates', 'acm:DescribeCertificate'],
  targetGroupNamed: elb('DescribeTargetGroups'),
  trustStoreNamed: elb('DescribeTrustStores'),
  webAclNamed: ['wafv2:ListWebACLs'],
  wafClassic: ['waf-regional:ListWebACLs'],
  shieldSubscription: ['shield:GetSubscriptionState'],
  vpc: ec2('DescribeVpcs'),
  instance: ec2('DescribeInstances'),
  networkInterface: ec2('DescribeNetworkInterfaces'),
  networkInterfaceWithAddress: ec2('DescribeNetworkInterfaces'),
  targets: elb('DescribeTargetHealth')
}

const questionsAskedBy = ({ enableWafv2, enableWaf, enableShield }: Installation): ReadonlyArray<QuestionKind> => {
  const idle = new Set<QuestionKind>([
    ...(enableWafv2 ? [] : (['webAclNamed'] as const)),
    ...(enableWaf ? [] : (['wafClassic'] as const)),
    ...(enableShield ? [] : (['shieldSubscription'] as const))
  ])
  // Object.keys forgets which keys a record has.
  return (Object.keys(questions) as ReadonlyArray<QuestionKind>).filter((kind) => !idle.has(kind))
}

/** What finds resources of each kind. */
const observed: Readonly<Record<AwsKind, ReadonlyArray<IamAction>>> = {
  SecurityGroup: groups,
  Certificate: ['acm:ListCertificates', 'acm:DescribeCertificate', 'acm:ListTagsForCertificate'],
  LoadBalancer: elb('DescribeLoadBalancers', 'DescribeTags'),
  TargetGroup: elb('DescribeTargetGroups', 'DescribeTags', 'DescribeTargetHealth'),
  Listener: elb('DescribeListeners', 'DescribeTags'),
  ListenerRule: elb('DescribeRules', 'DescribeTags')
}

/** What reads the fields that cost a call of their own. */
const details: Readonly<Record<string, ReadonlyArray<IamAction>>> = {
  'LoadBalancer.attributes': elb('DescribeLoadBalancerAttributes'),
  'LoadBalancer.webAcl': ['wafv2:GetWebACLForResource'],
  'LoadBalancer.classicWebAcl': ['waf-regional:GetWebACLForResource'],
  'LoadBalancer.shieldProtection': ['shield:DescribeProtection'],
  'LoadBalancer.minimumCapacity': elb('DescribeCapacityReservation'),
  'TargetGroup.attributes': elb('DescribeTargetGroupAttributes'),
  'Listener.attributes': elb('DescribeListenerAttributes'),
  'Listener.certificates': elb('DescribeListenerCertificates')
}

/** Fields of a kind that are read by calls which nobody has written down here. */
export const undeclaredDetails = (kinds: ReadonlyArray<AwsKind>): ReadonlyArray<string> =>
  kinds.flatMap((kind) =>
    fieldsOf(kind)
      .filter(([name, { detail }]) => detail && details[`${kind}.${name}`] === undefined)
      .map(([name]) => `${kind}.${name}`)
  )

const detailsOf = (install: Installation, kind: AwsKind): ReadonlyArray<IamAction> =>
  fieldsFor(install, kind).flatMap(([name]) => details[`${kind}.${name}`] ?? [])

/** All that is read for an installation that has resources of these kinds. */
export const readActions = (install: Installation, kinds: ReadonlyArray<AwsKind>): ReadonlyArray<IamAction> => [
  // The VPC is found by its tags, or by the instance that the program runs on.
  ...ec2('DescribeVpcs', 'DescribeInstances'),
  ...questionsAskedBy(install).flatMap((kind) => questions[kind]),
  ...kinds.flatMap((kind) => [...observed[kind], ...detailsOf(install, kind)])
]
