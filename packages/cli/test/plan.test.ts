import { describe, expect, test } from 'vitest'
import { place } from './support/cli.js'
import { account, documents, files, ingress, ingressClass, input, service, shop } from './support/shop.js'

describe('what plan prints', () => {
  test('changes are planned with their reasons, status 2, and nothing is written', async () => {
    const { cli, read } = place(files())
    const { status, out, err } = await cli(['plan', ...input])
    expect(status).toBe(2)
    expect(out).toContain('CreateLoadBalancer')
    expect(out).toContain('does not exist yet')
    expect(out).toMatch(/Plan: \d+ to create, 0 to change, 0 to delete\./)
    expect(err).toBe('')
    expect(read('account.json')).toBe(account())
  })

  test('JSON is a plan that programs read, with nothing beside it', async () => {
    const { cli } = place(files())
    const { status, out, err } = await cli(['plan', ...input, '-o', 'json'])
    expect(status).toBe(2)
    expect(err).toBe('')
    const plan: unknown = JSON.parse(out)
    expect(plan).toMatchObject({ schemaVersion: 1, stray: [], findings: [] })
    expect(plan).toHaveProperty('steps.0.id')
  })

  test.each([
    {
      name: 'there is no Ingress',
      given: ingressClass,
      status: 0,
      out: 'Nothing to do: the manifests have no Ingress.\n'
    },
    {
      name: 'no Ingress is ours',
      given: shop.replaceAll('ingress.k8s.aws/alb', 'k8s.io/ingress-nginx'),
      status: 0,
      out: expect.stringMatching(/^Nothing to do: no Ingress is ours\.\nNot served: shop\/web, as .*\.\n$/)
    },
    {
      name: 'all is refused',
      given: ingress('shop', 'web'),
      status: 1,
      out: 'Nothing to do until what is refused is mended.\n'
    }
  ])('nothing to do is told with its reason: $name', async ({ given, status, out }) => {
    const { cli } = place(files(given))
    expect(await cli(['plan', ...input])).toMatchObject({ status, out })
  })
})

describe('what is refused holds up nobody else', () => {
  test('a manifest that cannot be read is told with its place, the good group is planned, status 1', async () => {
    const { cli, write } = place(files())
    write('broken.yaml', 'apiVersion: v1\nkind: [Service\n')
    const { status, out, err } = await cli([
      'plan',
      '--manifests',
      'manifests.yaml',
      'broken.yaml',
      '--account',
      'account.json'
    ])
    expect(status).toBe(1)
    expect(out).toContain('CreateLoadBalancer')
    expect(err).toMatch(/error\[document\/unreadable\] .*broken\.yaml:\d+:\d+/)
  })

  test('a group with a bad annotation is refused with file and line, the other is planned, status 1', async () => {
    const bad = ingress('bad', 'web', { annotations: { 'alb.ingress.kubernetes.io/scheme': 'public' } })
    const { cli } = place(files(documents(shop, bad, service('bad', 'web'))))
    const { status, out, err } = await cli(['plan', ...input])
    expect(status).toBe(1)
    expect(out).toContain('shop/web')
    expect(out).not.toContain('bad/web')
    expect(err).toMatch(/error\[annotation\/value\] .*manifests\.yaml:\d+:\d+ {2}Ingress bad\/web/)
  })

  test('JSON tells the findings as data, status 1', async () => {
    const bad = ingress('bad', 'web', { annotations: { 'alb.ingress.kubernetes.io/scheme': 'public' } })
    const { cli } = place(files(documents(shop, bad, service('bad', 'web'))))
    const { status, out, err } = await cli(['plan', ...input, '--output', 'json'])
    expect(status).toBe(1)
    expect(err).toBe('')
    expect(JSON.parse(out)).toMatchObject({ findings: [{ code: 'annotation/value', object: { namespace: 'bad' } }] })
  })
})

describe('where manifests come from', () => {
  test('a folder, a glob and several paths reach the same objects', async () => {
    const { cli, path, write } = place(files())
    write('deep/folder/class.yaml', ingressClass)
    write('deep/web.yaml', documents(ingress('shop', 'web'), service('shop', 'web')))
    const given = [[path('deep')], [path('deep/**/*.yaml')], [path('deep/web.yaml'), path('deep/folder')]]
    const plans = await Promise.all(
      given.map((paths) => cli(['plan', '--manifests', ...paths, '--account', 'account.json']))
    )
    for (const plan of plans) expect(plan).toEqual(await cli(['plan', ...input]))
  })
})
