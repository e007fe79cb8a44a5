import { describe, expect, test } from 'vitest'
import { place } from './support/cli.js'
import { account, documents, files, ingress, input, service, shop } from './support/shop.js'

const secured = ingress('shop', 'web', {
  annotations: {
    'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
    'alb.ingress.kubernetes.io/ssl-redirect': '443'
  }
})
const manifests = documents(shop.split('---\n')[0] ?? '', secured, service('shop', 'web'))

const good = `manifests: manifests.yaml
account: { certificates: ["*.example.com"] }
tests:
  - name: the shop is there
    request: GET https://shop.example.com/
    expect: { service: shop/web:80, authentication: none, certificate: "*.example.com" }
  - request: http://shop.example.com/cart?x=1
    expect:
      redirect: https://shop.example.com/cart?x=1
`

const bad = `${good}  - name: the blog has a Service of its own
    request: GET https://shop.example.com/blog
    expect:
      service: shop/blog:80
      response: 503
`

const withTests = (text: string): Readonly<Record<string, string>> => ({
  'manifests.yaml': manifests,
  'shop.test.yaml': text
})

describe('test', () => {
  test('is silent about what passes, but for its name, and says how much was reached', async () => {
    const { cli, path } = place(withTests(good))
    const { status, out, err } = await cli(['test', 'shop.test.yaml'])
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out.replaceAll(path(''), '')).toMatchInlineSnapshot(`
      "/shop.test.yaml
        * the shop is there
        * GET http://shop.example.com/cart?x=1

      Coverage: 2 of 2 rules (100 %).

      2 passed, 0 failed
      "
    `)
  })

  test('says why a test failed, where it stands, and how the request went: status 1', async () => {
    const { cli, path } = place(withTests(bad))
    const { status, out } = await cli(['test', 'shop.test.yaml'])
    expect(status).toBe(1)
    expect(out.replaceAll(path(''), '')).toMatchInlineSnapshot(`
      "/shop.test.yaml
        * the shop is there
        * GET http://shop.example.com/cart?x=1
        ! the blog has a Service of its own  /shop.test.yaml:11:14
          GET https://shop.example.com/blog
            /shop.test.yaml:13:16: service: expected shop/blog:80, and got shop/web:80
              No rule of shop/web leads to shop/blog:80. Its rules lead to shop/web:80.
              Did you mean shop/web:80?
            /shop.test.yaml:14:17: response: expected the fixed response 503, and got shop/web:80
              No rule of shop/web leads there.
              Correct the manifests, or the test.
          The way of the request through shop/web:
            * rule 443:1  host shop.example.com matches shop.example.com; path /blog matches /*
            -> shop/web:80

      Coverage: 2 of 2 rules (100 %).

      2 passed, 1 failed
      "
    `)
  })

  test('takes manifests and account from flags over those of the file', async () => {
    const other = documents(
      shop.split('---\n')[0] ?? '',
      ingress('shop', 'web', { host: 'other.example.com' }),
      service('shop', 'web')
    )
    const { cli } = place({
      ...withTests(
        'manifests: nowhere.yaml\naccount: nowhere.json\ntests: [{ request: "http://other.example.com/", expect: { service: shop/web } }]\n'
      ),
      'other.yaml': other,
      'account.json': account()
    })
    const flagged = await cli(['test', 'shop.test.yaml', '--manifests', 'other.yaml', '--account', 'account.json'])
    expect(flagged).toMatchObject({ status: 0, err: '' })
    expect((await cli(['test', 'shop.test.yaml'])).err).toMatch(/--manifests: .*nowhere\.yaml is not there/)
  })

  test('takes them from the config file where the test file says nothing', async () => {
    const { cli } = place({
      ...files(),
      'shop.test.yaml': 'tests: [{ request: "http://shop.example.com/", expect: { service: shop/web } }]\n',
      'config.yaml': 'manifests: manifests.yaml\naccount: account.json\nfail-under: 100\n'
    })
    expect(await cli(['test', 'shop.test.yaml', '--config', 'config.yaml'])).toMatchObject({ status: 0, err: '' })
  })

  test('paths in a test file count from its own folder', async () => {
    const { cli } = place({
      'deploy/manifests.yaml': manifests,
      'deploy/tests/shop.yaml': good.replace('manifests.yaml', '../manifests.yaml')
    })
    expect(await cli(['test', 'deploy/tests/shop.yaml'])).toMatchObject({ status: 0, err: '' })
  })

  test('an account in a file is an account file', async () => {
    const { cli } = place({
      ...files(),
      'shop.test.yaml':
        'manifests: manifests.yaml\naccount: account.json\ntests: [{ request: "http://shop.example.com/", expect: { service: "*" } }]\n'
    })
    expect(await cli(['test', 'shop.test.yaml'])).toMatchObject({ status: 0, err: '' })
  })

  test('settings of the installation come as flags', async () => {
    const { cli } = place({
      ...files(documents(shop.split('---\n')[0] ?? '', ingress('shop', 'web', { service: 'gone' }))),
      'shop.test.yaml':
        'manifests: manifests.yaml\ntests: [{ request: "http://shop.example.com/", expect: { response: 503 } }]\n'
    })
    expect(await cli(['test', 'shop.test.yaml'])).toMatchObject({ status: 0 })
    expect((await cli(['test', 'shop.test.yaml', '--tolerate-non-existent-backend-service', 'false'])).status).toBe(1)
  })

  test('what is missing can be assumed', async () => {
    const { cli } = place({
      'lone.yaml': secured,
      'shop.test.yaml':
        'manifests: lone.yaml\ntests: [{ request: "https://shop.example.com/", expect: { service: shop/web:80, certificate: "*" } }]\n'
    })
    expect((await cli(['test', 'shop.test.yaml'])).status).toBe(1)
    expect((await cli(['test', 'shop.test.yaml', '--assume-missing'])).status).toBe(0)
  })

  test('with several load balancers, a test finds the one with a rule, or says which it means', async () => {
    const twin = ingress('twin', 'web', {})
    const both = documents(
      shop,
      twin,
      service('twin', 'web'),
      ingress('blog', 'blog', { host: 'blog.example.com' }),
      service('blog', 'web')
    )
    const { cli } = place({
      ...files(both),
      'shop.test.yaml': `manifests: manifests.yaml
tests:
  - { request: "http://blog.example.com/", expect: { service: blog/web } }
  - { request: "http://shop.example.com/", group: twin/web, expect: { service: twin/web } }
  - { request: "http://shop.example.com/", expect: { service: twin/web } }
`
    })
    const { status, out } = await cli(['test', 'shop.test.yaml'])
    expect(status).toBe(1)
    expect(out).toContain('2 passed, 1 failed')
    expect(out).toContain('got several load balancers with a rule for it: shop/web, twin/web')
  })
})

