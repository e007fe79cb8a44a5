import type { Installation } from '../install.js'
import type { AwsKind } from '../resources/ref.js'
import { changeActions, createAction, deleteAction, type IamAction, readActions, tagActions } from './actions.js'
import { onBehalf } from './on-behalf.js'
import { type ArnsOfPlace, arnsIn, type PolicyPlace } from './place.js'
import { anyone, type Conditions, type Statement, statement, tagged, tagStays } from './statement.js'
import { takingOver } from './taking-over.js'

/** A policy of IAM. */
export interface IamPolicy {
  readonly Version: '2012-10-17'
  readonly Statement: ReadonlyArray<Statement>
}

/**
 * `read`: what it takes to look, and to plan. `change`: the rest. `all`: both. `take-over`: what it takes besides, as long as there is something that AWS ALB
 * Ingress Controller 1.x made.
 */
export type PolicyPart = 'all' | 'read' | 'change' | 'take-over'

/** As many characters as IAM takes into a managed policy, white space not counted. */
export const largestPolicy = 6144

/** The size of a policy as IAM counts it. */
export const policySize = (policy: IamPolicy): number => JSON.stringify(policy).replace(/\s/g, '').length

/** Kinds of which the installation may have resources. */
const kindsOf = ({ gates }: Installation): ReadonlyArray<AwsKind> => [
  ...(['SecurityGroup', 'LoadBalancer', 'TargetGroup', 'Listener', 'ListenerRule'] as const),
  ...(gates.EnableCertificateManagement ? (['Certificate'] as const) : [])
]

const isOf =
  (service: string) =>
  (action: IamAction): boolean =>
    action.startsWith(`${service}:`)

const isReading = (action: IamAction): boolean => /:(?:Describe|Get|List)/.test(action)

const ofBalancers = (
  install: Installation,
  { clusterName }: PolicyPlace,
  arns: ArnsOfPlace
): ReadonlyArray<Statement> => {
  const kinds = ['LoadBalancer', 'TargetGroup'] as const
  const changes = kinds.flatMap((kind) => changeActions(install, kind))
  const changed = changes.filter(isOf('elasticloadbalancing'))
  const registered = changed.filter((action) => /:(?:R|Der)egisterTargets$/.test(action))
  const ours = changed.filter((action) => !registered.includes(action))
  return [
    ...statement(
      'CreateBalancersAndTargetGroups',
      kinds.map(createAction),
      [anyone],
      tagged('RequestTag', clusterName)
    ),
    ...statement('TagWhatIsCreated', ['elasticloadbalancing:AddTags'], [anyone], tagged('RequestTag', clusterName), {
      StringEquals: { 'elasticloadbalancing:CreateAction': ['CreateLoadBalancer', 'CreateTargetGroup'] }
    }),
    ...statement(
      'ChangeBalancersAndTargetGroups',
      [...ours, ...kinds.flatMap((kind) => [deleteAction(kind), ...tagActions(kind)])],
      [anyone],
      tagged('ResourceTag', clusterName),
      tagStays
    ),
    // A binding of a user may name a target group that others made.
    ...statement('RegisterTargets', registered, arns.targetGroups)
  ]
}

const ofListeners = (install: Installation, arns: ArnsOfPlace): ReadonlyArray<Statement> => {
  const kinds = ['Listener', 'ListenerRule'] as const
  const actions = kinds.flatMap((kind) => [createAction(kind), deleteAction(kind), ...changeActions(install, kind)])
  const tags = install.gates.ListenerRulesTagging ? kinds.flatMap(tagActions) : []
  return [
    ...statement('ListenersAndRules', actions, [...arns.loadBalancers, ...arns.listeners, ...arns.rules]),
    ...statement('TagListenersAndRules', tags, [...arns.listeners, ...arns.rules])
  ]
}

const ofSecurityGroups = (install: Installation, place: PolicyPlace, arns: ArnsOfPlace): ReadonlyArray<Statement> => {
  const { clusterName, vpcId } = place
  const rules = changeActions(install, 'SecurityGroup')
  const inVpc: Conditions = vpcId === anyone ? {} : { ArnLike: { 'ec2:Vpc': arns.vpcs } }
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
      'ChangeSecurityGroups',
      [...tagActions('SecurityGroup'), deleteAction('SecurityGroup')],
      arns.securityGroups,
      tagged('ResourceTag', clusterName),
      tagStays
    ),
    // Those of nodes and Pods have no tag of ours.
    ...statement('OpenNodesAndPods', rules, arns.securityGroups, inVpc)
  ]
}

const ofCertificates = (
  install: Installation,
  { clusterName }: PolicyPlace,
  arns: ArnsOfPlace
): ReadonlyArray<Statement> =>
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

const reading = (install: Installation, { roles = [] }: PolicyPlace): ReadonlyArray<Statement> => [
  ...statement('Read', readActions(install, kindsOf(install)), [anyone]),
  ...statement('ReadOnBehalf', onBehalf(install).filter(isReading), [anyone]),
  ...statement('AssumeRoles', roles.length === 0 ? [] : ['sts:AssumeRole'], roles)
]

const changing = (install: Installation, place: PolicyPlace): ReadonlyArray<Statement> => {
  const arns = arnsIn(place)
  return [
    ...ofBalancers(install, place, arns),
    ...ofListeners(install, arns),
    ...ofSecurityGroups(install, place, arns),
    ...ofCertificates(install, place, arns),
    ...ofAddOns(install),
    ...statement(
      'ChangeOnBehalf',
      onBehalf(install).filter((action) => !isReading(action)),
      [anyone]
    ),
    ...statement('FirstLoadBalancerOfAnAccount', ['iam:CreateServiceLinkedRole'], [anyone], {
      StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' }
    })
  ]
}

const statementsOf = (install: Installation, place: PolicyPlace, part: PolicyPart): ReadonlyArray<Statement> => {
  switch (part) {
    case 'all':
      return [...reading(install, place), ...changing(install, place)]
    case 'read':
      return reading(install, place)
    case 'change':
      return changing(install, place)
    case 'take-over':
      return takingOver(place.clusterName)
  }
}

/**
 * The least that an installation needs, from what the kinds declare and what answers questions. What is made must carry the tag of the cluster, and what
 * is changed or deleted must have it, where IAM can tell.
 */
export const iamPolicy = (install: Installation, place: PolicyPlace, part: PolicyPart = 'all'): IamPolicy => ({
  Version: '2012-10-17',
  Statement: statementsOf(install, place, part)
})
