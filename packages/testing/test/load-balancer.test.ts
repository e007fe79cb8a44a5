import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  anAccount,
  checkRefusal,
  checkRequest,
  checkSetting,
  destinationOf,
  loadBalancerFrom,
  wayOf,
  whereTo
} from '../src/index.js'
import { misspelt, shop } from './shop.js'

const folder = (files: Readonly<Record<string, string>>): string => {
  const path = mkdtempSync(join(tmpdir(), 'alb-ingress-testing-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return path
}

const account = anAccount({ certificates: ['shop.example'] })
const web = 'GET https://shop.example/'

describe('manifests are given', () => {
  test('as YAML text', async () => {
    expect(destinationOf(await loadBalancerFrom(shop, account), web)).toBe('shop/web:http')
  })

  test('as a path, a folder or a URL', async () => {
    const path = folder({ 'shop.yaml': shop })
    for (const given of [path, join(path, 'shop.yaml'), join(path, '*.yaml'), pathToFileURL(join(path, 'shop.yaml'))]) {
      expect(destinationOf(await loadBalancerFrom(given, account), web)).toBe('shop/web:http')
    }
  })

  test('as objects, beside texts: the later of two writings counts', async () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'shop', name: 'web' },
      spec: { ports: [{ port: 81 }] }
    }
    const alb = await loadBalancerFrom([shop, service], account)
    expect(alb.findings.map(({ code }) => code)).toContain('document/same-object-twice')
    expect(alb.errors.map(({ code }) => code)).toEqual(['service/port'])
  })
})

describe('an account is given', () => {
  test('as the path or URL of a file', async () => {
    const path = join(folder({ 'account.json': JSON.stringify(account) }), 'account.json')
    expect((await loadBalancerFrom(shop, path)).errors).toEqual([])
    expect((await loadBalancerFrom(shop, pathToFileURL(path))).errors).toEqual([])
  })

  test('not at all, and is the usual one: without certificates HTTPS is refused', async () => {
    const alb = await loadBalancerFrom(shop)
    expect(alb.errors.map(({ code }) => code)).toEqual(['certificates/none-for-host'])
  })

  test('with settings of the installation', async () => {
    const alb = await loadBalancerFrom(
      shop,
      anAccount({ ...account, flags: { 'default-ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06' } })
    )
    expect(checkSetting(alb, 'ssl-policy', 'ELBSecurityPolicy-TLS13-1-2-2021-06').passed).toBe(true)
  })
})

describe('a lone manifest', () => {
  const [ingressClass = '', lone = ''] = shop.split('---\n')

  test('is refused where an action names Services that are not there', async () => {
    const alb = await loadBalancerFrom([ingressClass, lone], account)
    expect(new Set(alb.errors.map(({ code }) => code))).toEqual(new Set(['service/missing']))
  })

  test('stands alone where the rest is assumed, and each thing is told', async () => {
    const alb = await loadBalancerFrom(lone, undefined, { assumeMissing: true })
    expect(alb.errors).toEqual([])
    expect(checkRequest(alb, web, { service: 'shop/web', certificate: '*' })).toMatchObject({ passed: true })
    expect(alb.findings.filter(({ code }) => code.startsWith('assumed/')).length).toBeGreaterThan(2)
  })
})

describe('what cannot be read is thrown, with what to do', () => {
  test.each([
    {
      name: 'a manifest that is not there',
      work: () => loadBalancerFrom('nowhere.yaml'),
      said: /nowhere\.yaml is not there\.\nPaths count from .*import\.meta\.url/
    },
    {
      name: 'an account that is not there',
      work: () => loadBalancerFrom(shop, 'nowhere.json'),
      said: /Account: nowhere\.json is not there/
    },
    {
      name: 'an account of the wrong shape',
      work: () => loadBalancerFrom(shop, { subnets: [{}] } as never),
      said: /Account subnets\[0\]\.id: .* is missing/
    },
    {
      name: 'an account with an unknown flag',
      work: () => loadBalancerFrom(shop, anAccount({ flags: { 'cluster-nam': 'x' } })),
      said: /Did you mean cluster-name\?/
    }
  ])('$name', async ({ work, said }) => {
    await expect(work()).rejects.toThrow(said)
  })
})

describe('without a test runner', () => {
  test('each question has its own function, which gives a value', async () => {
    const alb = await loadBalancerFrom(shop, account)
    expect(alb.groups).toEqual(['shop/web'])
    expect(whereTo(alb, web)).toMatchObject({ by: 'one', trace: { answeredBy: '443:3' } })
    expect(wayOf(alb, web)).toContain('→ shop/web:http')
    expect(checkRequest(alb, web, { service: 'shop/web' })).toMatchObject({ passed: true })
    expect(checkRequest(alb, web, { service: 'shop/cart' })).toMatchObject({
      passed: false,
      verdict: { mismatches: [{ aspect: 'service' }] }
    })
    expect(checkSetting(alb, 'scheme', 'internal')).toMatchObject({ passed: true })
    expect(checkRefusal(alb)).toMatchObject({ passed: false })
  })

  test('a group narrows every question', async () => {
    const other = { ...misspelt, metadata: { ...misspelt.metadata, annotations: {} } }
    const both = [shop, other]
    expect((await loadBalancerFrom(both, account)).groups).toEqual(['blog/blog', 'shop/web'])
    const one = await loadBalancerFrom(both, account, { group: 'shop/web' })
    expect(destinationOf(one, 'GET http://blog.example/')).toMatch(/^301 to /)
    expect(checkSetting(one, 'target-type', 'ip').passed).toBe(true)
  })

  test('a request that no single load balancer answers has no destination', async () => {
    const empty = await loadBalancerFrom(misspelt)
    expect(destinationOf(empty, web)).toBeUndefined()
    expect(wayOf(empty, web)).toBe('no load balancer has a rule for it')
  })
})
