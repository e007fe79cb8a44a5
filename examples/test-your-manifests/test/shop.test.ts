import { anAccount, loadBalancerFrom } from '@alb-ingress/testing'
import '@alb-ingress/testing/vitest'
import { describe, expect, test } from 'vitest'

const manifests = new URL('../manifests', import.meta.url)
const account = anAccount({ region: 'eu-central-1', certificates: [['shop.example', '*.shop.example']] })
const alb = await loadBalancerFrom(manifests, account)

test('everything is accepted', () => {
  expect(alb).not.toRefuse()
})

describe('the shop', () => {
  test('is reached with HTTPS only', () => {
    expect(alb).toRedirect('GET http://shop.example/cart?id=7').to('https://shop.example/cart?id=7', 301)
    expect(alb).toPresent('shop.example').for('shop.example')
  })

  test('sends one cart in ten to the new Service', () => {
    expect(alb).toRoute('GET https://shop.example/cart/7').to({ 'shop/cart:80': 9, 'shop/cart-next:80': 1 })
    // Prefix matches whole segments: this is no cart.
    expect(alb).toRoute('GET https://shop.example/cartoons').to('shop/web:80')
  })

  test('says that the outlet is closed', () => {
    expect(alb).toRespond(503, { body: 'Back at noon.' }).to('GET https://shop.example/outlet')
  })

  test('is open to everybody', () => {
    expect(alb).toAnswer('GET https://shop.example/', { service: 'shop/web:80', authentication: 'none' })
  })
})

describe('the back office', () => {
  test('asks who you are', () => {
    expect(alb).toAuthenticate('GET https://office.shop.example/').with('cognito')
    expect(alb).toRoute('GET https://office.shop.example/').to('shop/office:80')
  })

  test('is covered by the wildcard', () => {
    expect(alb).toPresent('*.shop.example').for('office.shop.example')
  })
})

test('settings are what we think they are', () => {
  expect(alb).toHaveSetting('scheme', 'internet-facing')
  expect(alb).toHaveSetting('target-type', 'ip')
  expect(alb).toHaveSetting('healthcheck-path', '/healthz', 'shop/web')
})

test('without the certificate HTTPS is refused', async () => {
  expect(await loadBalancerFrom(manifests, anAccount())).toRefuse('certificates/none-for-host')
})
