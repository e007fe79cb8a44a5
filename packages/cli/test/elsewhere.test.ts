import { parseAll } from '@alb-ingress/adapter-k8s/manifests'
import { fault, TE } from '@alb-ingress/core'
import { describe, expect, test } from 'vitest'
import { nodeReach } from '../src/world/node-reach.js'
import { place } from './support/cli.js'
import { elsewhere } from './support/elsewhere.js'
import { documents, ingress, service, shop } from './support/shop.js'

const onAws = ['--manifests', 'manifests.yaml', '--cluster-name', 'shop']
const inCluster = ['--cluster-name', 'shop', '--kubeconfig', 'config']

const objectsIn = (text: string): ReadonlyArray<unknown> =>
  parseAll([{ file: 'm.yaml', text }]).documents.map(({ object }) => object)

describe('without --account', () => {
  test('plan and apply work on the account of the credentials, and a second apply has nothing to do', async () => {
    const { cli } = place({ 'manifests.yaml': shop })
    const { io } = elsewhere()
    expect(await cli(['plan', ...onAws], io)).toMatchObject({ status: 2, err: '' })
    const first = await cli(['apply', ...onAws, '--yes'], io)
    expect(first).toMatchObject({ status: 0, err: '' })
    expect(first.out).toMatch(/Done: \d+ steps\./)
    expect(await cli(['plan', ...onAws], io)).toMatchObject({ status: 0, out: 'Nothing to do.\n' })
  })

  test('files keep neither finalizers nor status, so none is written, and no binding', async () => {
    const { cli } = place({ 'manifests.yaml': shop })
    const { out } = await cli(['plan', ...onAws], elsewhere().io)
    expect(out).toContain('CreateLoadBalancer')
    expect(out).not.toMatch(/AddFinalizer|UpdateStatus|TargetGroupBinding/)
  })

  test('the options of AWS say where it is', async () => {
    const { cli } = place({ 'manifests.yaml': shop })
    const { io, asked } = elsewhere()
    const words = [
      ...['--aws-region', 'eu-central-1', '--aws-vpc-tags', 'Name=shop,team=web', '--aws-max-retries', '3'],
      ...['--aws-api-endpoints', 'EC2=http://localhost:1', '--aws-api-throttle', 'EC2:^Describe=1:2']
    ]
    await cli(['model', ...onAws, ...words], io)
    expect(asked.aws).toEqual([
      {
        ...{ clusterName: 'shop', region: 'eu-central-1', maxRetries: 3 },
        vpcTags: { Name: 'shop', team: 'web' },
        endpoints: { EC2: 'http://localhost:1' },
        throttle: 'EC2:^Describe=1:2'
      }
    ])
  })

  test('AWS that cannot be reached is told in one line, status 1', async () => {
    const { cli } = place({ 'manifests.yaml': shop })
    const denied = fault('denied', 'ExpiredToken', 'GetCallerIdentity', 'The token has expired.')
    const reach = { ...nodeReach, aws: () => TE.left(denied) }
    expect(await cli(['plan', ...onAws], { reach })).toEqual({
      ...{ status: 1, out: '', asked: [] },
      err: 'alb-ingress: AWS cannot be reached: GetCallerIdentity: ExpiredToken: The token has expired.\n'
    })
  })

  test.each([
    { option: '--aws-api-throttle', value: 'EC2', says: 'alb-ingress: --aws-api-throttle: "EC2": it must read' },
    { option: '--aws-api-endpoints', value: 'ec2=http://localhost', says: 'did you mean "EC2"?' },
    { option: '--aws-api-endpoints', value: 'EC2=localhost', says: 'and should be a URL such as https://' }
  ])('$option $value is refused before anything is called', async ({ option, value, says }) => {
    const { cli } = place({ 'manifests.yaml': shop })
    const said = await cli(['plan', ...onAws, option, value])
    expect(said.status).toBe(1)
    expect(said.err).toContain(says)
  })

  test('an account file outranks the credentials', async () => {
    const { cli } = place({ 'manifests.yaml': shop, 'account.json': '{}' })
    const { io, asked } = elsewhere()
    await cli(['model', ...onAws, '--account', 'account.json'], io)
    expect(asked.aws).toEqual([])
  })
})

