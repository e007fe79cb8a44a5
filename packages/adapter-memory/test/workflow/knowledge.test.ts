import {
  type Aws,
  afterReport,
  carryOut,
  doubt,
  E,
  type Fault,
  fault,
  type Knowledge,
  nothingKnownYet,
  type Outlook,
  type Ports,
  planOf,
  type Scope,
  type SurveyOptions,
  seenIn,
  surveyWith,
  sweep,
  type TE
} from '@alb-ingress/core'
import { ingressManifest, type Manifest, serviceManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import { narrow } from '../narrow.js'
import { type Stage, stage } from './stage.js'

const ingress = (key: string, annotations: Readonly<Record<string, string>> = {}, more: object = {}) =>
  ingressManifest(key, { class: 'alb', services: ['web'], annotations, ...more })
const attributes = { 'target-group-attributes': 'deregistration_delay.timeout_seconds=30' }
const web = [serviceManifest('shop/web'), serviceManifest('pay/web')]
const both = [...web, ingress('shop/web', attributes), ingress('pay/web', attributes)]

const orThrow = async <A>(effect: TE.TaskEither<Fault, A>): Promise<A> => {
  const result = await effect()
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** What AWS was asked and told, by name: questions, stacks that were observed, fields that were read, calls. */
const listening = (aws: Aws) => {
  const heard: Array<string> = []
  const scopeText = ({ stacks }: Scope): string => (stacks === undefined ? 'all' : [...stacks].sort().join(' '))
  const heardBy: Aws = {
    answer: (needed) => {
      heard.push(...needed.map(({ ask }) => `answer ${ask}`))
      return aws.answer(needed)
    },
    observe: (scope) => {
      heard.push(`observe ${scopeText(scope)}`)
      return aws.observe(scope)
    },
    details: (needed) => {
      heard.push(...needed.map(({ kind, field }) => `read ${field} of ${kind}`))
      return aws.details(needed)
    },
    perform: (call) => {
      heard.push(call.action)
      return aws.perform(call)
    }
  }
  return { aws: heardBy, heard }
}

const surveyed = async (
  { install, ports }: Stage,
  manifests: ReadonlyArray<Manifest>,
  knowledge: Knowledge,
  options: SurveyOptions = {},
  change: (aws: Aws) => Aws = (aws) => aws
) => {
  const shown = ports(manifests)
  const { aws, heard } = listening(change(shown.aws))
  const seen = seenIn(install, await orThrow(shown.kubernetes.read))
  const [outlook] = await orThrow(surveyWith(aws, install)(seen, knowledge, { now: 0, ...options }))
  const all: Ports = { ...shown, aws }
  return { outlook, heard, seen, ports: all }
}

/** One pass over everything, after which all of it is known. */
const known = async (place: Stage, manifests: ReadonlyArray<Manifest>): Promise<Knowledge> => {
  const knowledge = nothingKnownYet()
  const { outlook } = await surveyed(place, manifests, knowledge)
  const { plan } = planOf(outlook)
  const { report } = await place.pass(manifests)
  expect(report.done.length).toBe(plan.steps.length)
  return afterReport(knowledge, { outlook, plan, report })
}

const idsIn = (outlook: Outlook): ReadonlyArray<string> => planOf(outlook).plan.steps.map(({ id }) => id)
const states = ({ groups }: Outlook) => Object.fromEntries(groups.map(({ id, state }) => [id, state]))

describe('a group that is known', () => {
  test('costs no call, and of what one changed annotation needs only what was never read', async () => {
    const place = stage()
    const knowledge = await known(place, both)
    const quiet = await surveyed(place, both, knowledge, { only: 'shop/web' })
    expect(quiet.heard).toEqual([])
    const manifests = [
      ...web,
      ingress('shop/web', { ...attributes, 'load-balancer-attributes': 'idle_timeout.timeout_seconds=9' })
    ]
    const { outlook, heard, ports } = await surveyed(place, manifests, knowledge, { only: 'shop/web' })
    await carryOut(ports, { concurrency: 1, onProgress: () => undefined })(planOf(outlook).plan, outlook.observed)()
    expect(heard).toEqual(['read attributes of LoadBalancer', 'ModifyLoadBalancerAttributes'])
  })

  test('is asked about anew when its answers are old, and the sooner where they led nowhere', async () => {
    const place = stage()
    const knowledge = await known(place, both)
    const minutes = (n: number): SurveyOptions => ({ only: 'shop/web', now: n * 60_000 })
    expect((await surveyed(place, both, knowledge, minutes(9))).heard).toEqual([])
    expect((await surveyed(place, both, knowledge, minutes(11))).heard).toEqual(['answer subnetsOfVpc'])
    const lost = [...web, ingress('shop/web', { subnets: 'subnet-none,subnet-public-a' })]
    expect(states((await surveyed(place, lost, knowledge, minutes(11))).outlook)).toEqual({ 'shop/web': 'frozen' })
    expect((await surveyed(place, lost, knowledge, minutes(11.4))).heard).toEqual([])
    expect((await surveyed(place, lost, knowledge, minutes(11.6))).heard).toEqual(
      expect.arrayContaining(['answer subnet'])
    )
  })

  test('is observed again, alone, when there is doubt', async () => {
    const place = stage()
    const knowledge = doubt(await known(place, both), ['pay/web'])
    expect((await surveyed(place, both, knowledge, { only: 'shop/web' })).heard).toEqual([])
    const { heard, outlook } = await surveyed(place, both, knowledge, { only: 'pay/web' })
    expect(heard).toEqual(['observe pay/web', 'read attributes of TargetGroup'])
    expect(idsIn(outlook)).toEqual([])
  })

  test('can be looked at with some others and no more', async () => {
    const place = stage()
    const three = [...both, serviceManifest('team/web'), ingress('team/web')]
    const { outlook } = await surveyed(place, three, nothingKnownYet(), { only: new Set(['team/web', 'pay/web']) })
    expect(Object.keys(states(outlook))).toEqual(['pay/web', 'team/web'])
  })
})

describe('a group that names a security group of another by its id', () => {
  test.each([
    { name: 'in doubt', first: ['shop/web', 'pay/web'], doubted: ['pay/web'] },
    { name: 'known before the other', first: ['pay/web', 'shop/web'], doubted: [] }
  ])('has nothing to do when it is $name', async ({ first, doubted }) => {
    const place = stage()
    await place.pass(both)
    const made = (await place.look(both)).observed.stacks.get('shop/web')?.resources
    const id = made?.find(({ kind }) => kind === 'SecurityGroup')?.physicalId ?? ''
    const manifests = [
      ...web,
      ingress('shop/web', attributes),
      ingress('pay/web', { ...attributes, 'security-groups': id })
    ]
    expect((await place.pass(manifests)).report.failed).toEqual([])
    const knowledge = nothingKnownYet()
    for (const only of first) await surveyed(place, manifests, knowledge, { only }, narrow)
    doubt(knowledge, doubted)
    const { outlook } = await surveyed(place, manifests, knowledge, { only: 'pay/web' }, narrow)
    expect(states(outlook)).toEqual({ 'pay/web': 'wanted' })
    expect(idsIn(outlook)).toEqual([])
  })
})

test('a pass that did nothing to a stack says nothing of it: another may have changed it meanwhile', async () => {
  const place = stage()
  const knowledge = nothingKnownYet()
  const slow = await surveyed(place, both, knowledge, { only: 'shop/web' })
  const fast = await surveyed(place, both, knowledge, { only: 'pay/web' })
  const { plan } = planOf(fast.outlook)
  const options = { concurrency: 1, onProgress: () => undefined }
  const report = await carryOut(fast.ports, options)(plan, fast.outlook.observed)()
  afterReport(knowledge, { outlook: fast.outlook, plan, report })
  const ofSlow = planOf(slow.outlook).plan
  const nothing = await carryOut(slow.ports, { ...options, mayContinue: () => false })(ofSlow, slow.outlook.observed)()
  afterReport(knowledge, { outlook: slow.outlook, plan: ofSlow, report: nothing })
  const made = (outlook: Outlook) => idsIn(outlook).filter((id) => id.startsWith('CreateSecurityGroup'))
  expect(made(slow.outlook)).toHaveLength(2)
  expect(made((await surveyed(place, both, knowledge, { only: 'shop/web' })).outlook)).toHaveLength(1)
})

describe('what all groups share', () => {
  const gone = (key: string) => ingress(key, attributes, { deleting: true, finalizers: ['ingress.k8s.aws/resources'] })
  const shares = (outlook: Outlook) => idsIn(outlook).filter((id) => id.includes('*shared*'))

  test('stays while another group has it, and goes with the last one, without a look at any other', async () => {
    const place = stage()
    const knowledge = await known(place, both)
    const one = [...web, ingress('shop/web', attributes), gone('pay/web')]
    const none = [...web, gone('shop/web'), gone('pay/web')]
    const { outlook, ports } = await surveyed(place, one, knowledge, { only: 'pay/web' })
    expect(shares(outlook)).toEqual([])
    // Nobody needs it any more, but the load balancer that has it is there.
    expect(shares((await surveyed(place, none, knowledge, { only: 'shop/web' })).outlook)).toEqual([])
    const { plan } = planOf(outlook)
    const report = await carryOut(ports, { concurrency: 1, onProgress: () => undefined })(plan, outlook.observed)()
    afterReport(knowledge, { outlook, plan, report })
    const last = await surveyed(place, none, knowledge, { only: 'shop/web' })
    expect(shares(last.outlook)).toEqual(['DeleteSecurityGroup *shared* backend-sg'])
    expect(last.heard).toEqual([])
  })
})

describe('a detail that cannot be read', () => {
  const refusing =
    (kind: Fault['kind'], isRefused: (physicalId: string) => boolean) =>
    (aws: Aws): Aws => ({
      ...aws,
      details: (needed) => async () => {
        const found = await aws.details(needed)()
        if (E.isLeft(found)) return found
        const refused = E.left(fault(kind, 'Code', 'DescribeTargetGroupAttributes', 'no'))
        return E.right(found.right.map((each) => (isRefused(each.physicalId) ? { ...each, value: refused } : each)))
      }
    })

  test.each<{ kind: Fault['kind']; hint: string }>([
    { kind: 'denied', hint: 'Give the credentials the right to make this call.' },
    { kind: 'unavailable', hint: 'Nothing of the group is changed; it is read again.' },
    { kind: 'missing', hint: 'Somebody deleted it meanwhile: the account is looked at again.' }
  ])('freezes its own group and no other: $kind', async ({ kind, hint }) => {
    const place = stage()
    await place.pass(both)
    const change = (key: string) => ingress(key, { ...attributes, tags: 'a=b' })
    const manifests = [...web, change('shop/web'), change('pay/web')]
    const all = await place.look(manifests)
    const shop = all.observed.stacks.get('shop/web')?.resources.find((each) => each.kind === 'TargetGroup')?.physicalId
    const knowledge = nothingKnownYet()
    const { outlook } = await surveyed(
      place,
      manifests,
      knowledge,
      {},
      refusing(kind, (id) => id === shop)
    )
    expect(states(outlook)).toEqual({ 'shop/web': 'frozen', 'pay/web': 'wanted' })
    expect(outlook.findings).toMatchObject([
      { code: 'fact/unread', hint, at: { object: { name: 'web', namespace: 'shop' } } }
    ])
    expect(outlook.findings[0]?.message).toContain(`attributes of TargetGroup ${shop}`)
    expect(new Set(planOf(outlook).plan.steps.map(({ stack }) => stack))).toEqual(new Set(['pay/web']))
    const { heard } = await surveyed(place, manifests, knowledge, { only: 'shop/web' })
    expect(heard.includes('observe shop/web')).toBe(kind === 'missing')
  })
})

describe('a cluster without TargetGroupBindings', () => {
  test('has its target groups all the same, and no step about bindings', async () => {
    const place = stage()
    const { outlook } = await surveyed(place, both, nothingKnownYet(), { bindingsPublished: false })
    const { outlook: published } = await surveyed(place, both, nothingKnownYet())
    const isBinding = (id: string) => id.startsWith('CreateTargetGroupBinding')
    expect(idsIn(published).some(isBinding)).toBe(true)
    expect(idsIn(outlook)).toEqual(idsIn(published).filter((id) => !isBinding(id)))
  })
})

describe('a sweep', () => {
  test('tells what others changed, and the next pass over that group mends it', async () => {
    const place = stage()
    const knowledge = await known(place, both)
    const { ports, seen } = await surveyed(place, both, knowledge)
    const quiet = await orThrow(sweep(ports.aws, place.install)(seen.cluster, knowledge))
    expect(quiet.drift).toEqual([])
    const balancer = knowledge.stacks.get('shop/web')?.resources.find(({ kind }) => kind === 'LoadBalancer')
    if (balancer?.kind !== 'LoadBalancer') throw new Error('the group has no load balancer')
    const { physicalId, stack, kind, id } = balancer
    const subject = { stack, kind, id, physicalId }
    await orThrow(
      ports.aws.perform({
        ...{ bound: true, do: 'modify', kind: 'LoadBalancer', action: 'SetSecurityGroups', subject },
        fields: { securityGroups: ['sg-0aaa0000000000001'] }
      })
    )
    const { drift } = await orThrow(sweep(ports.aws, place.install)(seen.cluster, knowledge))
    expect(drift).toMatchObject([
      { resource: { stack: 'shop/web' }, drift: 'changed', field: 'securityGroups', physicalId }
    ])
    const { outlook } = await surveyed(place, both, knowledge, { only: 'shop/web' })
    expect(idsIn(outlook)).toEqual(['SetSecurityGroups shop/web LoadBalancer'])
    expect(idsIn((await surveyed(place, both, knowledge, { only: 'pay/web' })).outlook)).toEqual([])
  })
})
