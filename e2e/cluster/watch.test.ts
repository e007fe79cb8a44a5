import {
  type LiveCluster,
  type LiveSettings,
  listedCluster,
  liveCluster,
  type Notice
} from '@alb-ingress/adapter-k8s/live'
import { E } from '@alb-ingress/core'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { startKubernetes } from '../../testbed/kubernetes.mjs'
import { createCrds } from '../../testbed/objects.mjs'
import { adminOf, connected, type Found, given, ingressIn, newNamespace } from './admin.js'
import { journal } from './journal.js'

const server = await startKubernetes()
const admin = adminOf(await connected(server.kubeconfig))
const running: Array<LiveCluster> = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((cluster) => cluster.stop()))
})
afterAll(() => server.stop())

/** A cluster that is watched, once all was listed. */
const watched = async (settings: LiveSettings = {}) => {
  const story = journal()
  const cluster = liveCluster(await connected(server.kubeconfig), settings)
  running.push(cluster)
  await cluster.start(story.changed)
  return { ...story, cluster }
}

const secret = (namespace: string, name: string, value: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { namespace, name },
  data: { clientSecret: Buffer.from(value).toString('base64') }
})

const pod = (namespace: string, name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name },
  spec: { containers: [{ name: 'web', image: 'web', env: [{ name: 'LONG', value: 'x' }] }] }
})

// First, because it brings the definitions, which later tests find.
describe('kinds that a definition brings', () => {
  test('are noticed when they are installed later, and when they go', async () => {
    const namespace = await newNamespace(admin)
    const { cluster, told, until } = await watched()
    expect(cluster.hasBindings()).toBe(false)

    await createCrds(server.kubeconfig)
    await told('set CustomResourceDefinition targetgroupbindings.elbv2.k8s.aws')
    await until(cluster.hasBindings)
    const metadata = { namespace, name: 'made' }
    const spec = { targetGroupARN: 'arn', serviceRef: { name: 'cart', port: 80 } }
    await admin.create({ apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'TargetGroupBinding', metadata, spec })
    await told(`set TargetGroupBinding ${namespace}/made`)

    await admin.remove({ kind: 'CustomResourceDefinition', name: 'targetgroupbindings.elbv2.k8s.aws' })
    await told(`removed TargetGroupBinding ${namespace}/made`)
    await until(() => !cluster.hasBindings())
    await createCrds(server.kubeconfig)
    await until(cluster.hasBindings)
  })
})

describe('what is watched', () => {
  test('objects are told when they come, change and go, without what nobody reads', async () => {
    const namespace = await newNamespace(admin)
    await admin.create(ingressIn(namespace, 'before'))
    const { told, objects, until } = await watched()
    await told(`set Ingress ${namespace}/before`)

    await admin.create(ingressIn(namespace, 'cart', { annotations: { first: 'yes' } }))
    await told(`set Ingress ${namespace}/cart`)
    const ref = { kind: 'Ingress', namespace, name: 'cart' }
    await admin.patch(ref, { metadata: { annotations: { first: 'no' } } })
    const cart = () => objects('Ingress').get(`Ingress ${namespace}/cart`)
    await until(() => cart()?.metadata.annotations.first === 'no')
    expect(Object.keys(cart().metadata).sort()).toEqual(
      ['annotations', 'creationTimestamp', 'generation', 'name', 'namespace', 'resourceVersion', 'uid'].sort()
    )
    await admin.remove(ref)
    await told(`removed Ingress ${namespace}/cart`)
  })

  test('only the namespaces that are named', async () => {
    const [one, two, other] = [await newNamespace(admin), await newNamespace(admin), await newNamespace(admin)]
    for (const namespace of [other, one, two]) await admin.create(ingressIn(namespace, 'cart'))
    const { objects } = await watched({ namespaces: [one, two] })
    expect([...objects('Ingress').keys()].sort()).toEqual([`Ingress ${one}/cart`, `Ingress ${two}/cart`].sort())
    expect([...objects('Namespace').keys()]).toContain(`Namespace ${other}`)
  })

  test('each Secret that is named, and no other', async () => {
    const namespace = await newNamespace(admin)
    for (const name of ['oidc', 'other']) await admin.create(secret(namespace, name, 'first'))
    const { cluster, told, objects, until } = await watched()
    expect(objects('Secret').size).toBe(0)

    await cluster.watchSecrets(new Set([`${namespace}/oidc`, `${namespace}/later`]))
    expect([...objects('Secret').keys()]).toEqual([`Secret ${namespace}/oidc`])
    await admin.patch({ kind: 'Secret', namespace, name: 'oidc' }, secret(namespace, 'oidc', 'second'))
    const rotated = Buffer.from('second').toString('base64')
    await until(() => objects('Secret').get(`Secret ${namespace}/oidc`)?.data.clientSecret === rotated)
    await admin.create(secret(namespace, 'later', 'third'))
    await told(`set Secret ${namespace}/later`)

    await cluster.watchSecrets(new Set([`${namespace}/later`]))
    await told(`removed Secret ${namespace}/oidc`)
    expect([...objects('Secret').keys()]).toEqual([`Secret ${namespace}/later`])
  })

  test('Pods only while somebody needs them, and of them only what is read', async () => {
    const namespace = await newNamespace(admin)
    await admin.create(pod(namespace, 'web'))
    const { cluster, objects, told } = await watched({ namespaces: [namespace] })
    expect(objects('Pod').size).toBe(0)
    await cluster.watchPods(true)
    expect(objects('Pod').get(`Pod ${namespace}/web`).spec.containers).toEqual([{ name: 'web' }])
    await admin.create(pod(namespace, 'more'))
    await told(`set Pod ${namespace}/more`)
    await cluster.watchPods(false)
    await told(`removed Pod ${namespace}/more`)
    expect(objects('Pod').size).toBe(0)
  })

  test('more objects than fit one page of a list', async () => {
    const namespace = await newNamespace(admin)
    const names = Array.from({ length: 520 }, (_, i) => `config-${i}`)
    for (let i = 0; i < names.length; i += 20)
      await Promise.all(names.slice(i, i + 20).map((name) => admin.create(ingressIn(namespace, name))))
    const { objects } = await watched({ namespaces: [namespace] })
    expect(objects('Ingress').size).toBe(520)
  })
})

