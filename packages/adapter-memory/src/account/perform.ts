import {
  type AwsKind,
  type BoundCall,
  type ElementsCall,
  type LoadBalancerTarget,
  own,
  type Spec,
  type Target
} from '@alb-ingress/core'
import {
  associateClassicWebAcl,
  associateWebAcl,
  createProtection,
  deleteProtection,
  disassociateClassicWebAcl,
  disassociateWebAcl
} from './add-ons.js'
import { deregisterBalancers, registerBalancers } from './balancer-targets.js'
import { modifyCapacityReservation } from './capacity.js'
import { deleteCertificate } from './certificates.js'
import { addListenerCertificates, removeListenerCertificates } from './listener-certificates.js'
import { createListener, deleteListener, modifyListener, modifyListenerAttributes } from './listeners.js'
import { text } from './literal.js'
import {
  modifyLoadBalancerAttributes,
  removeIpamPool,
  setIpAddressType,
  setIpamPool,
  setSecurityGroups,
  setSubnets
} from './load-balancer-changes.js'
import { createLoadBalancer, type Delays, deleteLoadBalancer } from './load-balancers.js'
import { authorizeIngress, revokeIngress } from './permissions.js'
import type { Permission } from './records.js'
import { declined, refuse, type Verdict } from './refusal.js'
import { deregisterTargets, registerTargets } from './registered.js'
import { createRule, deleteRule, modifyRule, setRulePriorities } from './rules.js'
import { createSecurityGroup, deleteSecurityGroup } from './security-groups.js'
import { addTags, createTags, deleteTags, removeTags, type Tags } from './tags.js'
import {
  createTargetGroup,
  deleteTargetGroup,
  modifyTargetGroup,
  modifyTargetGroupAttributes
} from './target-groups.js'
import type { World } from './world.js'

/** What an AWS action does with a call; `undefined` when the call is not of the action's shape. */
type Handler = (world: World, call: BoundCall, now: number, delays: Delays) => Verdict | undefined

/** Carries out one call, by the name of its AWS action. */
export const perform = (world: World, call: BoundCall, now: number, delays: Delays): Verdict =>
  own(handlers, call.action)?.(world, call, now, delays) ??
  declined(
    refuse(
      'InvalidAction',
      `AWS has no action ${call.action} that could ${call.do} a ${call.kind} with these parameters`
    )
  )

// Actions take their own parameters and no others: a field that AWS would set by another call makes the call malformed.
const only = (given: object, parameters: ReadonlyArray<string>): boolean =>
  Object.keys(given).every((name) => parameters.includes(name))

const creating =
  <K extends AwsKind>(
    kind: K,
    parameters: ReadonlyArray<keyof Spec<K> & string>,
    run: (world: World, spec: Partial<Spec<K>>, now: number, delays: Delays) => Verdict
  ): Handler =>
  (world, call, now, delays) =>
    call.do === 'create' && call.kind === kind && only(call.spec, parameters)
      ? // The kind has just been compared; TypeScript does not carry that over to the spec of a type parameter.
        run(world, call.spec as Partial<Spec<K>>, now, delays)
      : undefined

const modifying =
  <K extends AwsKind>(
    kind: K,
    parameters: ReadonlyArray<keyof Spec<K> & string>,
    run: (world: World, id: string, fields: Partial<Spec<K>>, now: number) => Verdict
  ): Handler =>
  (world, call, now) =>
    call.do === 'modify' && call.kind === kind && only(call.fields, parameters)
      ? // As above.
        run(world, call.subject.physicalId ?? '', call.fields as Partial<Spec<K>>, now)
      : undefined

const withElements =
  (
    way: ElementsCall['do'],
    field: string,
    run: (world: World, id: string, elements: ReadonlyArray<unknown>, now: number) => Verdict
  ): Handler =>
  (world, call, now) =>
    call.do === way && call.field === field ? run(world, call.subject.physicalId ?? '', call.elements, now) : undefined

const tagging =
  (way: 'tag' | 'untag', run: (world: World, ids: ReadonlyArray<string>, tags: Tags) => Verdict): Handler =>
  (world, call) =>
    call.do === way
      ? run(
          world,
          call.subjects.map(({ physicalId = '' }) => physicalId),
          call.tags
        )
      : undefined

const deleting =
  (kind: AwsKind, run: (world: World, id: string, now: number, delays: Delays) => Verdict): Handler =>
  (world, call, now, delays) =>
    call.do === 'delete' && call.kind === kind ? run(world, call.subject.physicalId ?? '', now, delays) : undefined

const detaching =
  (field: string, run: (world: World, id: string, value: unknown) => Verdict): Handler =>
  (world, call) =>
    call.do === 'detach' && call.field === field ? run(world, call.subject.physicalId ?? '', call.value) : undefined

// WAFv2 and WAF Classic call their actions alike.
const firstOf =
  (...alike: ReadonlyArray<Handler>): Handler =>
  (...given) => {
    for (const handler of alike) {
      const verdict = handler(...given)
      if (verdict !== undefined) return verdict
    }
    return undefined
  }

const prioritising: Handler = (world, call) =>
  call.do === 'prioritise'
    ? setRulePriorities(world, new Map(call.rules.map(({ rule, to }) => [rule.physicalId ?? '', to])))
    : undefined

// Elements travel untyped; these fields hold ARNs, permissions, load balancers and other targets.
const arns = (elements: ReadonlyArray<unknown>): ReadonlyArray<string> => elements.map((each) => text(each as string))
const permissions = (elements: ReadonlyArray<unknown>): ReadonlyArray<Permission> =>
  elements as ReadonlyArray<Permission>
