import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { finalizerOf } from '../../src/groups/group.js'
import { groupsHeld, isGroupName } from '../../src/groups/group-name.js'
import type { Plan, Step } from '../../src/plan/step.js'
import { resourcesOf } from '../../src/resources/stack.js'
import { canonical } from '../../src/support/canonical.js'
import type { GroupOutlook } from '../../src/workflow/outlook.js'
import { classManifest, ingressManifest, type Manifest, serviceManifest } from '../../testing/manifests.js'
import { objectsOf, world } from '../../testing/worlds.js'
import { type Seen, see } from './see.js'

// Somebody who may write what they like, in namespace evil and nowhere else.

const maybe = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 })

const hostileAnnotations = fc.record({
  'group.name': maybe(fc.constantFrom('front', 'back', 'front', 'back', 'front/x', 'shop/a', '*shared*', 'Front', '')),
  'group.order': maybe(fc.constantFrom('-1000', '1000', '-1001', '1e3', '+7', '0x1', '99999999999999999999')),
  'listen-ports': maybe(fc.constantFrom('[{"HTTP":80}]', '[{"HTTP":80},{"HTTP":8080}]', '[{"HTTPS":80}]', '[', '[{}]')),
  scheme: maybe(fc.constantFrom('internal', 'internet-facing', '\u0000')),
  tags: maybe(fc.constantFrom('team=evil', 'ingress.k8s.aws/stack=front', '__proto__=x', 'a')),
  'load-balancer-attributes': maybe(fc.constantFrom('deletion_protection.enabled=true', 'idle_timeout=', 'x')),
  'load-balancer-name': maybe(fc.constantFrom('k8s-front-0123456789', '')),
  'security-groups': maybe(fc.constantFrom('sg-1', 'front')),
  'actions.web': maybe(
    fc.constantFrom(
      '{"type":"redirect","redirectConfig":{"host":"evil.example.com","statusCode":"HTTP_301"}}',
      '{"type":"forward","targetGroupARN":"arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/front/1"}'
    )
  )
})

const finalizers = fc.subarray([
  'group.ingress.k8s.aws/front',
  'group.ingress.k8s.aws/back',
  'group.ingress.k8s.aws/shop/a',
  'group.ingress.k8s.aws/*shared*',
  'group.ingress.k8s.aws/',
  'ingress.k8s.aws/resources',
  'front'
])

const isEvil = (value: unknown): boolean => JSON.stringify(value).includes('evil')

const without = (record: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(record).flatMap(([key, text]) => (text === undefined ? [] : [[key, text]])))