describe('a cluster that is read once', () => {
  const key = ({ kind, metadata: { namespace, name } }: Found): string => `${kind} ${namespace}/${name}`

  test('shows the same as one that is watched, and the Secrets that somebody names in it', async () => {
    const namespace = await newNamespace(admin)
    await admin.create(ingressIn(namespace, 'cart'))
    await admin.create(secret(namespace, 'oidc', 'value'))
    await admin.create(secret(namespace, 'other', 'value'))
    const { cluster } = await watched({ namespaces: [namespace] })
    const kept = await given(cluster.kubernetes.read)
    const client = await connected(server.kubeconfig)
    const secrets = () => new Set([`${namespace}/oidc`, `${namespace}/absent`])
    const read = await given(listedCluster(client, { namespaces: [namespace], secrets }).read)
    const isSecret = ({ kind }: Found): boolean => kind === 'Secret'
    expect(read.filter((each) => !isSecret(each)).sort(byKey)).toEqual([...kept].sort(byKey))
    expect(read.filter(isSecret).map(key)).toEqual([`Secret ${namespace}/oidc`])
  })

  test('without the right to read it is a fault that names the rule to add', async () => {
    const read = listedCluster(await connected(server.userKubeconfig)).read
    expect(await read()).toMatchObject(
      E.left({
        kind: 'denied',
        message: expect.stringMatching(/Add to the roles of this user: .*resources: \["namespaces"\]/)
      })
    )
  })

  const byKey = (a: Found, b: Found): number => (key(a) < key(b) ? -1 : 1)
})

describe('rights', () => {
  test('that are missing are told once for each kind, with the rule to add, and taken when somebody gives them', async () => {
    const notices: Array<Notice> = []
    const story = journal()
    const noticed = (notice: Notice): void => {
      notices.push(notice)
      story.notify()
    }
    const cluster = liveCluster(await connected(server.userKubeconfig), { noticed })
    running.push(cluster)
    const started = cluster.start(story.changed)
    const about = (kind: string) => notices.filter((notice) => notice.kind === kind)
    await story.until(() => about('Ingress').length > 0)
    expect(about('Ingress')).toEqual([
      {
        notice: 'failed',
        kind: 'Ingress',
        fault: expect.objectContaining({
          kind: 'denied',
          call: 'list Ingress',
          message: expect.stringContaining(
            'apiGroups: ["networking.k8s.io"], resources: ["ingresses"], verbs: ["get", "list", "watch"]'
          )
        })
      }
    ])

    const metadata = { name: 'everything' }
    const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]
    await admin.create({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules })
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'everything' }
    const subjects = [{ kind: 'User', name: 'controller', apiGroup: 'rbac.authorization.k8s.io' }]
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef,
      subjects
    }
    await admin.create(binding)
    await started
    expect(about('Ingress').at(-1)).toEqual({ notice: 'recovered', kind: 'Ingress' })
  })
})
