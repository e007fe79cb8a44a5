import { describe, expect, test } from 'vitest'
import { place } from './support/cli.js'
import { filesOf, groupOf, nastyIngress } from './support/front.js'
import { account, documents, files, ingress, ingressClass, input, service, shop } from './support/shop.js'

const draw = ['graph', ...input]

describe('formats', () => {
  test('Mermaid is the usual one, and can be put into Markdown as it is', async () => {
    const { cli } = place(filesOf(groupOf(3)))
    const { status, out, err } = await cli(draw)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    await expect(out).toMatchFileSnapshot('golden/graph-three.mmd')
  })

  test('JSON has nodes and edges', async () => {
    const { cli } = place(files(shop))
    const { status, out } = await cli([...draw, '--format', 'json'])
    expect(status).toBe(0)
    const { schemaVersion, from, nodes, edges } = JSON.parse(out)
    expect({ schemaVersion, from }).toEqual({ schemaVersion: 1, from: 'files' })
    expect(nodes).toContainEqual(expect.objectContaining({ kind: 'service', title: 'shop/web', state: 'same' }))
    expect(edges).toContainEqual({ from: 'Ingress shop/web', to: 'Group shop/web', state: 'same' })
  })

  test('SVG is a picture of its own, with a legend, a title and what there is no room for', async () => {
    const { cli } = place(filesOf(groupOf(3)))
    const { status, out } = await cli([...draw, '--format', 'svg'])
    expect(status).toBe(0)
    expect(out).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*viewBox="0 0 [\d.]+ [\d.]+">\n<title id="title">/
    )
    for (const words of ['listener with its rules', 'cart.shop.example.com /*', 'ELBSecurityPolicy-2016-08'])
      expect(out).toContain(words)
    expect(out).toContain('prefers-color-scheme:dark')
    expect(out.trimEnd()).toMatch(/<\/svg>$/)
  })

  test('HTML is a page that runs nothing and loads nothing', async () => {
    const { cli } = place(filesOf(groupOf(3)))
    const { status, out } = await cli([...draw, '--format', 'html'])
    expect(status).toBe(0)
    expect(out).toMatch(/^<!doctype html>\n<html lang="en">/)
    expect(out).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(out).toContain('3 Ingresses, 1 load balancer, 2 listeners, 5 rules, 3 Services.')
    expect(out).not.toMatch(/<script|<link|<img|\bon\w+=|\b(?:href|src)=|url\(|@import/)
  })

  test('the same input gives the same picture', async () => {
    const { cli, write } = place(filesOf(groupOf(5)))
    const forth = await cli([...draw, '--format', 'svg'])
    write('manifests.yaml', groupOf(5).split('---\n').reverse().join('---\n'))
    expect((await cli([...draw, '--format', 'svg'])).out).toBe(forth.out)
  })

  test('no text of a user becomes markup', async () => {
    const { cli } = place(files(nastyIngress()))
    const { status, out } = await cli([...draw, '--format', 'html'])
    expect(status).toBe(0)
    const elements = new Set([...out.matchAll(/<([^\s/>!]+)/g)].map(([, name = '']) => name))
    const ours = ['html', 'head', 'meta', 'title', 'style', 'body', 'h1', 'p', 'figure']
    const drawn = ['svg', 'g', 'rect', 'polygon', 'polyline', 'path', 'text']
    expect([...elements].filter((name) => ![...ours, ...drawn].includes(name))).toEqual([])
    expect(out).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })
})

