import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { Installation } from '../../src/install.js'
import { isRef } from '../../src/resources/ref.js'
import { backend, rule } from '../build.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { type GroupGiven, member, questionsOf, shownOf, specsOf, translated } from './one-group.js'

const group = (id: string, name?: string) => ({
  id,
  vpcId: 'vpc-1',
  tags: name === undefined ? ({} as Readonly<Record<string, string>>) : { Name: name }
})
const securityGroups = [group('sg-1'), group('sg-2'), group('sg-8', 'office'), group('sg-9', 'office')]

const short = (arn: unknown): unknown => (isRef(arn) ? arn.id : arn)

/** The security groups of the load balancer, and whom the targets are opened for. */
const choice = (given: GroupGiven): unknown => {
  const checked = translated({ securityGroups, ...given })
  const attached = shownOf('LoadBalancer', checked, (spec) => spec.securityGroups.map(short))
  const opened = shownOf('TargetGroupBinding', checked, ({ spec }) =>
    short(spec.networking?.[0]?.from[0]?.securityGroup)
  )
  return 'LoadBalancer' in attached ? { attached: attached.LoadBalancer, opened: Object.values(opened) } : attached
}

const off: Partial<Installation> = { enableBackendSecurityGroup: false }
const given = (extra: Readonly<Record<string, string>> = {}) => member('a', { 'security-groups': 'sg-1', ...extra })
const rulesAsked = { 'manage-backend-security-group-rules': 'true' }

describe('the load balancer has the security groups', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'that is made for it and that the cluster shares, and targets are opened for the shared one',
      given: { members: [member('a')] },
      expected: { attached: ['ManagedLBSecurityGroup', 'backend-sg'], opened: ['backend-sg'] }
    },
    {
      name: 'that is made for it and that the installation names',
      given: { members: [member('a')], install: { backendSecurityGroup: 'sg-shared' } },
      expected: { attached: ['ManagedLBSecurityGroup', 'sg-shared'], opened: ['sg-shared'] }
    },
    {
      name: 'that is made for it alone where nothing is shared, and targets are opened for that',
      given: { members: [member('a')], install: off },
      expected: { attached: ['ManagedLBSecurityGroup'], opened: ['ManagedLBSecurityGroup'] }
    },
    {
      name: 'that are given and no other, and targets are not opened',
      given: { members: [given()] },
      expected: { attached: ['sg-1'], opened: [undefined] }
    },
    {
      name: 'that are given, also where nothing is shared',
      given: { members: [given()], install: off },
      expected: { attached: ['sg-1'], opened: [undefined] }
    },
    {
      name: 'that are given, and the shared one where targets are to be opened all the same',
      given: { members: [given(rulesAsked)] },
      expected: { attached: ['sg-1', 'backend-sg'], opened: ['backend-sg'] }
    },
    {
      name: 'that are given, and the shared one where the installation opens targets',
      given: { members: [given()], install: { manageBackendSecurityGroupRules: true } },
      expected: { attached: ['sg-1', 'backend-sg'], opened: ['backend-sg'] }
    },
    {
      name: 'that are given, where an Ingress does not want what the installation does',
      given: {
        members: [given({ 'manage-backend-security-group-rules': 'false' })],
        install: { manageBackendSecurityGroupRules: true }
      },
      expected: { attached: ['sg-1'], opened: [undefined] }
    },
    {
      name: 'that are given: ids first, then all of each name',
      given: { members: [member('a', { 'security-groups': 'office, sg-2' })] },
      expected: { attached: ['sg-2', 'sg-8', 'sg-9'], opened: [undefined] }
    },
    {
      name: 'that is made for it where the list is empty',
      given: { members: [member('a', { 'security-groups': ' , ' })] },
      expected: { attached: ['ManagedLBSecurityGroup', 'backend-sg'], opened: ['backend-sg'] }
    },
    {
      name: 'that the first member gives, where another gives the same in another order',
      given: {
        members: [member('a', { 'security-groups': 'sg-2,sg-1' }), member('b', { 'security-groups': 'sg-1,sg-2' })]
      },
      expected: { attached: ['sg-2', 'sg-1'], opened: [undefined, undefined] }
    },
    {
      name: 'not where members give different lists',
      given: { members: [given(), member('b', { 'security-groups': 'sg-2' })] },
      expected: ['group/disagree']
    }
  ])('$name', ({ given, expected }) => {
    expect(choice(given)).toEqual(expected)
  })
})

describe('security groups are refused', () => {
  const at = annotationOf('security-groups')
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'that do not exist, all of them at once',
      given: { members: [member('a', { 'security-groups': 'sg-7,nobody' })] },
      expected: [
        { code: 'security-groups/unknown', at, says: ['"sg-7"'], remedy: ['Check the id'] },
        { code: 'security-groups/unknown', at, says: ['"nobody"', 'vpc-1'], remedy: ['not the group name'] }
      ]
    },
    {
      name: 'where targets are to be opened for a shared one that is switched off',
      given: { members: [given(rulesAsked)], install: off },
      expected: [
        {
          code: 'security-groups/no-backend',
          at: annotationOf('manage-backend-security-group-rules'),
          says: ['manage-backend-security-group-rules', '--enable-backend-security-group=false'],
          remedy: ['Switch it on', 'to false']
        }
      ]
    }
  ])('$name', ({ given, expected }) => {
    expectTold(findings(translated({ securityGroups, ...given })), expected)
  })
})

