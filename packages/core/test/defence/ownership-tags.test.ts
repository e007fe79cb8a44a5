import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identify } from '../../src/plan/identify.js'
import { type Whose, whoseIs } from '../../src/plan/whose.js'
import { formerLoadBalancerName } from '../../src/resources/former-names.js'
import { legacyClusterTag, ownershipTags, trackingTags } from '../../src/resources/ownership.js'
import {
  classManifest,
  ingressManifest,
  type Manifest,
  paramsManifest,
  serviceManifest
} from '../../testing/manifests.js'
import { install, type Seen, see } from './see.js'

type Tags = Readonly<Record<string, string>>

const reserved = [...trackingTags, legacyClusterTag]

/** What somebody would write who wants a resource to look like one of another owner. */
const lies: Tags = Object.fromEntries([
  ...reserved.map((key) => [key, key.endsWith('cluster') ? 'other' : 'pay/bank'] as const),
  ['elbv2.k8s.aws/resource', 'backend-sg'],
  ['kubernetes.io/cluster/other', 'owned'],
  ['kubernetes.io/namespace', 'pay'],
  ['kubernetes.io/ingress-name', 'bank'],
  ['team', 'shop']
])

const textOf = (tags: Tags): string =>
  Object.entries(tags)
    .map((pair) => pair.join('='))
    .join(',')

interface Said {
  readonly ingress?: Tags
  readonly service?: Tags
  readonly params?: Tags
  readonly frontend?: Tags
}

const said = ({ ingress, service, params = {}, frontend }: Said): ReadonlyArray<Manifest> => [
  classManifest('alb', { params: 'usual' }),
  paramsManifest('usual', { tags: Object.entries(params).map(([key, value]) => ({ key, value })) }),
  ingressManifest('shop/web', {
    class: 'alb',
    services: ['web'],
    annotations: {
      'enable-frontend-nlb': 'true',
      ...(ingress === undefined ? {} : { tags: textOf(ingress) }),
      ...(frontend === undefined ? {} : { 'frontend-nlb-tags': textOf(frontend) })
    }
  }),
  serviceManifest('shop/web', service === undefined ? {} : { tags: textOf(service) })
]

/** The tags of everything that comes of it in AWS, by stack, kind and id. */
const tagged = ({ after }: Seen): ReadonlyArray<readonly [stack: string, id: string, tags: Tags]> =>
  [...after.stacks.values()].flatMap(({ id: stack, resources }) =>
    resources.flatMap(({ kind, id, spec }) =>
      kind === 'TargetGroupBinding' || spec.tags === undefined ? [] : [[stack, id, spec.tags] as const]
    )
  )

describe('no tag of a user makes a resource look like one of another owner', () => {
  const some = fc.dictionary(
    fc.oneof(fc.constantFrom(...Object.keys(lies)), fc.stringMatching(/^[a-z]{1,5}$/)),
    fc.constantFrom('other', 'demo', 'pay/bank', 'pay', 'owned', 'x'),
    { noNullPrototype: true }
  )

  test('whoever writes it, and wherever', () => {
    const anything = fc.record({ ingress: some, service: some, params: some, frontend: some }, { requiredKeys: [] })
    fc.assert(
      fc.property(fc.oneof(anything, fc.constant({ ingress: lies, service: lies, params: lies })), (given) => {
        const seen = see(said(given))
        const found = tagged(seen)
        expect(new Set(found.map(([stack]) => stack))).toEqual(new Set(['shop/web']))
        for (const [stack, id, tags] of found) {
          const keys = reserved.filter((key) => Object.hasOwn(tags, key))
          expect(Object.fromEntries(keys.map((key) => [key, tags[key]]))).toEqual(
            ownershipTags(install.clusterName, stack, id)
          )
          expect(whoseIs(tags, 'demo')).toEqual({ whose: 'ours', stack, id })
          expect(whoseIs(tags, 'other')).toEqual({ whose: 'foreign' })
        }
        expect(see(said(given), seen.after).plan.steps.filter(({ on }) => on === 'aws')).toEqual([])
      })
    )
  })

  test('and whoever wrote it is told, at the place where it stands', () => {
    const places = see(said({ ingress: lies, service: lies, params: lies, frontend: lies })).findings.flatMap(
      ({ code, severity, at, message }) =>
        code === 'tags/reserved'
          ? [`${severity} ${at.object.kind} ${at.path.at(-1)}: ${/the tag (\S+),/.exec(message)?.[1]}`]
          : []
    )
    const at = (place: string): ReadonlyArray<string> => reserved.map((key) => `warning ${place}: ${key}`)
    expect(new Set(places)).toEqual(
      new Set([
        ...at('Ingress alb.ingress.kubernetes.io/tags'),
        ...at('Ingress alb.ingress.kubernetes.io/frontend-nlb-tags'),
        ...at('Service alb.ingress.kubernetes.io/tags'),
        ...at('IngressClassParams tags')
      ])
    )
    expect(places).toHaveLength(4 * reserved.length)
  })

  test('what somebody wrote before it was left out is taken off', () => {
    const { after } = see(said({}))
    const lying = {
      ...after,
      stacks: new Map(
        [...after.stacks].map(([id, stack]) => [
          id,
          {
            ...stack,
            resources: stack.resources.map((each) =>
              each.kind === 'LoadBalancer'
                ? { ...each, spec: { ...each.spec, tags: { ...each.spec.tags, 'service.k8s.aws/stack': 'pay/bank' } } }
                : each
            )
          }
        ])
      )
    }
    const { plan } = see(said({ ingress: { 'service.k8s.aws/stack': 'pay/bank' } }), lying)
    expect(plan.steps.map((step) => (step.on === 'aws' ? step.call.action : ''))).toContain('RemoveTags')
  })
})

