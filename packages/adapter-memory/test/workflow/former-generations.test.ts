import { type Outlook, observedOf } from '@alb-ingress/core'
import { ingressManifest, type Manifest, serviceManifest } from '@alb-ingress/core/testing'
import { describe, expect, test } from 'vitest'
import type { AccountFile } from '../../src/index.js'
import { emptyAccount } from '../example-account.js'
import { type Stage, shortOf, stage, stepsOf } from './stage.js'

// What AWS ALB Ingress Controller 1.x left is made of what this one makes: the same resources under the names and tags of then, and nothing that
// only came later.

type Tags = Readonly<Record<string, string>>

/** What a generation wrote: on everything, on target groups besides, and on security groups. */
interface Generation {
  readonly name: string
  /** Of the load balancer, and of its security group. */
  readonly called: string
  readonly tags: Tags
  readonly resource?: (id: string) => Tags
  readonly ofGroup?: Tags
}

const manifests: ReadonlyArray<Manifest> = [
  serviceManifest('shop/web'),
  ingressManifest('shop/web', { class: 'alb', services: ['web'] })
]

const beta: Tags = {
  'kubernetes.io/cluster/demo': 'owned',
  'kubernetes.io/namespace': 'shop',
  'kubernetes.io/ingress-name': 'web'
}
// d642dfa0 is the CRC-32 of the name of the cluster, a725 how the MD5 of `shopweb` begins.
const called = 'd642dfa0-shop-web-a725'
const ofBeta = (name: string): Tags => ({ ManagedBy: 'alb-ingress', Name: name })

const generations: ReadonlyArray<Generation> = [
  {
    name: '1.1.3 to 1.1.9',
    called,
    tags: { ...beta, 'ingress.k8s.aws/cluster': 'demo', 'ingress.k8s.aws/stack': 'shop/web' },
    resource: (id) => ({ 'ingress.k8s.aws/resource': id })
  },
  { name: '1.0.0 to 1.1.2', called, tags: beta },
  { name: '1.0-beta.7', called, tags: beta, ofGroup: ofBeta(called) },
  {
    name: 'before 1.0-beta.7',
    called: 'demo-shop-web-a725',
    tags: { IngressName: 'web', Namespace: 'shop' },
    ofGroup: ofBeta('demo-shop-web-a725')
  }
]

const service: Tags = { 'kubernetes.io/service-name': 'web', 'kubernetes.io/service-port': '80' }

/** The names of the target group, as the MD5 of its load balancer's name, Service, port, protocol and target type has them. */
const targetGroupNames: Readonly<Record<string, string>> = {
  [called]: 'd642dfa0-263ce69f4d8ca99f758',
  'demo-shop-web-a725': 'demo-386736954ef36efdfa2'
}

const stackTag = 'ingress.k8s.aws/stack'

/** The account as the former controller would have left it. */
const leftBy = ({ called: name, tags, resource = () => ({}), ofGroup }: Generation, made: AccountFile): AccountFile => {
  const resources = made.resources ?? {}
  const own = (resources.securityGroups ?? []).filter((group) => group.tags[stackTag] === 'shop/web')
  const ids = new Set(own.map(({ id }) => id))
  return {
    ...emptyAccount,
    schema: 1,
    flags: made.flags ?? {},
    resources: {
      ...resources,
      loadBalancers: (resources.loadBalancers ?? []).map((each) => ({
        ...each,
        name,
        securityGroups: each.securityGroups.filter((id) => ids.has(id)),
        tags: { ...tags, ...resource('LoadBalancer') }
      })),
      listeners: (resources.listeners ?? []).map((each) => ({ ...each, tags: {} })),
      rules: (resources.rules ?? []).map((each) => ({ ...each, tags: {} })),
      targetGroups: (resources.targetGroups ?? []).map((each) => ({
        ...each,
        name: targetGroupNames[name] ?? '',
        port: 1,
        tags: { ...tags, ...service, ...resource('shop/web-web:80') }
      })),
      securityGroups: own.map((each) => ({
        ...each,
        name,
        tags: ofGroup ?? { ...tags, ...resource('ManagedLBSecurityGroup') }
      }))
    }
  }
}

const made = async (): Promise<AccountFile> => {
  const { pass, account } = stage()
  await pass(manifests)
  return account()
}

const tagsOf = (outlook: Outlook): unknown =>
  (['LoadBalancer', 'TargetGroup', 'SecurityGroup'] as const).map((kind) => {
    const [only] = observedOf(outlook.observed.stacks.get('shop/web'), kind)
    return only?.spec.tags
  })

const taken = async (generation: Generation): Promise<Stage> => stage(leftBy(generation, await made()))

