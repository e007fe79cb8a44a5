import type { Installation } from '../install.js'
import { clusterTag } from '../resources/ownership.js'
import type { AwsKind } from '../resources/ref.js'
import { byText } from '../support/canonical.js'
import { changeActions, createAction, deleteAction, type IamAction, readActions, tagActions } from './actions.js'
import { onBehalf } from './on-behalf.js'

type Conditions = Readonly<Record<string, Readonly<Record<string, string | ReadonlyArray<string>>>>>

export interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: ReadonlyArray<IamAction>
  readonly Resource: ReadonlyArray<string>
  readonly Condition?: Conditions
}

/** A policy of IAM. */
export interface IamPolicy {
  readonly Version: '2012-10-17'
  readonly Statement: ReadonlyArray<Statement>
}

/** Whose policy it is. What is `*` is not known: the policy is then for all of them. */
export interface PolicyPlace {
  readonly partition: string
  readonly region: string
  readonly accountId: string
  readonly vpcId: string
  readonly clusterName: string
}

const anyone = '*'

const statement = (
  Sid: string,
  actions: ReadonlyArray<IamAction>,
  resources: ReadonlyArray<string>,
  ...conditions: ReadonlyArray<Conditions>
): ReadonlyArray<Statement> => {
  if (actions.length === 0) return []
  const Condition: Record<string, Readonly<Record<string, string | ReadonlyArray<string>>>> = {}
  for (const each of conditions)
    for (const [how, keys] of Object.entries(each)) Condition[how] = { ...Condition[how], ...keys }
  return [
    {
      ...{ Sid, Effect: 'Allow' as const },
      Action: [...new Set(actions)].sort(byText),
      Resource: resources,
      ...(Object.keys(Condition).length === 0 ? {} : { Condition })
    }
  ]
}

/** That the cluster's tag is in the request, or on the resource. */
const tagged = (where: 'RequestTag' | 'ResourceTag', clusterName: string): Conditions => {
  const key = `aws:${where}/${clusterTag}`
  return clusterName === anyone ? { Null: { [key]: 'false' } } : { StringEquals: { [key]: clusterName } }
}

// Nobody takes a resource over, or gives it away, by a tag.
const tagStays: Conditions = { Null: { [`aws:RequestTag/${clusterTag}`]: 'true' } }

interface Arns {
  readonly loadBalancers: ReadonlyArray<string>
  readonly targetGroups: ReadonlyArray<string>
  readonly listeners: ReadonlyArray<string>
  readonly rules: ReadonlyArray<string>
  readonly securityGroups: ReadonlyArray<string>
  readonly vpcs: ReadonlyArray<string>
  readonly certificates: ReadonlyArray<string>
}

const arnsIn = ({ partition, region, accountId, vpcId }: PolicyPlace): Arns => {
  const of = (service: string, rest: string): string => `arn:${partition}:${service}:${region}:${accountId}:${rest}`
  const sorts = ['app', 'net']
  return {
    loadBalancers: sorts.map((sort) => of('elasticloadbalancing', `loadbalancer/${sort}/*/*`)),
    targetGroups: [of('elasticloadbalancing', 'targetgroup/*/*')],
    listeners: sorts.map((sort) => of('elasticloadbalancing', `listener/${sort}/*/*/*`)),
    rules: sorts.map((sort) => of('elasticloadbalancing', `listener-rule/${sort}/*/*/*`)),
    securityGroups: [of('ec2', 'security-group/*')],
    vpcs: [of('ec2', `vpc/${vpcId}`)],
    certificates: [of('acm', 'certificate/*')]
  }
}

/** Kinds of which the installation may have resources. */
const kindsOf = ({ gates }: Installation): ReadonlyArray<AwsKind> => [
  ...(['SecurityGroup', 'LoadBalancer', 'TargetGroup', 'Listener', 'ListenerRule'] as const),
  ...(gates.EnableCertificateManagement ? (['Certificate'] as const) : [])
]

const isOf =
  (service: string) =>
  (action: IamAction): boolean =>
    action.startsWith(`${service}:`)