/** Who may come in, as `port source`. */
const permissions = (given: GroupGiven): unknown => {
  const shown = shownOf('SecurityGroup', translated(given), ({ ingress = [] }) =>
    ingress.map(({ fromPort, source }) => `${fromPort} ${Object.values(source).join()}`)
  )
  return 'ManagedLBSecurityGroup' in shown ? shown.ManagedLBSecurityGroup : shown
}

const cidrs = (text: string) => ({ 'inbound-cidrs': text })
const dual = { 'ip-address-type': 'dualstack' }

describe('the security group that is made lets in', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    { name: 'everybody, by default', given: { members: [member('a')] }, expected: ['80 0.0.0.0/0'] },
    {
      name: 'everybody over IPv6 too where the load balancer has it',
      given: { members: [member('a', dual)] },
      expected: ['80 0.0.0.0/0', '80 ::/0']
    },
    {
      name: 'everybody over IPv6 too where the load balancer has no public IPv4',
      given: { members: [member('a', { 'ip-address-type': 'dualstack-without-public-ipv4' })] },
      expected: ['80 0.0.0.0/0', '80 ::/0']
    },
    {
      name: 'those ranges that are named, sorted, each once',
      given: { members: [member('a', cidrs('192.0.2.0/24,10.0.0.0/8,192.0.2.0/24'))] },
      expected: ['80 10.0.0.0/8', '80 192.0.2.0/24']
    },
    {
      name: 'no IPv6 range where the load balancer has no IPv6',
      given: { members: [member('a', cidrs('10.0.0.0/8,2001:db8::/32'))] },
      expected: ['80 10.0.0.0/8']
    },
    {
      name: 'prefix lists, and then nobody else',
      given: { members: [member('a', { 'security-group-prefix-lists': 'pl-2,pl-1' })] },
      expected: ['80 pl-1', '80 pl-2']
    },
    {
      name: 'ranges and prefix lists side by side',
      given: { members: [member('a', { ...cidrs('10.0.0.0/8'), 'security-group-prefix-lists': 'pl-1' })] },
      expected: ['80 10.0.0.0/8', '80 pl-1']
    },
    {
      name: 'those that the class names, whatever the Ingress says',
      given: { members: [member('a', cidrs('10.0.0.0/8'), { params: { inboundCIDRs: ['192.0.2.0/24'] } })] },
      expected: ['80 192.0.2.0/24']
    },
    {
      name: 'on each port whom the members on it name; who names nobody goes along',
      given: {
        members: [
          member('a', { 'listen-ports': '[{"HTTP":80},{"HTTP":81}]', ...cidrs('10.0.0.0/8') }),
          member('b', {}, { rules: [rule('b.example', backend('web'))] }),
          member('c', { 'listen-ports': '[{"HTTP":82}]' })
        ]
      },
      expected: ['80 10.0.0.0/8', '81 10.0.0.0/8', '82 0.0.0.0/0']
    },
    {
      name: 'the ranges that two members name in different orders',
      given: {
        members: [member('a', cidrs('10.0.0.0/8,192.0.2.0/24')), member('b', cidrs('192.0.2.0/24,10.0.0.0/8'))]
      },
      expected: ['80 10.0.0.0/8', '80 192.0.2.0/24']
    },
    {
      name: 'nobody where two members on a port name different ranges',
      given: { members: [member('a', cidrs('10.0.0.0/8')), member('b', cidrs('192.0.2.0/24'))] },
      expected: ['group/disagree']
    }
  ])('$name', ({ given, expected }) => {
    expect(permissions(given)).toEqual(expected)
  })
})

test('the security group that is made has the name, words and VPC of the reference', () => {
  expect(specsOf('SecurityGroup', translated({ id: 'shop/a', members: [member('a')] }))).toMatchObject({
    ManagedLBSecurityGroup: {
      groupName: expect.stringMatching(/^k8s-shop-a-[0-9a-f]{10}$/),
      description: '[k8s] Managed SecurityGroup for LoadBalancer',
      vpcId: 'vpc-1'
    }
  })
})

test('the account is asked for what is given, and for nothing where nothing is', () => {
  const asked = (members: GroupGiven['members']) =>
    questionsOf({ members }).flatMap(({ ask, about }) => (ask.startsWith('securityGroup') ? `${ask} ${about}` : []))
  expect(asked([member('a')])).toEqual([])
  expect(asked([member('a', { 'security-groups': 'sg-1,office' })])).toEqual([
    'securityGroup sg-1',
    'securityGroupsNamed office'
  ])
})