const balancers = (elements: ReadonlyArray<unknown>): ReadonlyArray<LoadBalancerTarget> =>
  elements as ReadonlyArray<LoadBalancerTarget>
// AWS calls whatever is a target by an id: a load balancer by its ARN.
const targets = (elements: ReadonlyArray<unknown>): ReadonlyArray<Target> =>
  (elements as ReadonlyArray<Target | LoadBalancerTarget>).map((each) =>
    'id' in each ? each : { id: text(each.loadBalancer), port: each.port }
  )

const isOfBalancers = ({ targetGroups }: World, arn: string): boolean => targetGroups.get(arn)?.targetType === 'alb'

const handlers: Readonly<Record<string, Handler>> = {
  CreateLoadBalancer: creating(
    'LoadBalancer',
    [
      ...(['name', 'type', 'scheme', 'ipAddressType', 'subnetMappings'] as const),
      ...(['securityGroups', 'customerOwnedIpv4Pool', 'ipv4IpamPool', 'tags'] as const)
    ],
    createLoadBalancer
  ),
  SetSubnets: modifying('LoadBalancer', ['subnetMappings'], setSubnets),
  SetSecurityGroups: modifying('LoadBalancer', ['securityGroups'], setSecurityGroups),
  SetIpAddressType: modifying('LoadBalancer', ['ipAddressType'], setIpAddressType),
  ModifyLoadBalancerAttributes: modifying('LoadBalancer', ['attributes'], modifyLoadBalancerAttributes),
  ModifyCapacityReservation: modifying('LoadBalancer', ['minimumCapacity'], modifyCapacityReservation),
  ModifyIpPools: firstOf(
    modifying('LoadBalancer', ['ipv4IpamPool'], setIpamPool),
    detaching('ipv4IpamPool', removeIpamPool)
  ),
  AssociateWebACL: firstOf(
    modifying('LoadBalancer', ['webAcl'], associateWebAcl),
    modifying('LoadBalancer', ['classicWebAcl'], associateClassicWebAcl)
  ),
  DisassociateWebACL: firstOf(
    detaching('webAcl', disassociateWebAcl),
    detaching('classicWebAcl', disassociateClassicWebAcl)
  ),
  CreateProtection: modifying('LoadBalancer', ['shieldProtection'], createProtection),
  DeleteProtection: detaching('shieldProtection', deleteProtection),
  DeleteLoadBalancer: deleting('LoadBalancer', deleteLoadBalancer),

  CreateListener: creating(
    'Listener',
    [
      ...(['loadBalancer', 'port', 'protocol', 'defaultActions'] as const),
      ...(['sslPolicy', 'defaultCertificate', 'mutualAuthentication', 'tags'] as const)
    ],
    createListener
  ),
  ModifyListener: modifying(
    'Listener',
    ['protocol', 'defaultActions', 'sslPolicy', 'defaultCertificate', 'mutualAuthentication'],
    modifyListener
  ),
  ModifyListenerAttributes: modifying('Listener', ['attributes'], modifyListenerAttributes),
  AddListenerCertificates: withElements('add', 'certificates', (world, id, elements) =>
    addListenerCertificates(world, id, arns(elements))
  ),
  RemoveListenerCertificates: withElements('remove', 'certificates', (world, id, elements) =>
    removeListenerCertificates(world, id, arns(elements))
  ),
  DeleteListener: deleting('Listener', deleteListener),

  CreateRule: creating(
    'ListenerRule',
    ['listener', 'priority', 'conditions', 'actions', 'transforms', 'tags'],
    createRule
  ),
  ModifyRule: modifying('ListenerRule', ['conditions', 'actions', 'transforms'], modifyRule),
  SetRulePriorities: prioritising,
  DeleteRule: deleting('ListenerRule', deleteRule),

  CreateTargetGroup: creating(
    'TargetGroup',
    [
      ...(['name', 'targetType', 'protocol', 'protocolVersion', 'port', 'targetControlPort'] as const),
      ...(['vpcId', 'ipAddressType', 'healthCheck', 'tags'] as const)
    ],
    createTargetGroup
  ),
  ModifyTargetGroup: modifying('TargetGroup', ['healthCheck'], modifyTargetGroup),
  ModifyTargetGroupAttributes: modifying('TargetGroup', ['attributes'], modifyTargetGroupAttributes),
  RegisterTargets: withElements('add', 'targets', (world, id, elements, now) =>
    isOfBalancers(world, id)
      ? registerBalancers(world, id, balancers(elements), now)
      : registerTargets(world, id, targets(elements), now)
  ),
  DeregisterTargets: withElements('remove', 'targets', (world, id, elements, now) =>
    isOfBalancers(world, id)
      ? deregisterBalancers(world, id, balancers(elements))
      : deregisterTargets(world, id, targets(elements), now)
  ),
  DeleteTargetGroup: deleting('TargetGroup', deleteTargetGroup),

  CreateSecurityGroup: creating('SecurityGroup', ['groupName', 'description', 'vpcId', 'tags'], createSecurityGroup),
  AuthorizeSecurityGroupIngress: withElements('add', 'ingress', (world, id, elements) =>
    authorizeIngress(world, id, permissions(elements))
  ),
  RevokeSecurityGroupIngress: withElements('remove', 'ingress', (world, id, elements) =>
    revokeIngress(world, id, permissions(elements))
  ),
  DeleteCertificate: deleting('Certificate', deleteCertificate),
  DeleteSecurityGroup: deleting('SecurityGroup', deleteSecurityGroup),

  AddTags: tagging('tag', addTags),
  RemoveTags: tagging('untag', removeTags),
  CreateTags: tagging('tag', createTags),
  DeleteTags: tagging('untag', deleteTags)
}