describe('from a plan', () => {
  test('everything is added where nothing is there', async () => {
    const { cli } = place(files(shop))
    const { status, out } = await cli([...draw, '--from', 'plan'])
    expect(status).toBe(0)
    expect(out).toMatch(/Ingress shop\/web \(added\)"\]\):::added/)
    expect(out).toMatch(/load balancer k8s-shop-web-\w+ \(added\)/)
  })

  test('what changes is told apart from what stays and what goes', async () => {
    const { cli, write } = place(filesOf(groupOf(3)))
    await cli(['apply', '--yes', ...input])
    write('manifests.yaml', groupOf(2, { 'alb.ingress.kubernetes.io/healthcheck-path': '/up' }))
    const { out } = await cli([...draw, '--from', 'plan', '-f', 'json'])
    const { nodes } = JSON.parse(out) as { readonly nodes: ReadonlyArray<Readonly<Record<string, string>>> }
    const states = nodes.map(({ kind, state, title }) => `${state} ${kind} ${title?.replace(/-\w{10}$/, '')}`)
    expect(states).toEqual(
      expect.arrayContaining([
        'same ingress shop/cart',
        'same loadBalancer k8s-front',
        'changed targetGroup k8s-shop-cart',
        'same rule cart.shop.example.com /*',
        'removed rule search.shop.example.com /*',
        'removed service team-a/search'
      ])
    )
    const picture = await cli([...draw, '--from', 'plan', '-f', 'html'])
    for (const words of ['+ added', '~ changed', '- removed', 'as it is', ': 0 added, 2 changed, 3 removed.'])
      expect(picture.out).toContain(words)
  })

  test('where nothing is to be done everything stays as it is', async () => {
    const { cli } = place(filesOf(groupOf(3)))
    await cli(['apply', '--yes', ...input])
    const { out } = await cli([...draw, '--from', 'plan'])
    expect(out).not.toMatch(/added|changed|removed/)
  })
})

describe('from an account', () => {
  test('needs no manifests', async () => {
    const { cli } = place(filesOf(groupOf(3)))
    await cli(['apply', '--yes', ...input])
    const { status, out } = await cli(['graph', '--from', 'account', '--account', 'account.json'])
    expect(status).toBe(0)
    expect(out).toContain('load balancer k8s-front-')
    expect(out).toContain('Service team-a/search')
    expect(out).not.toContain('Ingress')
  })

  test('manifests say which Ingresses are in its groups', async () => {
    const { cli } = place(filesOf(groupOf(3)))
    await cli(['apply', '--yes', ...input])
    const { out } = await cli([...draw, '--from', 'account'])
    expect(out).toContain('Ingress team-a/search')
  })
})

describe('what is not as it should be', () => {
  test('a group that is refused is drawn without a load balancer, the others as ever: status 1', async () => {
    const bad = ingress('bad', 'web', { annotations: { 'alb.ingress.kubernetes.io/scheme': 'public' } })
    const { cli } = place(files(documents(shop, bad, service('bad', 'web'))))
    const { status, out, err } = await cli(draw)
    expect(status).toBe(1)
    expect(out).toContain('group bad/web<br>refused')
    expect(out).toContain('load balancer k8s-shop-web-')
    expect(err).toContain('error[annotation/value]')
  })

  test('--group draws one group, in whatever it is drawn from', async () => {
    const two = documents(shop, ingress('blog', 'web', { host: 'blog.example.com' }), service('blog', 'web'))
    const { cli } = place(files(two))
    await cli(['apply', '--yes', ...input])
    for (const from of ['files', 'plan', 'account']) {
      const { status, out } = await cli([...draw, '--from', from, '--group', 'blog/web'])
      expect(status).toBe(0)
      expect(out).toContain('group blog/web')
      expect(out).not.toContain('shop/web')
    }
  })

  test.each([
    {
      name: 'a group that nobody knows',
      words: [...draw, '--group', 'nobody'],
      said: 'There is no group "nobody" to draw.'
    },
    {
      name: 'no group at all',
      words: ['graph', '--from', 'account', '-a', 'account.json'],
      said: 'There is no group to draw.'
    },
    {
      name: 'a format that nobody draws',
      words: [...draw, '-f', 'png'],
      said: '--format is "png", and should be mermaid, svg, html or json.'
    },
    {
      name: 'a source that is none',
      words: [...draw, '--from', 'memory'],
      said: '--from is "memory", and should be files, plan or account.'
    },
    { name: 'no manifests', words: ['graph', '-a', 'account.json'], said: 'graph needs --manifests <path>' },
    {
      name: 'no account',
      words: ['graph', '--from', 'plan', '-m', 'manifests.yaml'],
      said: 'graph needs an account: --account <file>'
    }
  ])('$name is told, status 1', async ({ words, said }) => {
    const { cli } = place(files(ingressClass, account()))
    const result = await cli(words)
    expect(result).toMatchObject({ status: 1, out: '' })
    expect(result.err).toContain(said)
  })
})

test('what was assumed is drawn as such', async () => {
  const { cli } = place({ 'ingress.yaml': ingress('shop', 'web') })
  const { status, out } = await cli(['graph', '-m', 'ingress.yaml', '--assume-missing'])
  expect(status).toBe(0)
  expect(out).toContain('Service shop/web<br>assumed"]):::assumed')
  const picture = await cli(['graph', '-m', 'ingress.yaml', '--assume-missing', '-f', 'svg'])
  expect(picture.out).toMatch(/<text[^>]*>assumed<\/text>/)
})
