import { beforeEach, describe, expect, test } from 'vitest'
import { type Answers, answerTo, type QuestionKind, question } from '../src/facts/facts.js'
import { O } from '../src/prelude.js'
import * as calls from './aws-calls.js'
import { type MakeAwsWorld, orThrow, type Story, storyIn } from './aws-story.js'

const description = 'elbv2.k8s.aws/targetGroupBinding=shared'
const port = (number: number, cidr = '10.0.0.0/8') =>
  ({ protocol: 'tcp', fromPort: number, toPort: number, source: { cidr } }) as const

/** What reads and writes say of targets, and of the way to them. */
export const targetsAreHeldToTheContract = (makeWorld: MakeAwsWorld): void => {
  let story: Story
  const ask = async <K extends QuestionKind>(kind: K, about: string): Promise<Answers[K] | undefined> => {
    const asked = question(kind, about)
    const answer = orThrow(answerTo(orThrow(await story.world.aws.answer([asked])()), asked))
    return O.isSome(answer) ? answer.value : undefined
  }
  /** Addresses of the VPC that nobody has. */
  const addresses = async (): Promise<readonly [string, string]> => {
    const vpc = await ask('vpc', story.world.scope.vpcId)
    const block = vpc?.cidrBlocks.find((each) => each.includes('.')) ?? ''
    const start = block.slice(0, block.lastIndexOf('.'))
    return [`${start}.201`, `${start}.202`]
  }
  const targets = (way: 'add' | 'remove', arn: string, ...elements: ReadonlyArray<{ id: string; port: number }>) =>
    calls.change(way, 'TargetGroup', arn, way === 'add' ? 'RegisterTargets' : 'DeregisterTargets', 'targets', elements)
  const rules = (way: 'add' | 'remove', id: string, ...elements: ReadonlyArray<unknown>) => {
    const action = way === 'add' ? 'AuthorizeSecurityGroupIngress' : 'RevokeSecurityGroupIngress'
    return calls.change(way, 'SecurityGroup', id, action, 'ingress', elements)
  }

  beforeEach(async () => {
    story = storyIn(await makeWorld())
  })

  describe('targets', () => {
    test('a new target group has none, and one that is not there has no answer', async () => {
      const arn = await story.targetGroup('contract-a')
      expect(await ask('targets', arn)).toEqual([])
      expect(await ask('targets', arn.replace(/[0-9a-f]{16}$/, '0'.repeat(16)))).toBeUndefined()
    })

    test('addresses are targets once they are registered, however often', async () => {
      const { group } = await story.balanced()
      const [one, two] = await addresses()
      await story.done(targets('add', group, { id: one, port: 80 }, { id: two, port: 80 }))
      await story.done(targets('add', group, { id: one, port: 80 }, { id: one, port: 81 }))
      const found = (await ask('targets', group)) ?? []
      expect(found.map((each) => `${each.id}:${each.port}`).sort()).toEqual(
        [`${one}:80`, `${one}:81`, `${two}:80`].sort()
      )
    })

    test('what is deregistered drains or is gone, and may be registered again', async () => {
      const { group } = await story.balanced()
      const [one, two] = await addresses()
      await story.done(targets('add', group, { id: one, port: 80 }, { id: two, port: 80 }))
      await story.done(targets('remove', group, { id: one, port: 80 }))
      // Nobody minds what was never there.
      await story.done(targets('remove', group, { id: one, port: 99 }))
      const serving = async () =>
        ((await ask('targets', group)) ?? []).filter(({ state }) => state !== 'draining').map(({ id }) => id)
      expect(await serving()).toEqual([two])
      await story.done(targets('add', group, { id: one, port: 80 }))
      expect((await serving()).sort()).toEqual([one, two].sort())
    })

    test('a target of a group that no rule names is unused', async () => {
      const group = await story.targetGroup('contract-a')
      const [one] = await addresses()
      await story.done(targets('add', group, { id: one, port: 80 }))
      expect(await ask('targets', group)).toMatchObject([{ id: one, port: 80, state: 'unused' }])
    })

    test('nothing is registered where there is no target group', async () => {
      const arn = (await story.targetGroup('contract-a')).replace(/[0-9a-f]{16}$/, '0'.repeat(16))
      await story.declined(targets('add', arn, { id: '10.0.0.9', port: 80 }), 'missing', 'TargetGroupNotFound')
    })
  })

  describe('the way to targets', () => {
    test('the VPC says its blocks of addresses, and another one is none', async () => {
      const { vpcId } = story.world.scope
      expect(await ask('vpc', vpcId)).toMatchObject({ id: vpcId, cidrBlocks: [expect.stringMatching(/\/\d+$/)] })
      expect(await ask('vpc', 'vpc-00000000000000000')).toBeUndefined()
    })

    test('rules keep their descriptions, and are taken back with or without them', async () => {
      const id = await story.securityGroup('contract')
      const ours = { ...port(8080), description }
      await story.done(rules('add', id, ours, port(80)))
      expect(await ask('securityGroupRules', id)).toEqual(expect.arrayContaining([ours, port(80)]))
      await story.done(rules('remove', id, ours))
      expect(await ask('securityGroupRules', id)).toEqual([port(80)])
      expect(await ask('securityGroupRules', 'sg-00000000000000000')).toBeUndefined()
    })

    test('each rule has one source, however many were granted at once', async () => {
      const id = await story.securityGroup('contract')
      await story.done(rules('add', id, port(80), port(80, '192.168.0.0/16'), port(443)))
      const found = (await ask('securityGroupRules', id)) ?? []
      expect(found).toHaveLength(3)
      expect(found).toEqual(expect.arrayContaining([port(80), port(80, '192.168.0.0/16'), port(443)]))
    })

    test('groups marked for a cluster are found, and those of others are not', async () => {
      const id = await story.securityGroup('contract')
      const other = await story.securityGroup('contract-2')
      await story.done(calls.tag('SecurityGroup', [id], { 'kubernetes.io/cluster/contract-c': 'shared' }))
      await story.done(calls.tag('SecurityGroup', [other], { 'kubernetes.io/cluster/contract-d': 'owned' }))
      expect(((await ask('securityGroupsOfCluster', 'contract-c')) ?? []).map((each) => each.id)).toEqual([id])
    })

    test('machines and interfaces that are not there have no answer, and do not spoil those of others', async () => {
      const { aws, node } = story.world
      const missing = [question('instance', 'i-00000000000000000'), question('networkInterfaceWithAddress', '10.9.9.9')]
      const asked = node === undefined ? missing : [...missing, question('instance', node.instance)]
      const facts = orThrow(await aws.answer(asked)())
      for (const each of missing) expect(orThrow(answerTo(facts, each))).toEqual(O.none)
      if (node === undefined) return
      const found = orThrow(answerTo(facts, question('instance', node.instance)))
      const [first] = O.isSome(found) ? found.value.networkInterfaces : []
      expect(first).toMatchObject({ deviceIndex: 0, securityGroups: [expect.stringMatching(/^sg-/)] })
      expect(first?.privateIpAddresses).toContain(node.address)
      expect(await ask('networkInterfaceWithAddress', node.address)).toMatchObject({ id: first?.id })
      expect(await ask('networkInterface', first?.id ?? '')).toMatchObject({ id: first?.id })
    })
  })
}
