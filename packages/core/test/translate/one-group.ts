import { type Checked, findings } from '../../src/checked/checked.js'
import {
  type Answer,
  absent,
  type Certificate,
  type Facts,
  type FactsNeeded,
  factsFrom,
  known,
  type Question,
  type SecurityGroupFact,
  type Subnet
} from '../../src/facts/facts.js'
import { type Fault, fault } from '../../src/facts/fault.js'
import { type ConfiguredGroup, configure } from '../../src/groups/configure.js'
import type { Member } from '../../src/groups/group.js'
import { defaultGates, type FeatureGates, type Installation, installation } from '../../src/install.js'
import type { Ingress } from '../../src/kubernetes/ingress.js'
import type { IngressClassParams } from '../../src/kubernetes/ingress-class-params.js'
import { keyOfObject } from '../../src/kubernetes/object.js'
import type { Secret } from '../../src/kubernetes/secret.js'
import type { Service } from '../../src/kubernetes/service.js'
import { E, O } from '../../src/prelude.js'
import type { KindName } from '../../src/resources/ref.js'
import { type ObservedResource, type Resource, resourcesOf, type Stack } from '../../src/resources/stack.js'
import { needed, translate } from '../../src/translate/translate.js'
import { annotations, backend, ingress, rule, service } from '../build.js'

// One group of Ingresses, translated: what a test does not say is a small account and a Service web.

export interface GroupGiven {
  readonly id?: string
  readonly members: ReadonlyArray<Member>
  readonly services?: ReadonlyArray<Service>
  readonly secrets?: ReadonlyArray<Secret>
  readonly gates?: Partial<FeatureGates>
  readonly install?: Partial<Installation>
  readonly subnets?: ReadonlyArray<Subnet>
  readonly securityGroups?: ReadonlyArray<SecurityGroupFact>
  readonly certificates?: ReadonlyArray<Certificate>
  /** ARNs by name. */
  readonly targetGroups?: Readonly<Record<string, string>>
  /** A question that the account cannot answer. */
  readonly unanswered?: Question['ask']
  readonly because?: Fault['kind']
  /** ARNs by name. */
  readonly trustStores?: Readonly<Record<string, string>>
  /** ARNs by name. */
  readonly webAcls?: Readonly<Record<string, string>>
  /** What can be used besides: nothing, unless a test says so. */
  readonly usable?: ReadonlyArray<'wafClassic' | 'shieldSubscription'>
  /** What the group has now. */
  readonly current?: ReadonlyArray<ObservedResource>
}

export const certificateArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-4000-8000-000000000000'

/** A subnet in an ordinary zone of the VPC, with room, IPv6 and the tag for internal load balancers. */
export const subnet = (id: string, zone: string, given: Partial<Subnet> = {}): Subnet => ({
  id,
  vpcId: 'vpc-1',
  availabilityZone: `eu-central-1${zone}`,
  locale: 'availability-zone',
  availableIpAddressCount: 200,
  ipv6CidrBlocks: ['2001:db8::/64'],
  public: true,
  tags: { 'kubernetes.io/role/internal-elb': '1' },
  ...given
})

const twoSubnets = [subnet('subnet-a', 'a'), subnet('subnet-b', 'b')]

const orAbsent = <K extends Question['ask']>(found: Parameters<typeof known<K>>[0] | undefined): Answer<K> =>
  found === undefined ? absent : known<K>(found)

const answerFor =
  (given: GroupGiven) =>
  ({ ask, about }: Question): Answer<Question['ask']> => {
    const { subnets = twoSubnets, securityGroups = [], certificates = [], trustStores = {}, targetGroups = {} } = given
    if (given.unanswered === ask) return E.left(fault(given.because ?? 'denied', 'AccessDenied', ask, 'not for you'))
    switch (ask) {
      case 'webAclNamed':
        return orAbsent<'webAclNamed'>(given.webAcls?.[about])
      case 'wafClassic':
      case 'shieldSubscription':
        return known<'wafClassic' | 'shieldSubscription'>(given.usable?.includes(ask) ?? false)
      case 'subnetsOfVpc':
        return known<'subnetsOfVpc'>(subnets)
      case 'subnet':
        return orAbsent<'subnet'>(subnets.find(({ id }) => id === about))
      case 'securityGroup':
        return orAbsent<'securityGroup'>(securityGroups.find(({ id }) => id === about))
      case 'securityGroupsNamed':
        return known<'securityGroupsNamed'>(securityGroups.filter(({ tags }) => tags.Name === about))
      case 'certificates':
        return known<'certificates'>(certificates)
      case 'targetGroupNamed':
        return orAbsent<'targetGroupNamed'>(targetGroups[about])
      case 'trustStoreNamed':
        return orAbsent<'trustStoreNamed'>(trustStores[about])
      default:
        return absent
    }
  }

/** A member of the group by its annotations, with a path to Service web unless it says otherwise. */
export const member = (
  name: string,
  short: Readonly<Record<string, string>> = {},
  { params, ...given }: Partial<Ingress> & { readonly params?: Omit<IngressClassParams, 'name'> } = {}
): Member => ({
  ingress: ingress({ name, annotations: annotations(short), rules: [rule('', backend('web'))], ...given }),
  params: params && { name: `${name}-class`, ...params }
})

export const configuredOf = (given: GroupGiven): ConfiguredGroup => {
  const { id = 'team', members, services = [service('web')], secrets = [], gates } = given
  const install = installation({
    ...{ clusterName: 'demo', region: 'eu-central-1', accountId: '123456789012', vpcId: 'vpc-1' },
    gates: { ...defaultGates, ...gates },
    ...given.install
  })
  return configure(install)({
    id,
    members,
    leaving: [],
    services: new Map(services.map((each) => [keyOfObject(each), each])),
    secrets: new Map(secrets.map((each) => [keyOfObject(each), each]))
  })
}

export const questionsOf = (given: GroupGiven): FactsNeeded => needed(configuredOf(given))

/** What the account says to the questions of the group. */
export const factsOf = (given: GroupGiven): Facts =>
  factsFrom(
    0,
    questionsOf(given).map((asked) => [asked, answerFor(given)(asked)])
  )

export const translated = (given: GroupGiven): Checked<Stack> => {
  const current = O.fromNullable(given.current && { id: given.id ?? 'team', resources: given.current })
  return translate(factsOf(given), current)(configuredOf(given))
}

/** The specs of all resources of a kind by id, or the codes of the errors. */
export const specsOf = <K extends KindName>(
  kind: K,
  checked: Checked<Stack>
): Readonly<Record<string, Resource<K>['spec']>> | ReadonlyArray<string> =>
  checked._tag === 'Left'
    ? checked.left.map(({ code }) => code)
    : Object.fromEntries(resourcesOf(checked.right, kind).map(({ id, spec }) => [id, spec]))

/** What is shown of each resource of a kind, by id; or the codes of the errors. */
export const shownOf = <K extends KindName>(
  kind: K,
  checked: Checked<Stack>,
  show: (spec: Resource<K>['spec']) => unknown
): Readonly<Record<string, unknown>> | ReadonlyArray<string> =>
  checked._tag === 'Left'
    ? checked.left.map(({ code }) => code)
    : Object.fromEntries(resourcesOf(checked.right, kind).map(({ id, spec }) => [id, show(spec)]))

/** What was noticed, as `severity code at Kind/name`. */
export const noticed = (checked: Checked<Stack>): ReadonlyArray<string> =>
  findings(checked).map(({ severity, code, at }) => `${severity} ${code} at ${at.object.kind} ${at.object.name}`)
