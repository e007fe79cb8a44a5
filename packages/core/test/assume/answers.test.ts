import { describe, expect, test } from 'vitest'
import { assumeAnswers, assumedFacts, nothingKnown } from '../../src/assume/answers.js'
import { assumeObjects } from '../../src/assume/objects.js'
import { findings } from '../../src/checked/checked.js'
import { isError } from '../../src/checked/diagnostic.js'
import { absent, answerTo, factsFrom, known, question, type Subnet } from '../../src/facts/facts.js'
import { fault } from '../../src/facts/fault.js'
import type { ConfiguredGroup } from '../../src/groups/configure.js'
import { writtenOf } from '../../src/kubernetes/written.js'
import { E, O } from '../../src/prelude.js'
import { needed, translate } from '../../src/translate/translate.js'
import { expectTold } from '../told.js'
import { anIngress, groupsIn, install } from './lone.js'

const groupsOf = (...ingresses: ReadonlyArray<unknown>): ReadonlyArray<ConfiguredGroup> =>
  groupsIn(assumeObjects(install, ingresses.map(writtenOf)).objects)

const groupOf = (annotations: Readonly<Record<string, string>>): ConfiguredGroup => {
  const [group] = groupsOf(anIngress({ annotations }))
  if (group === undefined) throw new Error('The Ingress forms no group.')
  return group
}

const subnet = (id: string, given: Partial<Subnet> = {}): Subnet => ({
  id,
  vpcId: 'vpc-1',
  availabilityZone: `eu-central-1${id.at(-1)}`,
  locale: 'availability-zone',
  availableIpAddressCount: 250,
  ipv6CidrBlocks: [],
  public: false,
  tags: {},
  ...given
})

const https = { 'listen-ports': '[{"HTTPS":443}]' }

const demanding: ReadonlyArray<{ readonly name: string; readonly annotations: Readonly<Record<string, string>> }> = [
  { name: 'nothing in particular', annotations: {} },
  { name: 'subnets by name and id', annotations: { subnets: 'left, right, subnet-0123' } },
  { name: 'one name for two subnets', annotations: { subnets: 'both, both' } },
  { name: 'dual stack', annotations: { 'ip-address-type': 'dualstack', scheme: 'internet-facing' } },
  { name: 'certificates', annotations: https },
  { name: 'security groups', annotations: { 'security-groups': 'sg-1, front' } },
  {
    name: 'a trust store',
    annotations: { ...https, 'mutual-authentication': '[{"port":443,"mode":"verify","trustStore":"clients"}]' }
  },
  { name: 'a web ACL by name', annotations: { 'wafv2-acl-name': 'guard' } },
  { name: 'Shield', annotations: { 'shield-advanced-protection': 'true' } },
  { name: 'WAF Classic', annotations: { 'waf-acl-id': 'f00d' } },
  { name: 'a network load balancer in front', annotations: { 'enable-frontend-nlb': 'true' } }
]

test.each(demanding)('a group that asks for $name is refused nothing', ({ annotations }) => {
  const group = groupOf(annotations)
  const stack = translate(assumedFacts(install, group), O.none)(group)
  expect(findings(stack).filter(isError)).toEqual([])
  const { assumed } = assumeAnswers(install, [group], nothingKnown(0, needed(group)))
  expect(assumed.length).toBeGreaterThan(0)
  for (const { code, severity } of assumed)
    expect({ code, severity }).toEqual({ code: expect.stringMatching(/^assumed\//), severity: 'hint' })
})

test('each thing is told once, with all who ask for it', () => {
  const groups = groupsOf(
    anIngress({}),
    anIngress({ name: 'b', annotations: https, hosts: ['b.example', '*.c.example'] })
  )
  const asked = groups.flatMap(needed)
  expectTold(assumeAnswers(install, groups, nothingKnown(0, asked)).assumed, [
    {
      code: 'assumed/subnet',
      at: 'Ingress shop/b metadata.annotations',
      says: ['vpc-1', 'internal', 'two', 'Ingress shop/b, Ingress shop/web'],
      remedy: ['account file']
    },
    {
      code: 'assumed/certificate',
      at: 'Ingress shop/b spec.rules[1].host',
      says: ['"*.c.example"'],
      remedy: ['certificate-arn']
    },
    { code: 'assumed/certificate', at: 'Ingress shop/b spec.rules[0].host', says: ['"b.example"'], remedy: [] }
  ])
})

describe('what the account has is believed', () => {
  const asked = question('subnetsOfVpc')

  test('a subnet that suits keeps others away, even if it is too few', () => {
    const tags = { 'kubernetes.io/role/internal-elb': '1' }
    const facts = factsFrom(0, [[asked, known<'subnetsOfVpc'>([subnet('subnet-a', { tags })])]])
    expect(assumeAnswers(install, [groupOf({})], facts)).toEqual({ facts, assumed: [] })
  })

  test('of a name that is needed twice only the missing one is assumed', () => {
    const present = subnet('subnet-a', { tags: { Name: 'both' } })
    const group = groupOf({ subnets: 'both, both' })
    const facts = factsFrom(0, [[asked, known<'subnetsOfVpc'>([present])]])
    const answer = answerTo(assumeAnswers(install, [group], facts).facts, asked)
    expect(answer).toMatchObject(
      known<'subnetsOfVpc'>([
        present,
        subnet('subnet-assumed-both-1', {
          availabilityZone: 'assumed-both-1',
          availableIpAddressCount: 0,
          ipv6CidrBlocks: ['2001:db8::/64'],
          tags: { Name: 'both' }
        })
      ])
    )
  })

  test('a wildcard certificate covers its hosts', () => {
    const certificate = { arn: 'arn:1', names: ['*.example'], certificateAuthorityArn: undefined, tags: {} }
    const facts = factsFrom(0, [[question('certificates'), known<'certificates'>([certificate])]])
    expect(assumeAnswers(install, [groupOf(https)], facts)).toEqual({ facts, assumed: [] })
  })

  test('that it has no subscription is known where it says so', () => {
    const facts = factsFrom(0, [[question('shieldSubscription'), known<'shieldSubscription'>(false)]])
    expect(assumeAnswers(install, [groupOf({ 'shield-advanced-protection': 'true' })], facts).assumed).toEqual([])
  })
})

test('a fault is no absence', () => {
  const denied = E.left(fault('denied', 'AccessDenied', 'DescribeSubnets', 'no'))
  const facts = factsFrom(0, [[question('subnetsOfVpc'), denied]])
  expect(assumeAnswers(install, [groupOf({})], facts)).toEqual({ facts, assumed: [] })
})

test('questions that nobody asked are not answered', () => {
  const { facts } = assumeAnswers(install, [groupOf(https)], factsFrom(0, [[question('certificates'), absent]]))
  expect([...facts.answers.keys()]).toEqual(['certificates '])
})