const rulesOfEvil = fc.constantFrom(
  [{ host: 'evil.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: to('web', 80) }] } }],
  answeredBy('/*'),
  [{ host: 'shop.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: to('web', 80) }] } }],
  [{ host: 7 }]
)

function answeredBy(path: string): ReadonlyArray<unknown> {
  return [{ http: { paths: [{ path, backend: to('web', 'use-annotation') }] } }]
}

function to(name: string, port: number | string): unknown {
  return { service: { name, port: typeof port === 'number' ? { number: port } : { name: port } } }
}

const hostile: fc.Arbitrary<Manifest> = fc
  .record({
    annotations: hostileAnnotations.map(without),
    finalizers,
    deleting: fc.boolean(),
    class: fc.constantFrom('alb', 'alb', 'alb', 'missing', undefined),
    rules: rulesOfEvil
  })
  .map(({ rules, ...said }) => {
    const manifest = ingressManifest('evil/x', said)
    // What an action does not say, such as one that is not declared and answers 503, its path must say: whose it is.
    const isTold = isEvil(said.annotations['actions.web'] ?? '') || canonical(rules) !== canonical(answeredBy('/*'))
    return { ...manifest, spec: { ...manifest.spec, rules: isTold ? rules : answeredBy('/evil/*') } }
  })

/** Nothing is wrong with it: it joins a group, before or behind all others, with rules of its own. */
const joiner: fc.Arbitrary<Manifest> = fc
  .tuple(fc.constantFrom('front', 'back'), fc.constantFrom('-1000', '0', '1000'), rulesOfEvil)
  .map(([group, order, rules]) => {
    const redirect = '{"type":"redirect","redirectConfig":{"host":"evil.example.com","statusCode":"HTTP_301"}}'
    const annotations = { 'group.name': group, 'group.order': order, 'actions.web': redirect }
    const manifest = ingressManifest('evil/x', { class: 'alb', annotations })
    return { ...manifest, spec: { ...manifest.spec, rules } }
  })

const service = serviceManifest('evil/web')

const groupIn = ({ groups }: Seen, id: string): GroupOutlook | undefined => groups.find((group) => group.id === id)

const stepsFor = ({ steps }: Plan, id: string): ReadonlyArray<Step> => steps.filter(({ stack }) => stack === id)

const awsSteps = (plan: Plan, id: string): ReadonlyArray<string> =>
  stepsFor(plan, id).flatMap((step) => (step.on === 'aws' ? [step.id] : []))

/** Groups that somebody names: by annotation, by finalizer, and the one that an Ingress has for itself. */
const namedBy = ({ metadata }: Manifest): ReadonlySet<string> =>
  new Set([
    'evil/x',
    String(metadata.annotations?.['alb.ingress.kubernetes.io/group.name']),
    ...(metadata.finalizers ?? []).map((finalizer) => finalizer.replace('group.ingress.k8s.aws/', ''))
  ])

/** The rules of others on each listener, in order, without their numbers. */
const rulesOfOthers = (group: GroupOutlook | undefined): ReadonlyMap<string, ReadonlyArray<string>> => {
  const rules = new Map<string, Array<string>>()
  if (group === undefined || group.stack._tag === 'Left') return rules
  for (const { id, spec } of resourcesOf(group.stack.right, 'ListenerRule')) {
    const [port = ''] = id.split(':')
    const { conditions, actions, transforms } = spec
    const known = rules.get(port) ?? []
    if (!isEvil({ conditions, actions })) known.push(canonical({ conditions, actions, transforms }))
    rules.set(port, known)
  }
  return rules
}

const isSubsequence = (part: ReadonlyArray<string>, whole: ReadonlyArray<string>): boolean => {
  let at = 0
  for (const item of whole) if (part[at] === item) at++
  return at === part.length
}

describe('somebody who writes in one namespace', () => {
  test('changes nothing of a group that they do not name', () => {
    fc.assert(
      fc.property(world, hostile, (given, attack) => {
        const objects = [...objectsOf(given), service]
        const { after } = see(objects)
        const peace = see(objects, after)
        const attacked = see([...objects, attack], after)
        const named = namedBy(attack)
        for (const { id, planned, state } of peace.groups) {
          if (named.has(id)) continue
          const now = groupIn(attacked, id)
          expect({ state: now?.state, planned: now?.planned }).toEqual({ state, planned })
          expect(stepsFor(attacked.plan, id)).toEqual(stepsFor(peace.plan, id))
        }
      })
    )
  })

  test('at most freezes a group that they name, or joins it behind or before the rules of others, which keep their order', () => {
    let joined = 0
    let frozen = 0
    fc.assert(
      fc.property(world, fc.oneof(hostile, joiner), (given, attack) => {
        const objects = [...objectsOf(given), service]
        const before = see(objects)
        const attacked = see([...objects, attack], before.after)
        for (const group of before.groups) {
          if (group.state !== 'wanted') continue
          const now = groupIn(attacked, group.id)
          expect(['wanted', 'frozen']).toContain(now?.state)
          if (now?.state === 'frozen') {
            frozen++
            expect(awsSteps(attacked.plan, group.id)).toEqual([])
            continue
          }
          if (now?.members.includes('evil/x')) joined++
          const kept = rulesOfOthers(now)
          for (const [port, rules] of rulesOfOthers(group))
            if (kept.has(port)) expect(isSubsequence(kept.get(port) ?? [], rules)).toBe(true)
        }
      }),
      { numRuns: 300 }
    )
    // Else nothing would have been tried.
    expect(joined).toBeGreaterThan(10)
    expect(frozen).toBeGreaterThan(10)
  })

  test('never has the load balancer, or a target group, of a group with other members deleted', () => {
    fc.assert(
      fc.property(world, hostile, (given, attack) => {
        const objects = [...objectsOf(given), service]
        const before = see(objects)
        const { plan } = see([...objects, attack], before.after)
        const wanted = new Set(before.groups.filter(({ state }) => state === 'wanted').map(({ id }) => id))
        const deleted = plan.steps.flatMap((step) => {
          if (!wanted.has(step.stack) || step.on !== 'aws' || step.call.do !== 'delete') return []
          // A rule or a listener may stand behind a redirect of all requests, and then nothing leads to its target group.
          return step.call.kind === 'LoadBalancer' ? [step.id] : []
        })
        expect(deleted.filter((id) => !wasAsked(attack, id))).toEqual([])
      })
    )
  })
})

// Whoever joins a group may ask for another scheme where nobody else does, and another scheme is another load balancer.
const wasAsked = ({ metadata }: Manifest, id: string): boolean =>
  metadata.annotations?.['alb.ingress.kubernetes.io/scheme'] !== undefined && id.startsWith('DeleteLoadBalancer')

describe('the finalizer of a group', () => {
  const holding = (...texts: ReadonlyArray<string>) => ({
    ...{ namespace: 'evil', name: 'x', annotations: {}, deleting: false, ingressClassName: 'alb' },
    finalizers: texts
  })
  test.each([
    { name: 'names it', given: 'group.ingress.k8s.aws/front', expected: ['front'] },
    {
      name: 'of the other sort names the Ingress that holds it',
      given: 'ingress.k8s.aws/resources',
      expected: ['evil/x']
    },
    { name: 'names no Ingress of others', given: 'group.ingress.k8s.aws/shop/a', expected: [] },
    { name: 'does not name what belongs to the cluster', given: 'group.ingress.k8s.aws/*shared*', expected: [] },
    { name: 'with nothing behind it names nothing', given: 'group.ingress.k8s.aws/', expected: [] },
    { name: 'with capitals names nothing', given: 'group.ingress.k8s.aws/Front', expected: [] },
    { name: 'with a line break names nothing', given: 'group.ingress.k8s.aws/front\n', expected: [] },
    { name: 'with a path names nothing', given: 'group.ingress.k8s.aws/../front', expected: [] },
    { name: 'with a hidden character names nothing', given: 'group.ingress.k8s.aws/fro\u200bnt', expected: [] },
    { name: 'that is too long names nothing', given: `group.ingress.k8s.aws/${'f'.repeat(64)}`, expected: [] },
    { name: 'with another beginning names nothing', given: 'xgroup.ingress.k8s.aws/front', expected: [] }
  ])('$name', ({ given, expected }) => {
    expect(groupsHeld(holding(given))).toEqual(expected)
  })

  test('is one that Kubernetes takes, for every name that a group can have', () => {
    const names = fc.oneof(fc.string(), fc.stringMatching(/^[-a-z0-9.]{1,70}$/)).filter(isGroupName)
    fc.assert(
      fc.property(names, (name) => {
        // A qualified name: a DNS name, a slash, and at most 63 letters, digits, "-", "_" and ".".
        expect(finalizerOf(name)).toMatch(/^group\.ingress\.k8s\.aws\/[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/)
        expect(groupsHeld(holding(finalizerOf(name)))).toEqual([name])
      })
    )
  })

  test('that somebody else wrote is taken off again, and nothing else happens', () => {
    const victim = ingressManifest('shop/a', {
      class: 'alb',
      services: ['web'],
      annotations: { 'group.name': 'front' }
    })
    const objects = [classManifest('alb'), victim, serviceManifest('shop/web')]
    const { after } = see(objects)
    const attack = ingressManifest('evil/x', { class: 'other', finalizers: ['group.ingress.k8s.aws/front'] })
    const { plan } = see([...objects, classManifest('other', { controller: 'example.com/other' }), attack], after)
    const names = plan.steps.map((step) => (step.on === 'aws' ? step.call.action : `${step.write.write} ${step.id}`))
    expect(names.filter((name) => !name.startsWith('addFinalizer') && !name.startsWith('status'))).toEqual([
      'removeFinalizer removeFinalizer front Ingress evil/x group.ingress.k8s.aws/front'
    ])
  })
})

describe('Secrets and Services are those of the own namespace', () => {
  const provider = { issuer: 'i', authorizationEndpoint: 'a', tokenEndpoint: 't', userInfoEndpoint: 'u' }
  const secret: Manifest = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: 'pay', name: 'client' },
    stringData: { clientID: 'id', clientSecret: 'hunter2' }
  }
  test.each(['client', 'pay/client', '../pay/client', '/pay/client', '', '../../api/v1/namespaces/pay/secrets/client'])(
    'the Secret of another namespace is not read, however it is named (%j)',
    (secretName) => {
      const attack = ingressManifest('evil/x', {
        class: 'alb',
        services: ['web'],
        annotations: {
          'listen-ports': '[{"HTTPS":443}]',
          'certificate-arn': 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
          'auth-type': 'oidc',
          'auth-idp-oidc': JSON.stringify({ ...provider, secretName })
        }
      })
      const { groups, findings } = see([classManifest('alb'), attack, service, secret])
      expect(groups.map(({ state }) => state)).toEqual(['frozen'])
      expect(findings.map(({ code }) => code)).toEqual(['auth/secret'])
    }
  )

  test.each(['pay/bank', '../pay/bank', 'bank.pay', 'bank.pay.svc.cluster.local'])(
    'the Service of another namespace gets no requests, however it is named (%j)',
    (serviceName) => {
      const bank = serviceManifest('pay/bank')
      const action = (serviceName: string) =>
        JSON.stringify({ type: 'forward', forwardConfig: { targetGroups: [{ serviceName, servicePort: 80 }] } })
      const manifest = ingressManifest('evil/x', { class: 'alb', annotations: { 'actions.go': action(serviceName) } })
      const paths = [
        { path: '/a', pathType: 'Prefix', backend: to('go', 'use-annotation') },
        { path: '/b', pathType: 'Prefix', backend: to(serviceName, 80) }
      ]
      const { plan } = see([
        classManifest('alb'),
        bank,
        { ...manifest, spec: { ...manifest.spec, rules: [{ http: { paths } }] } }
      ])
      expect(plan.steps.some((step) => step.on === 'aws' && step.call.action === 'CreateRule')).toBe(true)
      expect(plan.steps.some((step) => step.on === 'aws' && step.call.action === 'CreateTargetGroup')).toBe(false)
    }
  )
})