describe('what is refused', () => {
  const broken = documents(
    shop,
    ingress('blog', 'blog', { annotations: { 'alb.ingress.kubernetes.io/scheme': 'public' } }),
    service('blog', 'web')
  )
  const tests =
    'manifests: manifests.yaml\ntests: [{ request: "http://shop.example.com/", group: shop/web, expect: { service: shop/web } }]\n'

  test('fails the run unless a file expects it', async () => {
    const { cli } = place({
      ...files(broken),
      'shop.test.yaml': tests,
      'refused.test.yaml': `refused: [annotation/value]\n${tests}`
    })
    const { status, out, err } = await cli(['test', 'shop.test.yaml'])
    expect(status).toBe(1)
    expect(out).toContain('1 passed, 0 failed, 1 refused')
    expect(err).toMatch(/error\[annotation\/value\] .*manifests\.yaml:\d+:\d+/)
    expect(await cli(['test', 'refused.test.yaml'])).toMatchObject({ status: 0, err: '' })
    expect((await cli(['test', 'shop.test.yaml', 'refused.test.yaml'])).status).toBe(0)
  })

  test('expected and not there is a failure, which says what is refused instead', async () => {
    const { cli } = place({
      ...files(broken),
      'shop.test.yaml': `refused: [annotation/value, path/wildcard]\n${tests}`
    })
    const { status, out } = await cli(['test', 'shop.test.yaml'])
    expect(status).toBe(1)
    expect(out).toMatch(
      /! refused for path\/wildcard {2}.*shop\.test\.yaml:1:\d+\n {4}Expected a refusal with path\/wildcard, and other things are refused:/
    )
  })
})