const ofBalancers = (install: Installation, { clusterName }: PolicyPlace, arns: Arns): ReadonlyArray<Statement> => {
  const changes = (['LoadBalancer', 'TargetGroup'] as const).flatMap((kind) => changeActions(install, kind))
  const changed = changes.filter(isOf('elasticloadbalancing'))
  const registered = changed.filter((action) => /:(?:R|Der)egisterTargets$/.test(action))
  const ours = changed.filter((action) => !registered.includes(action))
  const both = [...arns.loadBalancers, ...arns.targetGroups]
  const creations = [createAction('LoadBalancer'), createAction('TargetGroup')]
  return [
    ...statement('CreateBalancersAndTargetGroups', creations, [anyone], tagged('RequestTag', clusterName)),
    ...statement('TagWhatIsCreated', ['elasticloadbalancing:AddTags'], both, tagged('RequestTag', clusterName), {
      StringEquals: { 'elasticloadbalancing:CreateAction': ['CreateLoadBalancer', 'CreateTargetGroup'] }
    }),
    ...statement(
      'TagBalancersAndTargetGroups',
      [...tagActions('LoadBalancer'), ...tagActions('TargetGroup')],
      both,
      tagged('ResourceTag', clusterName),
      tagStays
    ),
    ...statement(
      'ChangeBalancersAndTargetGroups',
      [...ours, deleteAction('LoadBalancer'), deleteAction('TargetGroup')],
      [anyone],
      tagged('ResourceTag', clusterName)
    ),
    // A binding of a user may name a target group that others made.
    ...statement('RegisterTargets', registered, arns.targetGroups)
  ]
}

const ofListeners = (install: Installation, arns: Arns): ReadonlyArray<Statement> => {
  const kinds = ['Listener', 'ListenerRule'] as const
  const actions = kinds.flatMap((kind) => [createAction(kind), deleteAction(kind), ...changeActions(install, kind)])
  const tags = install.gates.ListenerRulesTagging ? kinds.flatMap(tagActions) : []
  return [
    ...statement('ListenersAndRules', actions, [...arns.loadBalancers, ...arns.listeners, ...arns.rules]),
    ...statement('TagListenersAndRules', tags, [...arns.listeners, ...arns.rules])
  ]
}

const ofSecurityGroups = (install: Installation, place: PolicyPlace, arns: Arns): ReadonlyArray<Statement> => {
  const { clusterName, vpcId } = place
  const rules = changeActions(install, 'SecurityGroup')
  const inVpc: Conditions = vpcId === anyone ? {} : { ArnEquals: { 'ec2:Vpc': arns.vpcs } }
  const create = createAction('SecurityGroup')
  return [
    ...statement('CreateSecurityGroups', [create], arns.securityGroups, tagged('RequestTag', clusterName)),
    ...statement('CreateSecurityGroupsInVpc', [create], arns.vpcs),
    ...statement(
      'TagCreatedSecurityGroups',
      ['ec2:CreateTags'],
      arns.securityGroups,
      tagged('RequestTag', clusterName),
      {
        StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup' }
      }
    ),
    ...statement(
      'TagSecurityGroups',
      tagActions('SecurityGroup'),
      arns.securityGroups,
      tagged('ResourceTag', clusterName),
      tagStays
    ),
    ...statement(
      'DeleteSecurityGroups',
      [deleteAction('SecurityGroup')],
      arns.securityGroups,
      tagged('ResourceTag', clusterName)
    ),
    // Those of nodes and Pods have no tag of ours.
    ...statement('OpenNodesAndPods', rules, arns.securityGroups, inVpc)
  ]
}

const ofCertificates = (install: Installation, { clusterName }: PolicyPlace, arns: Arns): ReadonlyArray<Statement> =>
  install.gates.EnableCertificateManagement
    ? [
        ...statement('RequestCertificates', [createAction('Certificate')], [anyone], tagged('RequestTag', clusterName)),
        ...statement('TagRequestedCertificates', ['acm:AddTagsToCertificate'], arns.certificates),
        ...statement(
          'DeleteCertificates',
          [deleteAction('Certificate')],
          arns.certificates,
          tagged('ResourceTag', clusterName)
        )
      ]
    : []

const ofAddOns = (install: Installation): ReadonlyArray<Statement> => {
  const actions = changeActions(install, 'LoadBalancer').filter((action) => !isOf('elasticloadbalancing')(action))
  return statement('WebAclsAndProtection', actions, [anyone])
}

/**
 * The least that an installation needs, from what the kinds declare and what answers questions. What is made must carry the tag of the cluster, and what
 * is changed or deleted must have it, where IAM can tell.
 */
export const iamPolicy = (install: Installation, place: PolicyPlace): IamPolicy => {
  const arns = arnsIn(place)
  return {
    Version: '2012-10-17',
    Statement: [
      ...statement('Read', readActions(install, kindsOf(install)), [anyone]),
      ...ofBalancers(install, place, arns),
      ...ofListeners(install, arns),
      ...ofSecurityGroups(install, place, arns),
      ...ofCertificates(install, place, arns),
      ...ofAddOns(install),
      ...statement('OnBehalf', onBehalf(install), [anyone]),
      ...statement('FirstLoadBalancerOfAnAccount', ['iam:CreateServiceLinkedRole'], [anyone], {
        StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' }
      })
    ]
  }
}