describe('tags say whose a resource is', () => {
  const stack = { 'ingress.k8s.aws/stack': 'shop/web', 'ingress.k8s.aws/resource': 'LoadBalancer' }
  const ours: Whose = { whose: 'ours', stack: 'shop/web', id: 'LoadBalancer' }
  test.each<{ name: string; given: Tags; expected: Whose }>([
    { name: 'ours, by the tag of today', given: { 'elbv2.k8s.aws/cluster': 'demo', ...stack }, expected: ours },
    { name: 'ours, by the tag of v1', given: { 'ingress.k8s.aws/cluster': 'demo', ...stack }, expected: ours },
    {
      name: "another cluster's, although somebody there wrote our name into the tag of v1",
      given: { 'elbv2.k8s.aws/cluster': 'other', 'ingress.k8s.aws/cluster': 'demo', ...stack },
      expected: { whose: 'foreign' }
    },
    {
      name: 'another product of our cluster, with nothing of a stack of ours',
      given: { 'elbv2.k8s.aws/cluster': 'demo', 'service.k8s.aws/stack': 'shop/web' },
      expected: { whose: 'foreign' }
    },
    {
      name: 'ours, but not which of our resources',
      given: { 'elbv2.k8s.aws/cluster': 'demo', 'ingress.k8s.aws/stack': 'shop/web' },
      expected: { whose: 'unclear' }
    },
    {
      name: 'a stack without a cluster is nobody we know',
      given: stack,
      expected: { whose: 'unsaid' }
    }
  ])('$name', ({ given, expected }) => {
    expect(whoseIs(given, 'demo')).toEqual(expected)
  })

  // Users of another cluster choose tags and names: both could be those that a former controller gave for shop/web of this cluster.
  test.each([
    { 'elbv2.k8s.aws/cluster': 'other' },
    { 'ingress.k8s.aws/cluster': 'other' },
    { 'elbv2.k8s.aws/cluster': 'demo' }
  ])('what has %o is not taken over as if a former controller had left it', (cluster) => {
    const former = {
      'kubernetes.io/cluster/demo': 'owned',
      'kubernetes.io/namespace': 'shop',
      'kubernetes.io/ingress-name': 'web',
      Namespace: 'shop',
      IngressName: 'web',
      ManagedBy: 'alb-ingress'
    }
    const name = formerLoadBalancerName('d642dfa0', 'shop', 'web')
    const identified = (tags: Tags) =>
      identify([{ kind: 'LoadBalancer', physicalId: 'lb', tags, spec: { name }, reported: {} }], [], 'demo')
    expect([...identified(former).state.stacks.keys()]).toEqual(['shop/web'])
    const { state, findings } = identified({ ...former, ...cluster })
    expect([...state.stacks.keys()]).toEqual([])
    expect(findings).toEqual([])
  })
})
