import { describe, expect, test } from 'vitest'
import { person, place } from './support/cli.js'
import { documents, files, ingress, ingressClass, input, service, shop } from './support/shop.js'

const two = documents(shop, ingress('blog', 'web', { host: 'blog.example.com' }), service('blog', 'web'))

describe('destroy', () => {
  test('deletes what one group has, lets its Ingress go, and leaves the others', async () => {
    const { cli, read } = place(files(two))
    await cli(['apply', ...input, '--yes'])
    const said = await cli(['destroy', 'shop/web', ...input, '--yes'])
    expect(said).toMatchObject({ status: 0, err: '' })
    expect(said.out).toMatch(/DeleteLoadBalancer[\s\S]*RemoveFinalizer/)
    expect(said.out).not.toContain('blog')
    const left = JSON.parse(read('account.json'))
    expect(left.resources.loadBalancers).toHaveLength(1)
    expect(left.kubernetes.finalizers['Ingress shop/web'] ?? []).toEqual([])
  })

  test('the last group takes what belongs to the cluster along', async () => {
    const { cli, read } = place(files(two))
    await cli(['apply', ...input, '--yes'])
    expect((await cli(['destroy', 'shop/web', 'blog/web', ...input, '--yes'])).status).toBe(0)
    expect(JSON.parse(read('account.json')).resources).toEqual({ sequence: expect.any(Number) })
  })

  test('no manifest has to ask for the group any more', async () => {
    const { cli } = place(files())
    await cli(['apply', ...input, '--yes'])
    const said = await cli(['destroy', 'shop/web', '--account', 'account.json', '--yes'])
    expect(said.status).toBe(0)
    expect(said.out).toContain('DeleteLoadBalancer')
  })

  test('a group of which there is nothing is told', async () => {
    const { cli } = place(files())
    expect(await cli(['destroy', 'shop/wbe', ...input, '--yes'])).toMatchObject({
      ...{ status: 1, out: '' },
      err: expect.stringContaining('There is nothing of a group "shop/wbe".')
    })
  })

  test('a load balancer that is protected stays', async () => {
    const annotations = { 'alb.ingress.kubernetes.io/load-balancer-attributes': 'deletion_protection.enabled=true' }
    const guarded = documents(ingressClass, ingress('shop', 'web', { annotations }), service('shop', 'web'))
    const { cli, read } = place(files(guarded))
    await cli(['apply', ...input, '--yes'])
    const before = read('account.json')
    const said = await cli(['destroy', 'shop/web', ...input, '--yes'])
    expect(said).toMatchObject({ status: 1, out: '' })
    expect(said.err).toContain('The load balancer of shop/web is protected from deletion.')
    expect(read('account.json')).toBe(before)
  })

  test.each([
    { name: 'nobody is at the terminal', io: {}, says: 'add --yes' },
    { name: 'nobody agrees', io: person('n'), says: 'Nothing was changed.' }
  ])('nothing is done where $name', async ({ io, says }) => {
    const { cli, read } = place(files())
    await cli(['apply', ...input, '--yes'])
    const before = read('account.json')
    const said = await cli(['destroy', 'shop/web', ...input], io)
    expect(said.status).toBe(1)
    expect(said.err).toContain(says)
    expect(read('account.json')).toBe(before)
  })
})

describe('--only', () => {
  test('looks at some groups and at no other', async () => {
    const { cli } = place(files(two))
    const said = await cli(['apply', ...input, '--yes', '--only', 'shop/web'])
    expect(said).toMatchObject({ status: 0, err: '' })
    expect(said.out).not.toContain('blog')
    const both = await cli(['plan', ...input, '--only', 'shop/web', '--only', 'blog/web'])
    expect(both.out).toMatch(/^blog\/web\n/)
  })

  test.each([
    { words: ['--only', 'shop/wbe'], says: 'No group is called "shop/wbe".' },
    { words: ['--only', 'shop/web', '--prune'], says: 'use destroy GROUP' }
  ])('$words is refused', async ({ words, says }) => {
    const { cli } = place(files(two))
    const said = await cli(['plan', ...input, ...words])
    expect(said).toMatchObject({ status: 1, out: '' })
    expect(said.err).toContain(says)
  })
})
