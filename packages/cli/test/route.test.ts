import { describe, expect, test } from 'vitest'
import { place } from './support/cli.js'
import { documents, files, ingress, input, service, shop } from './support/shop.js'

const blog = documents(ingress('blog', 'blog', { host: 'blog.example.com' }), service('blog', 'web'))

describe('route', () => {
  test('says which rule answers, and who gets the request', async () => {
    const { cli } = place(files())
    const { status, out, err } = await cli(['route', 'GET', 'http://shop.example.com/cart', ...input])
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toContain('* rule 80:1')
    expect(out).toContain('-> shop/web:80')
  })

  test('says why the others do not', async () => {
    const { cli } = place(files())
    const { out } = await cli(['route', 'GET', 'http://other.example.com/', ...input])
    expect(out).toContain('host other.example.com does not match shop.example.com')
    expect(out).toContain('-> 404')
  })

  test('of several load balancers it shows the one with a rule, and counts the others', async () => {
    const { cli } = place(files(documents(shop, blog)))
    const { out } = await cli(['route', 'GET', 'http://blog.example.com/', ...input])
    expect(out).toMatch(/^blog\/blog\n/)
    expect(out).not.toContain('shop/web')
    expect(out).toContain('One other load balancer has no rule for it.')
  })

  test('a redirect to HTTPS is told of the load balancer that has rules for the host', async () => {
    const secured = {
      'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
      'alb.ingress.kubernetes.io/ssl-redirect': '443',
      'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:eu-central-1:111122223333:certificate/0000'
    }
    const cart = ingress('cart', 'cart', { annotations: secured, host: 'cart.example.com' })
    const { cli } = place(files(documents(shop, blog, cart, service('cart', 'web'))))
    const { out } = await cli(['route', 'GET', 'http://cart.example.com/', ...input])
    expect(out).toMatch(/^cart\/cart\n/)
    expect(out).toContain('-> 301 to https://cart.example.com:443/')
    expect(out).toContain('2 other load balancers have no rule for it.')
  })

  test('of many load balancers without a rule for it only their number is told', async () => {
    const names = ['a', 'b', 'c', 'd']
    const many = names.map((name) =>
      documents(ingress(name, 'web', { host: `${name}.example.com` }), service(name, 'web'))
    )
    const { cli } = place(files(documents(shop, ...many)))
    const { out } = await cli(['route', 'GET', 'http://nobody.example.com/', ...input])
    expect(out).toBe('None of the 5 load balancers has a rule for it. With --group, one of them says why.\n')
  })

  test('--group asks one load balancer, and a group that is not there answers nothing', async () => {
    const { cli } = place(files(documents(shop, blog)))
    const { out } = await cli(['route', 'GET', 'http://blog.example.com/', ...input, '--group', 'shop/web'])
    expect(out).toMatch(/^shop\/web\n/)
    const lost = await cli(['route', 'GET', 'http://blog.example.com/', ...input, '--group', 'shop/wep'])
    expect(lost).toMatchObject({ status: 1, out: '' })
    expect(lost.err).toContain('no group is called "shop/wep"')
  })

  test('a port where nothing listens answers nothing: status 1', async () => {
    const { cli } = place(files())
    const { status, out } = await cli(['route', 'GET', 'http://shop.example.com:8080/', ...input])
    expect(status).toBe(1)
    expect(out).toContain('nothing listens on port 8080, only on 80')
  })

  test('headers and the source count', async () => {
    const conditions = JSON.stringify([
      { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'X-Beta', values: ['yes'] } },
      { field: 'source-ip', sourceIpConfig: { values: ['10.0.0.0/8'] } }
    ])
    const guarded = ingress('shop', 'web', { annotations: { 'alb.ingress.kubernetes.io/conditions.web': conditions } })
    const { cli } = place(files(documents(shop.split('---\n')[0] ?? '', guarded, service('shop', 'web'))))
    const ask = ['route', 'GET', 'http://shop.example.com/', ...input]
    expect((await cli(ask)).out).toContain('-> 404')
    const sent = await cli([...ask, '-H', 'X-Beta: yes', '-H', 'Accept: text/html', '--source-ip', '10.1.2.3'])
    expect(sent.out).toContain('-> shop/web:80')
  })

  test('JSON gives the whole trace of each load balancer', async () => {
    const { cli } = place(files(documents(shop, blog)))
    const { out } = await cli(['route', 'GET', 'http://blog.example.com/', ...input, '-o', 'json'])
    expect(JSON.parse(out)).toMatchObject([
      { group: 'blog/blog', trace: { answeredBy: '80:1', destination: { outcome: 'forward' } } },
      { group: 'shop/web', trace: { answeredBy: 'default' } }
    ])
  })
})
