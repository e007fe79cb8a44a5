import { awsCalls as calls } from '@alb-ingress/core/testing'
import { type Rule, rules } from './rule-table.js'

const port = (number: number, cidr = '10.0.0.0/8') => ({
  protocol: 'tcp',
  fromPort: number,
  toPort: number,
  source: { cidr }
})
const authorise =
  (...ingress: ReadonlyArray<unknown>): Rule['given'] =>
  async (story) => {
    const id = await story.securityGroup('a')
    const change = (elements: ReadonlyArray<unknown>) =>
      calls.change('add', 'SecurityGroup', id, 'AuthorizeSecurityGroupIngress', 'ingress', elements)
    await story.done(change([port(80)]))
    return change(ingress)
  }

rules('security groups', [
  {
    name: 'a name does not begin like an id',
    given: (story) => story.newSecurityGroup('sg-a'),
    expected: 'InvalidParameterValue'
  },
  {
    name: 'a name has 255 characters at most',
    given: (story) => story.newSecurityGroup('a'.repeat(256)),
    expected: 'InvalidParameterValue'
  },
  {
    name: 'a permission that is there is a duplicate',
    given: authorise(port(443), port(80)),
    expected: 'InvalidPermission.Duplicate'
  },
  {
    name: 'host bits make no other permission',
    given: authorise(port(80, '10.1.2.3/8')),
    expected: 'InvalidPermission.Duplicate'
  },
  {
    name: 'what is no CIDR block is refused',
    given: authorise(port(80, '10.0.0.0/33')),
    expected: 'InvalidParameterValue'
  },
  {
    name: 'a source group must be there',
    given: authorise({ ...port(80), source: { securityGroup: 'sg-0' } }),
    expected: 'InvalidGroup.NotFound'
  },
  {
    name: 'a prefix list must be there',
    given: authorise({ ...port(80), source: { prefixListId: 'pl-0' } }),
    expected: 'InvalidPrefixListID.NotFound'
  },
  {
    name: 'a group has so many permissions',
    given: authorise(port(81), port(82)),
    limits: { permissionsPerSecurityGroup: 2 },
    expected: 'RulesPerSecurityGroupLimitExceeded'
  },
  {
    name: 'IPv6 is counted apart',
    given: authorise(port(81), { ...port(80), source: { cidrIpv6: '::/0' } }),
    limits: { permissionsPerSecurityGroup: 2 },
    expected: 'done'
  },
  {
    name: 'a permission that is not there cannot be revoked',
    given: async (story) =>
      calls.change('remove', 'SecurityGroup', await story.securityGroup('a'), 'RevokeSecurityGroupIngress', 'ingress', [
        port(80)
      ]),
    expected: 'InvalidPermission.NotFound'
  },
  {
    name: 'one that another group’s permission names is not deleted',
    given: async (story) => {
      const [source, target] = [await story.securityGroup('a'), await story.securityGroup('b')]
      const ingress = [{ ...port(80), source: { securityGroup: source } }]
      await story.done(
        calls.change('add', 'SecurityGroup', target, 'AuthorizeSecurityGroupIngress', 'ingress', ingress)
      )
      return calls.remove('SecurityGroup', source)
    },
    expected: 'DependencyViolation'
  },
  {
    name: 'one that is not there is not found',
    given: () => calls.remove('SecurityGroup', 'sg-00000000000000000'),
    expected: 'InvalidGroup.NotFound'
  }
])
