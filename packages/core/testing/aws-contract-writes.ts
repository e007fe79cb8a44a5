import { beforeEach, describe, expect, test } from 'vitest'
import * as calls from './aws-calls.js'
import { type MakeAwsWorld, type Story, storyIn, subnetsOf } from './aws-story.js'

/** What writes do: what was changed or deleted is observed so, and what AWS declines is declined with its code. */
export const writesAreHeldToTheContract = (makeWorld: MakeAwsWorld): void => {
  let story: Story
  beforeEach(async () => {
    story = storyIn(await makeWorld())
  })

  describe('what was changed is observed', () => {
    test('subnets and security groups of a load balancer', async () => {
      const arn = await story.loadBalancer('contract')
      const group = await story.securityGroup('contract-2')
      const subnets = [story.world.subnets[1], story.world.subnets[2]]
      const subnetMappings = subnets.map((subnetId) => ({ subnetId }))
      await story.done(calls.modify('LoadBalancer', arn, 'SetSubnets', { subnetMappings }))
      await story.done(calls.modify('LoadBalancer', arn, 'SetSecurityGroups', { securityGroups: [group] }))
      const found = await story.only('LoadBalancer')
      expect(subnetsOf(found)).toEqual([...subnets].sort())
      expect(found.spec).toMatchObject({ securityGroups: [group] })
    })

    test('the health check of a target group', async () => {
      const arn = await story.targetGroup('contract-a')
      const healthCheck = { ...calls.healthCheck, path: '/healthz' }
      await story.done(calls.modify('TargetGroup', arn, 'ModifyTargetGroup', { healthCheck }))
      expect((await story.only('TargetGroup')).spec).toMatchObject({ healthCheck })
    })

    test('a load balancer that is a target, and no target any more', async () => {
      const balancer = await story.loadBalancer('contract')
      await story.listener(balancer, 80)
      const group = await story.frontGroup('contract-front')
      const target = [{ loadBalancer: balancer, port: 80 }]
      await story.done(calls.change('add', 'TargetGroup', group, 'RegisterTargets', 'targets', target))
      expect((await story.only('TargetGroup')).spec).toMatchObject({ targets: target })
      await story.done(calls.change('remove', 'TargetGroup', group, 'DeregisterTargets', 'targets', target))
      const { spec } = await story.only('TargetGroup')
      expect({ targets: [], ...spec }).toMatchObject({ targets: [] })
    })

    test('the content of a rule, and nothing else of it', async () => {
      const { rule } = await story.balanced()
      await story.done(calls.modify('ListenerRule', rule, 'ModifyRule', { conditions: calls.pathIs('/new') }))
      expect((await story.only('ListenerRule')).spec).toMatchObject({ priority: 1, conditions: calls.pathIs('/new') })
    })

    test('transforms of a rule, until they are taken away', async () => {
      const { rule } = await story.balanced()
      const transforms = [{ type: 'url-rewrite', rewrites: [{ regex: '^/cart', replace: '/' }] }] as const
      await story.done(calls.modify('ListenerRule', rule, 'ModifyRule', { transforms }))
      expect((await story.only('ListenerRule')).spec).toMatchObject({ transforms, conditions: calls.pathIs('/cart') })
      await story.done(calls.modify('ListenerRule', rule, 'ModifyRule', { transforms: [] }))
      const { spec } = await story.only('ListenerRule')
      expect('transforms' in spec ? spec.transforms : []).toEqual([])
    })

    test('what a listener does with certificates of clients, until it does nothing', async () => {
      const arn = await story.listener(await story.loadBalancer('contract'), 443, {
        ...{ protocol: 'HTTPS', defaultCertificate: story.world.certificates[0] },
        mutualAuthentication: { mode: 'passthrough' }
      })
      expect((await story.only('Listener')).spec).toMatchObject({ mutualAuthentication: { mode: 'passthrough' } })
      const fields = { mutualAuthentication: { mode: 'off' } } as const
      await story.done(calls.modify('Listener', arn, 'ModifyListener', fields))
      expect((await story.only('Listener')).spec).toMatchObject(fields)
    })

    test('rules that trade places in one call', async () => {
      const { listener, rule } = await story.balanced()
      const other = await story.rule(listener, 2, '/other', calls.respond('404'))
      await story.done(
        calls.prioritise(listener, [
          { rule, from: 1, to: 2 },
          { rule: other, from: 2, to: 1 }
        ])
      )
      const rules = await story.all('ListenerRule')
      const places = new Map(rules.map(({ physicalId, spec }) => [physicalId, spec]))
      expect(places.get(rule)).toMatchObject({ priority: 2 })
      expect(places.get(other)).toMatchObject({ priority: 1 })
    })

    test('tags of both services', async () => {
      const group = await story.securityGroup('contract-2')
      const target = await story.targetGroup('contract-a')
      for (const [kind, id] of [
        ['SecurityGroup', group],
        ['TargetGroup', target]
      ] as const) {
        await story.done(calls.tag(kind, [id], { team: 'shop', stage: 'test' }))
        await story.done(calls.untag(kind, [id], { stage: 'test' }))
        expect((await story.only(kind)).tags).toEqual({ ...story.tags, team: 'shop' })
      }
    })

    test('permissions that were taken back', async () => {
      const id = await story.securityGroup('contract')
      const port = (number: number) => ({
        protocol: 'tcp',
        fromPort: number,
        toPort: number,
        source: { cidr: '0.0.0.0/0' }
      })
      const both = [port(80), port(443)]
      await story.done(calls.change('add', 'SecurityGroup', id, 'AuthorizeSecurityGroupIngress', 'ingress', both))
      await story.done(calls.change('remove', 'SecurityGroup', id, 'RevokeSecurityGroupIngress', 'ingress', [port(80)]))
      expect((await story.only('SecurityGroup')).spec).toMatchObject({ ingress: [port(443)] })
    })
  })

  describe('what is declined', () => {
    test('a second target group of the name, with other settings', async () => {
      await story.targetGroup('contract-a')
      await story.declined(story.newTargetGroup('contract-a', { port: 81 }), 'conflict', 'DuplicateTargetGroupName')
    })

    test('a second listener of the port', async () => {
      const balancer = await story.loadBalancer('contract')
      await story.listener(balancer, 80)
      const other = story.newListener(balancer, 80, { defaultActions: calls.respond('503') })
      await story.declined(other, 'conflict', 'DuplicateListener')
    })

    test('a second security group of the name', async () => {
      await story.securityGroup('contract')
      await story.declined(story.newSecurityGroup('contract'), 'conflict', 'InvalidGroup.Duplicate')
    })

    test('a second rule of the priority', async () => {
      const { listener } = await story.balanced()
      const other = story.newRule(listener, 1, '/other', calls.respond('404'))
      await story.declined(other, 'conflict', 'PriorityInUse')
    })

    test('a target group of one load balancer in another', async () => {
      const { group } = await story.balanced()
      const other = await story.listener(await story.loadBalancer('contract-2'), 80)
      const rule = story.newRule(other, 1, '/cart', calls.forwardTo(group))
      await story.declined(rule, 'limit', 'TargetGroupAssociationLimit')
    })

    test('deleting a target group that a rule names', async () => {
      const { group } = await story.balanced()
      await story.declined(calls.remove('TargetGroup', group), 'conflict', 'ResourceInUse')
    })

    test('deleting a security group that a load balancer has', async () => {
      const { securityGroup } = await story.balanced()
      await story.declined(calls.remove('SecurityGroup', securityGroup), 'conflict', 'DependencyViolation')
    })

    test('changing what is not there', async () => {
      const { balancer, listener, rule, group } = await story.balanced()
      await story.done(calls.remove('LoadBalancer', balancer))
      await story.done(calls.remove('TargetGroup', group))
      await story.declined(
        calls.modify('LoadBalancer', balancer, 'SetIpAddressType', { ipAddressType: 'ipv4' }),
        'missing',
        'LoadBalancerNotFound'
      )
      await story.declined(calls.remove('Listener', listener), 'missing', 'ListenerNotFound')
      await story.declined(calls.remove('ListenerRule', rule), 'missing', 'RuleNotFound')
      const { healthCheck } = calls
      await story.declined(
        calls.modify('TargetGroup', group, 'ModifyTargetGroup', { healthCheck }),
        'missing',
        'TargetGroupNotFound'
      )
    })
  })

  describe('what was deleted is gone', () => {
    test('a load balancer takes its listeners and rules along, and releases its target groups', async () => {
      const { balancer, group, securityGroup } = await story.balanced()
      await story.done(calls.remove('LoadBalancer', balancer))
      expect((await story.observe()).map(({ kind }) => kind).sort()).toEqual(['SecurityGroup', 'TargetGroup'])
      await story.done(calls.remove('TargetGroup', group))
      await story.done(calls.remove('SecurityGroup', securityGroup))
      expect(await story.observe()).toEqual([])
    })

    test('a listener takes its rules along', async () => {
      const { listener } = await story.balanced()
      await story.done(calls.remove('Listener', listener))
      expect(await story.all('ListenerRule')).toEqual([])
    })

    test('a load balancer or target group that is not there counts as deleted', async () => {
      const { balancer, group } = await story.balanced()
      for (const call of [calls.remove('LoadBalancer', balancer), calls.remove('TargetGroup', group)]) {
        await story.done(call)
        await story.done(call)
      }
    })
  })
}