describe.each(generations)('what $name left', (generation) => {
  test('is taken over: tags, the shared security group, and what only Kubernetes has', async () => {
    const { look } = await taken(generation)
    const outlook = await look(manifests)
    expect(outlook.findings).toEqual([])
    expect(shortOf({ steps: stepsOf(outlook) })).toEqual([
      'CreateSecurityGroup *shared* backend-sg',
      'addFinalizer shop/web Ingress shop/web ingress.k8s.aws/resources',
      'SetSecurityGroups shop/web LoadBalancer',
      'CreateTargetGroupBinding shop/web shop/web-web:80',
      'CreateTags shop/web ManagedLBSecurityGroup SecurityGroup',
      'AddTags shop/web LoadBalancer LoadBalancer',
      // With the tag that says which one it is, the target group gets the same tags as the load balancer, in the same call.
      ...(generation.resource === undefined ? ['AddTags shop/web shop/web-web:80 TargetGroup'] : []),
      'AddTags shop/web 80 Listener',
      'AddTags shop/web 80:1 ListenerRule',
      'status shop/web Ingress shop/web'
    ])
  })

  test('keeps its tags, and is not touched again', async () => {
    const { look, pass } = await taken(generation)
    await pass(manifests)
    const outlook = await look(manifests)
    expect(stepsOf(outlook)).toEqual([])
    const { tags, ofGroup = tags } = generation
    expect(tagsOf(outlook)).toEqual([
      expect.objectContaining(tags),
      expect.objectContaining({ ...tags, ...service }),
      expect.objectContaining(ofGroup)
    ])
  })
})

const [, last = generations[0]] = generations
const taking = async (): Promise<Stage> => {
  if (last === undefined) throw new Error('There are generations.')
  return taken(last)
}
const deletions = (outlook: Outlook): ReadonlyArray<string> =>
  shortOf({ steps: stepsOf(outlook) }).filter((id) =>
    /^(Create|Delete)(LoadBalancer|TargetGroup |Listener|Rule)/.test(id)
  )

describe('a takeover', () => {
  test('replaces a target group only for what cannot be changed', async () => {
    const { look } = await taking()
    const https = ingressManifest('shop/web', {
      class: 'alb',
      services: ['web'],
      annotations: { 'backend-protocol': 'HTTPS', 'healthcheck-path': '/up' }
    })
    expect(deletions(await look([serviceManifest('shop/web'), https]))).toEqual([
      'CreateTargetGroup shop/web shop/web-web:80',
      'DeleteTargetGroup shop/web shop/web-web:80 superseded 1'
    ])
  })

  test('changes health checks in place', async () => {
    const { look } = await taking()
    const path = ingressManifest('shop/web', {
      class: 'alb',
      services: ['web'],
      annotations: { 'healthcheck-path': '/up' }
    })
    expect(deletions(await look([serviceManifest('shop/web'), path]))).toEqual([])
  })

  test('does not happen for an Ingress without a class, which is told', async () => {
    const { look } = await taking()
    const outlook = await look([serviceManifest('shop/web'), ingressManifest('shop/web', { services: ['web'] })])
    expect(stepsOf(outlook)).toEqual([])
    expect(outlook.stray).toEqual(['shop/web'])
    expect(outlook.findings).toMatchObject([
      { code: 'class/none-any-more', at: { object: { namespace: 'shop', name: 'web' } } }
    ])
  })

  test('leaves alone what belongs to an Ingress that has a load balancer of today', async () => {
    const { account } = stage()
    const first = await made()
    const old = last === undefined ? account() : leftBy(last, first)
    const both = (name: 'loadBalancers' | 'listeners' | 'rules' | 'targetGroups' | 'securityGroups') => [
      ...(first.resources?.[name] ?? []),
      ...JSON.parse(
        JSON.stringify(old.resources?.[name] ?? [])
          .replaceAll('/app/k8s-', '/app/then-')
          .replaceAll('targetgroup/k8s-', 'targetgroup/then-')
          .replaceAll('"sg-', '"sg-then-')
      )
    ]
    const resources = Object.fromEntries(
      (['loadBalancers', 'listeners', 'rules', 'targetGroups', 'securityGroups'] as const).map((name) => [
        name,
        both(name)
      ])
    )
    const { look } = stage({ ...first, resources: { ...first.resources, ...resources } })
    const outlook = await look(manifests)
    expect(stepsOf(outlook)).toEqual([])
    expect(outlook.findings.map(({ code }) => code)).toEqual(['former/left-over'])
  })
})

test('an Ingress of a former version is read, and told; one that others serve is not told', async () => {
  const { look } = stage()
  const former = (name: string, annotations: Readonly<Record<string, string>>): Manifest => ({
    apiVersion: 'extensions/v1beta1',
    kind: 'Ingress',
    metadata: { namespace: 'shop', name, annotations },
    spec: { backend: { serviceName: 'web', servicePort: 80 } }
  })
  const { groups, findings } = await look([
    serviceManifest('shop/web'),
    former('web', { 'kubernetes.io/ingress.class': 'alb' }),
    former('theirs', { 'kubernetes.io/ingress.class': 'nginx' })
  ])
  expect(groups.map(({ id, state }) => `${id} ${state}`)).toEqual(['shop/web wanted'])
  expect(findings.map(({ code, at }) => `${code} ${at.object.name}`)).toEqual(['object/former-version web'])
})