describe('on a cluster', () => {
  test('apply writes finalizers, bindings and status there, and then there is nothing to do', async () => {
    const { cli } = place()
    const { io } = elsewhere(objectsIn(shop))
    const first = await cli(['apply', ...inCluster, '--yes'], io)
    expect(first).toMatchObject({ status: 0, err: '' })
    expect(first.out).toMatch(/AddFinalizer[\s\S]*CreateTargetGroupBinding[\s\S]*UpdateStatus/)
    expect(await cli(['plan', ...inCluster], io)).toMatchObject({ status: 0, out: 'Nothing to do.\n' })
  })

  test('files are laid over what is there: only what they change is planned', async () => {
    const { cli } = place({ 'manifests.yaml': documents(ingress('shop', 'web', { host: 'new.example.com' })) })
    const { io } = elsewhere(objectsIn(documents(shop, ingress('blog', 'web'), service('blog', 'web'))))
    await cli(['apply', ...inCluster, '--yes'], io)
    const { status, out } = await cli(['plan', ...inCluster, '--manifests', 'manifests.yaml'], io)
    expect(status).toBe(2)
    expect(out).toContain('ModifyRule')
    expect(out).toContain('Plan: 0 to create, 1 to change, 0 to delete.')
  })

  test('it can be planned against an account file, too', async () => {
    const { cli } = place({ 'account.json': '{"clusterName":"shop"}' })
    const { io, asked } = elsewhere(objectsIn(shop))
    await cli(['model', '--account', 'account.json', '--context', 'prod'], io)
    expect(asked).toEqual({ aws: [], cluster: [{ context: 'prod' }] })
  })
})

test('a Pod has one cluster, so a kubeconfig beside --in-cluster is refused', async () => {
  const { cli } = place({ 'account.json': '{}' })
  const { io, asked } = elsewhere()
  const { status, err } = await cli(['plan', '--account', 'account.json', '--in-cluster', '--context', 'prod'], io)
  expect(status).toBe(1)
  expect(err).toContain('leave out --kubeconfig and --context')
  expect(asked.cluster).toEqual([])
})

describe('targets', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: web-1, uid: u1, labels: { app: web } }
spec: { nodeName: node-1, containers: [{ name: web, ports: [{ containerPort: 8080 }] }] }
status: { podIP: 10.0.1.5, conditions: [{ type: Ready, status: 'True' }, { type: ContainersReady, status: 'True' }] }
`
  const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { namespace: shop, name: web-1, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ name: http, port: 8080, protocol: TCP }]
endpoints:
  - addresses: [10.0.1.5]
    conditions: { ready: true, serving: true, terminating: false }
    targetRef: { kind: Pod, namespace: shop, name: web-1 }
`

  test('are registered once the groups are done, and a second apply has nobody to register', async () => {
    const { cli } = place()
    const { io } = elsewhere(objectsIn(documents(shop, pod, slice)))
    const first = await cli(['apply', ...inCluster, '--yes'], io)
    expect(first.out).toContain('Targets: 1 registered')
    const second = await cli(['apply', ...inCluster, '--yes'], io)
    expect(second.out).toBe('Nothing to do.\n')
  })

  test('follow a saved plan where a cluster tells of them', async () => {
    const { cli, path } = place()
    const { io } = elsewhere(objectsIn(documents(shop, pod, slice)))
    await cli(['plan', ...inCluster, '--out', path('saved.json')], io)
    const said = await cli(['apply', '--plan', path('saved.json'), '--kubeconfig', 'config', '--yes'], io)
    expect(said.out).toContain('Targets: 1 registered')
    // The account of the test has no network interfaces, so no rule can lead to the Pod.
    expect(said).toMatchObject({ status: 1, err: expect.stringContaining('error[network/no-interface]') })
  })

  test('are left alone where only single groups are looked at', async () => {
    const { cli } = place()
    const { io } = elsewhere(objectsIn(documents(shop, pod, slice)))
    const { out } = await cli(['apply', ...inCluster, '--yes', '--only', 'shop/web'], io)
    expect(out).not.toContain('Targets:')
  })
})
