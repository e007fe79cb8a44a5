import { beforeEach, describe, expect, test } from 'vitest'
import { answerTo, question } from '../src/facts/facts.js'
import { O } from '../src/prelude.js'
import * as calls from './aws-calls.js'
import { type MakeAwsWorld, orThrow, type Story, storyIn, subnetsOf } from './aws-story.js'

/** What reads say: of facts, of what was created, and of what costs a call of its own. */
export const readsAreHeldToTheContract = (makeWorld: MakeAwsWorld): void => {
  let story: Story
  beforeEach(async () => {
    story = storyIn(await makeWorld())
  })

  describe('facts', () => {
    test('each question has its own answer, and what is not there has none', async () => {
      const { world } = story
      const asked = [question('subnetsOfVpc'), question('subnet', 'subnet-00000000000000000')] as const
      const facts = orThrow(await world.aws.answer(asked)())
      const all = orThrow(answerTo(facts, question('subnetsOfVpc')))
      const ids = O.isSome(all) ? all.value.map(({ id }) => id) : []
      expect(ids).toEqual(expect.arrayContaining([...world.subnets]))
      expect(orThrow(answerTo(facts, question('subnet', 'subnet-00000000000000000')))).toEqual(O.none)
    })

    test('a target group is found by its name once it is there', async () => {
      const asked = question('targetGroupNamed', 'contract-a')
      const before = orThrow(await story.world.aws.answer([asked])())
      expect(orThrow(answerTo(before, asked))).toEqual(O.none)
      const arn = await story.targetGroup('contract-a')
      const after = orThrow(await story.world.aws.answer([asked])())
      expect(orThrow(answerTo(after, asked))).toEqual(O.some(arn))
    })
  })

  describe('what was created is observed', () => {
    test('a new account shows nothing', async () => {
      expect(await story.observe()).toEqual([])
    })

    test('a security group, with its permissions and tags', async () => {
      const id = await story.securityGroup('contract')
      const ingress = [{ protocol: 'tcp', fromPort: 80, toPort: 80, source: { cidr: '10.0.0.0/8' } }] as const
      await story.done(calls.change('add', 'SecurityGroup', id, 'AuthorizeSecurityGroupIngress', 'ingress', ingress))
      const found = await story.only('SecurityGroup')
      expect(found).toMatchObject({ physicalId: id, spec: { groupName: 'contract', ingress }, tags: story.tags })
    })

    test('a load balancer, with its host name', async () => {
      const arn = await story.loadBalancer('contract')
      const found = await story.only('LoadBalancer')
      expect(found.physicalId).toBe(arn)
      expect(found.spec).toMatchObject({
        name: 'contract',
        type: 'application',
        scheme: 'internal',
        ipAddressType: 'ipv4'
      })
      expect(subnetsOf(found)).toEqual([story.world.subnets[0], story.world.subnets[1]].sort())
      expect(found.tags).toMatchObject(story.tags)
      expect(found.reported.dnsName).toMatch(/^internal-contract-/)
    })

    test('listeners and rules, with their owners', async () => {
      const balancer = await story.loadBalancer('contract')
      const group = await story.targetGroup('contract-a')
      const listener = await story.listener(balancer, 80)
      const rule = await story.rule(listener, 1, '/cart', calls.forwardTo(group))
      expect(await story.only('Listener')).toMatchObject({
        physicalId: listener,
        owner: balancer,
        spec: { port: 80, protocol: 'HTTP', defaultActions: calls.respond('404') }
      })
      expect(await story.only('ListenerRule')).toMatchObject({
        physicalId: rule,
        owner: listener,
        spec: { priority: 1, conditions: calls.pathIs('/cart'), actions: [{ type: 'forward' }] }
      })
    })

    test('the control port of a target group', async () => {
      await story.done(story.newTargetGroup('contract-a', { targetControlPort: 3000 }))
      expect((await story.only('TargetGroup')).spec).toMatchObject({ targetControlPort: 3000 })
    })

    test('what former controllers tagged for the cluster, and nothing of other clusters', async () => {
      const { clusterName } = story.world.scope
      const ofIngress = { 'kubernetes.io/namespace': 'shop', 'kubernetes.io/ingress-name': 'web' }
      const tagged = (name: string, tags: Readonly<Record<string, string>>) =>
        story.done(story.newTargetGroup(name, { tags }))
      await tagged('contract-a', { ...ofIngress, [`kubernetes.io/cluster/${clusterName}`]: 'owned' })
      await tagged('contract-b', { ...ofIngress, 'kubernetes.io/cluster/of-others': 'owned' })
      await tagged('contract-c', { IngressName: 'web', Namespace: 'shop' })
      await tagged('contract-d', { team: 'shop' })
      const names = (await story.all('TargetGroup')).map(({ spec }) => ('name' in spec ? spec.name : undefined))
      expect(names.sort()).toEqual(['contract-a', 'contract-c'])
    })

    test('a target group that is created twice with the same settings is one', async () => {
      const first = await story.targetGroup('contract-a')
      expect(await story.targetGroup('contract-a')).toBe(first)
      expect(await story.only('TargetGroup')).toMatchObject({ physicalId: first, spec: { name: 'contract-a' } })
    })

    test('a load balancer that is created twice with the same settings is one', async () => {
      const first = await story.loadBalancer('contract')
      expect(await story.loadBalancer('contract')).toBe(first)
      await story.only('LoadBalancer')
    })
  })

  describe('details', () => {
    test('attributes have values where nobody set them, and keep the others when one is set', async () => {
      const arn = await story.loadBalancer('contract')
      const needed = { kind: 'LoadBalancer', physicalId: arn, field: 'attributes' } as const
      expect(await story.detail(needed)).toMatchObject({ 'idle_timeout.timeout_seconds': '60' })
      const attributes = { 'idle_timeout.timeout_seconds': '120' }
      await story.done(calls.modify('LoadBalancer', arn, 'ModifyLoadBalancerAttributes', { attributes }))
      expect(await story.detail(needed)).toMatchObject({ ...attributes, 'routing.http2.enabled': 'true' })
    })

    test('certificates by server name are apart from the default one', async () => {
      const [first, second] = story.world.certificates
      const arn = await story.listener(await story.loadBalancer('contract'), 443, {
        protocol: 'HTTPS',
        defaultCertificate: first
      })
      const needed = { kind: 'Listener', physicalId: arn, field: 'certificates' } as const
      expect(await story.detail(needed)).toEqual([])
      for (const certificate of [second, second]) {
        await story.done(calls.change('add', 'Listener', arn, 'AddListenerCertificates', 'certificates', [certificate]))
      }
      expect(await story.detail(needed)).toEqual([second])
      await story.done(calls.change('remove', 'Listener', arn, 'RemoveListenerCertificates', 'certificates', [second]))
      expect(await story.detail(needed)).toEqual([])
      expect((await story.only('Listener')).spec).toMatchObject({ defaultCertificate: first })
    })
  })
}
