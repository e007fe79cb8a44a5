import { parseAll } from '@alb-ingress/adapter-k8s/manifests'
import { describe, expect, test } from 'vitest'
import { person, place } from './support/cli.js'
import { elsewhere } from './support/elsewhere.js'
import { account, documents, files, ingress, ingressClass, input, service, shop } from './support/shop.js'

const endpointsOf = (name: string, ...ips: ReadonlyArray<string>): string => `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { namespace: shop, name: ${name}-1, labels: { kubernetes.io/service-name: ${name} } }
addressType: IPv4
ports: [{ name: http, port: 8080, protocol: TCP }]
endpoints:
${ips.map((ip) => `  - { addresses: [${ip}], conditions: { ready: true }, targetRef: { kind: Pod, name: p-${ip.replaceAll('.', '-')}, namespace: shop } }`).join('\n')}
`

const pod = (ip: string): string => `apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: p-${ip.replaceAll('.', '-')}, uid: u-${ip} }
spec: { nodeName: n1, containers: [{ name: web }] }
status: { podIP: ${ip}, podIPs: [{ ip: ${ip} }], conditions: [{ type: ContainersReady, status: 'True' }, { type: Ready, status: 'True' }] }
`

const served = documents(shop, endpointsOf('web', '10.0.1.5'), pod('10.0.1.5'))

const objectsIn = (text: string): ReadonlyArray<unknown> =>
  parseAll([{ file: 'm.yaml', text }]).documents.map(({ object }) => object)

const inCluster = ['--cluster-name', 'shop', '--kubeconfig', 'config']

describe('status', () => {
  test('before anything is applied there is no load balancer, status 2', async () => {
    const { cli } = place(files())
    const { status, out, err } = await cli(['status', ...input])
    expect({ status, err }).toEqual({ status: 2, err: '' })
    expect(out).toMatch(/^! group shop\/web {2}Ingress shop\/web\n {4}there is no load balancer\n/)
    expect(out).toContain('steps more, which alb-ingress plan tells')
  })

  test('of what was applied and has healthy targets is 0', async () => {
    const { cli } = place(files(served))
    await cli(['apply', '--yes', ...input])
    const { status, out } = await cli(['status', ...input], { now: () => Date.UTC(2026, 0, 2) })
    expect(out).toContain('target group shop/web-web:80  shop/web:80, 1 of 1 target healthy')
    expect(out).toMatch(/All is well\.\n$/)
    expect(status).toBe(0)
  })

  test('tells who is not registered where others are, and who is not there at all', async () => {
    const { cli, write } = place(files(served))
    await cli(['apply', '--yes', ...input])
    write(
      'manifests.yaml',
      documents(shop, endpointsOf('web', '10.0.1.5', '10.0.1.6'), pod('10.0.1.5'), pod('10.0.1.6'))
    )
    const more = await cli(['status', ...input], { now: () => Date.UTC(2026, 0, 2) })
    expect(more).toMatchObject({ status: 2 })
    expect(more.out).toContain('not registered yet: 10.0.1.6:8080')
    write(
      'manifests.yaml',
      documents(ingressClass, ingress('shop', 'web'), pod('10.0.1.5'), endpointsOf('other', '10.0.1.5'))
    )
    const gone = await cli(['status', ...input], { now: () => Date.UTC(2026, 0, 2) })
    expect(gone.out).toMatch(/the Service "shop\/web" does not exist/)
  })

  test('tells what somebody else changed, at the place of it', async () => {
    const { cli, read, write } = place(files())
    await cli(['apply', '--yes', ...input])
    write('account.json', read('account.json').replaceAll('"shop.example.com"', '"other.example.com"'))
    const { status, out } = await cli(['status', ...input])
    expect(status).toBe(2)
    expect(out).toMatch(/~ rule 1 other\.example\.com [^\n]*\n +ModifyRule is due: conditions/)
  })

  test('a frozen group says what is to be mended, and what it still has', async () => {
    const { cli, write } = place(files())
    await cli(['apply', '--yes', ...input])
    const annotations = { 'alb.ingress.kubernetes.io/scheme': 'public' }
    write('manifests.yaml', documents(ingressClass, ingress('shop', 'web', { annotations }), service('shop', 'web')))
    const { status, out, err } = await cli(['status', 'shop/web', ...input])
    expect(status).toBe(2)
    expect(out).toMatch(/! group shop\/web.*\n {4}frozen: it stays as it is until this is mended\n.*scheme.*"public"/)
    expect(out).toContain('listener 80')
    expect(err).toContain('manifests.yaml')
  })

  test('of one Ingress looks at its group alone', async () => {
    const { cli } = place(files(documents(shop, ingress('blog', 'web'), service('blog', 'web'))))
    const { out } = await cli(['status', 'blog/web', ...input])
    expect(out).toContain('group blog/web')
    expect(out).not.toContain('shop/web')
  })

  test.each([
    { subject: 'shop/wep', says: '"shop/wep" is no group and no Ingress (namespace/name). Did you mean shop/web?' },
    { subject: 'shop/nginx', says: 'Ingress shop/nginx names the IngressClass "nginx", which does not exist.' }
  ])('of $subject, which is none of ours, is one line and 1', async ({ subject, says }) => {
    const { cli } = place(files(documents(shop, ingress('shop', 'nginx', { className: 'nginx' }))))
    const said = await cli(['status', subject, ...input])
    expect(said).toMatchObject({ status: 1, out: '' })
    expect(said.err).toContain(says)
    expect(said.err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('as JSON is a tree for programs, with ids and the health of each thing', async () => {
    const { cli } = place(files(served))
    await cli(['apply', '--yes', ...input])
    const { status, out } = await cli(['status', '-o', 'json', ...input], { now: () => Date.UTC(2026, 0, 2) })
    const { schemaVersion, health, groups } = JSON.parse(out)
    expect({ status, schemaVersion, health }).toEqual({ status: 0, schemaVersion: 1, health: 'well' })
    expect(groups).toMatchObject([
      { kind: 'Group', health: 'well', parts: [{ kind: 'LoadBalancer' }, { kind: 'SecurityGroup' }] }
    ])
    expect(out).toMatch(/"kind": "Target",\n\s+"name": "target 10\.0\.1\.5:8080"/)
  })

  test('of AWS and a live cluster needs no files', async () => {
    const { cli } = place()
    const { io } = elsewhere(objectsIn(served))
    await cli(['apply', '--yes', ...inCluster], io)
    const { status, out } = await cli(['status', ...inCluster], io)
    expect(out).toContain('1 of 1 target healthy')
    expect(status).toBe(0)
  })

  test('of files on AWS misses no finalizer and no status, as files keep none', async () => {
    const { cli } = place({ 'manifests.yaml': served })
    const { io } = elsewhere()
    const onAws = ['--manifests', 'manifests.yaml', '--cluster-name', 'shop']
    await cli(['apply', '--yes', ...onAws], io)
    const { out } = await cli(['status', ...onAws], io)
    expect(out).not.toMatch(/Finalizer|UpdateStatus/)
    expect(out).toContain('shop/web:80')
  })

  test('without any Ingress of ours is well, and says so', async () => {
    const { cli } = place(files(ingressClass, account()))
    expect(await cli(['status', ...input])).toMatchObject({ status: 0, out: 'No Ingress is ours.\n' })
  })

  test('has signs and colours for a person', async () => {
    const { cli } = place(files())
    const { out } = await cli(['status', ...input], person())
    expect(out).toContain('\u001b[31m!\u001b[0m group shop/web')
  })
})