describe('coverage', () => {
  const one =
    'manifests: manifests.yaml\naccount: { certificates: ["*.example.com"] }\ntests: [{ request: "https://shop.example.com/", expect: { service: "*" } }]\n'
  const other = one.replace('https:', 'http:').replace('service', 'redirect')

  test('below what --fail-under asks for fails the run, and names what no test reaches', async () => {
    const { cli } = place({ ...withTests(one) })
    const { status, out } = await cli(['test', 'shop.test.yaml', '--fail-under', '60%'])
    expect(status).toBe(1)
    expect(out).toContain(
      'Coverage: 1 of 2 rules (50 %), below the 60 % that --fail-under asks for.\nNo test reaches:\n  shop/web default of 80 -> 301 to https://'
    )
    expect((await cli(['test', 'shop.test.yaml', '--fail-under', '50'])).status).toBe(0)
  })

  test('counts what several files about the same manifests reach together', async () => {
    const { cli } = place({ ...withTests(one), 'other.test.yaml': other })
    const { status, out } = await cli(['test', 'shop.test.yaml', 'other.test.yaml', '--fail-under', '100'])
    expect(status).toBe(0)
    expect(out).toContain('Coverage: 2 of 2 rules (100 %).')
  })
})

describe('for programs', () => {
  test('JSON has every test with its place, and the coverage', async () => {
    const { cli } = place(withTests(bad))
    const { status, out, err } = await cli(['test', 'shop.test.yaml', '--format', 'json'])
    expect({ status, err }).toEqual({ status: 1, err: '' })
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      passed: false,
      files: [
        {
          tests: [
            { name: 'the shop is there', passed: true, position: { line: 5, column: 14 } },
            { name: 'GET http://shop.example.com/cart?x=1', passed: true },
            {
              passed: false,
              request: 'GET https://shop.example.com/blog',
              mismatches: [
                {
                  aspect: 'service',
                  expected: 'shop/blog:80',
                  found: 'shop/web:80',
                  position: { line: 13, column: 16 }
                },
                { aspect: 'response', position: { line: 14, column: 17 } }
              ]
            }
          ]
        }
      ],
      coverage: { percent: 100, missed: [] },
      refused: []
    })
  })

  test('JUnit has a suite for each file, and one for the manifests', async () => {
    const { cli, path } = place(withTests(bad))
    const { status, out, err } = await cli(['test', 'shop.test.yaml', '-f', 'junit', '--fail-under', '100'])
    expect({ status, err }).toEqual({ status: 1, err: '' })
    expect(out.replaceAll(path(''), '')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="alb-ingress test" tests="4" failures="1" errors="0" skipped="0" time="0">
        <testsuite name="/shop.test.yaml" tests="3" failures="1" errors="0" skipped="0" time="0">
          <testcase name="the shop is there" classname="/shop.test.yaml" file="/shop.test.yaml" line="5" time="0"/>
          <testcase name="GET http://shop.example.com/cart?x=1" classname="/shop.test.yaml" file="/shop.test.yaml" line="7" time="0"/>
          <testcase name="the blog has a Service of its own" classname="/shop.test.yaml" file="/shop.test.yaml" line="11" time="0">
            <failure type="service" message="service: expected shop/blog:80, and got shop/web:80">GET https://shop.example.com/blog
        /shop.test.yaml:13:16: service: expected shop/blog:80, and got shop/web:80
          No rule of shop/web leads to shop/blog:80. Its rules lead to shop/web:80.
          Did you mean shop/web:80?
        /shop.test.yaml:14:17: response: expected the fixed response 503, and got shop/web:80
          No rule of shop/web leads there.
          Correct the manifests, or the test.
      The way of the request through shop/web:
        ✓ rule 443:1  host shop.example.com matches shop.example.com; path /blog matches /*
        → shop/web:80</failure>
          </testcase>
        </testsuite>
        <testsuite name="manifests" tests="1" failures="0" errors="0" skipped="0" time="0">
          <testcase name="coverage is at least 100 %" classname="manifests" time="0"/>
        </testsuite>
      </testsuites>
      "
    `)
  })
})

describe('a test file that cannot be used is refused, with the line and what to write', () => {
  test.each([
    { name: 'YAML that is none', text: 'tests: [', said: /^alb-ingress: .*shop\.test\.yaml:\d+:\d+: / },
    { name: 'an empty file', text: '', said: /shop\.test\.yaml:1:1: tests is missing\. Write a list there\./ },
    { name: 'a list', text: '- a\n', said: /1:1: It is \["a"\], and should be an object\./ },
    { name: 'no test', text: 'tests: []', said: /1:8: There is no test\./ },
    {
      name: 'a misspelt member',
      text: 'manifest: x\ntests: [{ request: "http://a/", expect: { service: "*" } }]',
      said: /1:11: "manifest" is not known here\. Did you mean manifests\?/
    },
    {
      name: 'a misspelt expectation',
      text: 'tests:\n  - request: http://a/\n    expect: { servce: shop/web }',
      said: /3:23: "servce" is not known here\. Did you mean service\?/
    },
    {
      name: 'an unknown expectation',
      text: 'tests:\n  - request: http://a/\n    expect: { speed: 3 }',
      said: /3:22: "speed" is not known here\. Known here: service, weights/
    },
    {
      name: 'an expectation of the wrong type',
      text: 'tests:\n  - request: http://a/\n    expect: { response: soon }',
      said: /3:25: response is "soon", and should be a number or an object\./
    },
    {
      name: 'a weight that is no number',
      text: 'tests:\n  - request: http://a/\n    expect: { weights: { shop/web: most } }',
      said: /3:36: shop\/web is "most", and should be a number\./
    },
    {
      name: 'a redirect with an unknown part',
      text: 'tests:\n  - request: http://a/\n    expect: { redirect: { url: "http://b/" } }',
      said: /3:32: "url" is not known here\. Known here: to, status\./
    },
    {
      name: 'no request',
      text: 'tests: [{ expect: { service: "*" } }]',
      said: /1:9: request is missing\. Write a text or an object there\./
    },
    {
      name: 'a request without a host',
      text: 'tests: [{ request: GET /cart, expect: { service: "*" } }]',
      said: /1:20: \/cart is not a URL such as/
    },
    {
      name: 'an expectation of nothing',
      text: 'tests: [{ request: "http://a/", expect: {} }]',
      said: /1:41: expect says nothing\./
    },
    {
      name: 'a key that stands twice',
      text: 'tests: [{ request: "http://a/", expect: { service: a/b, service: a/c } }]',
      said: /1:66: service is written twice\. Keep one of them\./
    },
    {
      name: 'a star without quotes',
      text: 'tests: [{ request: "http://a/", expect: { service: * } }]',
      said: /1:52: .*Quote a text that starts with & or \*/
    },
    {
      name: 'an unknown code',
      text: 'refused: [annotation/valu]\ntests: []',
      said: /1:11: "annotation\/valu" is no code of a finding\. Did you mean annotation\/value\?/
    },
    {
      name: 'a bad account in short',
      text: 'manifests: manifests.yaml\naccount: { subnets: [{}] }\ntests: [{ request: "http://a/", expect: { service: "*" } }]',
      said: /shop\.test\.yaml account subnets\[0\]\.id: .*is missing/
    },
    {
      name: 'certificates that are no list',
      text: 'manifests: manifests.yaml\naccount: { certificates: all }\ntests: [{ request: "http://a/", expect: { service: "*" } }]',
      said: /account certificates: .*should be a list/
    },
    {
      name: 'no manifests',
      text: 'tests: [{ request: "http://a/", expect: { service: "*" } }]',
      said: /test needs --manifests <path>.*standard input\.$/m
    }
  ])('$name', async ({ text, said }) => {
    const { cli } = place(withTests(text))
    const result = await cli(['test', 'shop.test.yaml'])
    expect(result).toMatchObject({ status: 1, out: '' })
    expect(result.err).toMatch(said)
    for (const line of result.err.trimEnd().split('\n')) expect(line).toMatch(/^alb-ingress: /)
  })

  test.each([
    { name: 'a file that is not there', words: ['test', 'nowhere.yaml'], said: /nowhere\.yaml is not there/ },
    { name: 'no file at all', words: ['test'], said: /test needs <file>: Test files/ },
    {
      name: 'no percentage',
      words: ['test', 'shop.test.yaml', '--fail-under', 'most'],
      said: /--fail-under is "most", and should be a number from 0 to 100/
    },
    {
      name: 'more than all',
      words: ['test', 'shop.test.yaml', '--fail-under', '101'],
      said: /--fail-under is "101", and should be a number from 0 to 100/
    },
    {
      name: 'a format that nobody writes',
      words: ['test', 'shop.test.yaml', '--format', 'tap'],
      said: /--format is "tap", and should be text, json or junit/
    },
    {
      name: 'several files, each with something wrong',
      words: ['test', 'nowhere.yaml', 'neither.yaml'],
      said: /nowhere\.yaml is not there\.\nalb-ingress: neither\.yaml is not there/
    }
  ])('$name', async ({ words, said }) => {
    const { cli } = place({ ...withTests(good), ...files() })
    const result = await cli([...words, ...(words.length === 1 ? [] : input)])
    expect(result).toMatchObject({ status: 1, out: '' })
    expect(result.err).toMatch(said)
  })
})
