import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { person, place, type Said } from '../support/cli.js'
import { account, files, input } from '../support/shop.js'
import { harmIn, hostileText, hostileVariants } from './hostile.js'

const prefix = 'alb.ingress.kubernetes.io/'
const arn = 'arn:aws:acm:eu-central-1:111122223333:certificate/1'

const withPrefix = (annotations: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [
      key.includes('/') ? key : `${prefix}${key}`,
      typeof value === 'string' ? value : JSON.stringify(value)
    ])
  )

const to = (name: string, port: string) => ({ service: { name, port: { name: port } } })

const ingress = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    namespace: 'shop',
    name: 'web',
    finalizers: ['example.com/other'],
    labels: { team: 'shop' },
    annotations: withPrefix({
      'listen-ports': [{ HTTP: 80 }, { HTTPS: 443 }],
      'certificate-arn': arn,
      tags: 'team=shop',
      'load-balancer-attributes': 'idle_timeout.timeout_seconds=30',
      'target-group-attributes': 'stickiness.enabled=true',
      'load-balancer-name': 'shop',
      'group.name': 'market',
      'group.order': '1',
      scheme: 'internal',
      'ssl-policy': 'Policy',
      'inbound-cidrs': '10.0.0.0/8',
      'healthcheck-path': '/health',
      'success-codes': '200',
      'target-node-labels': 'pool=web',
      'wafv2-acl-arn': 'arn:aws:wafv2:x',
      'actions.go': { type: 'fixed-response', fixedResponseConfig: { statusCode: '200', messageBody: 'hello' } },
      'actions.away': { type: 'redirect', redirectConfig: { statusCode: 'HTTP_301', host: 'a.example', query: 'q=1' } },
      'actions.both': {
        type: 'forward',
        forwardConfig: {
          targetGroups: [
            { serviceName: 'web', servicePort: 'http', weight: 1 },
            { targetGroupARN: 'arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/other/1', weight: 1 }
          ]
        }
      },
      'conditions.web': [
        { field: 'http-header', httpHeaderConfig: { httpHeaderName: 'X-Tenant', values: ['a'] } },
        { field: 'query-string', queryStringConfig: { values: [{ key: 'k', value: 'v' }] } }
      ],
      'transforms.web': [
        { type: 'url-rewrite', urlRewriteConfig: { rewrites: [{ regex: '^/old', replace: '/new' }] } }
      ],
      'auth-type': 'cognito',
      'auth-idp-cognito': {
        userPoolARN: 'arn:pool',
        userPoolClientID: 'client',
        userPoolDomain: 'domain',
        authenticationRequestExtraParams: { display: 'page' }
      },
      'auth-scope': 'openid',
      shceme: 'internal',
      'example.com/other': 'x',
      'nginx.ingress.kubernetes.io/rewrite-target': '/',
      'lint.alb-ingress/ignore': 'lint/unused-action: it is meant'
    })
  },
  spec: {
    ingressClassName: 'alb',
    tls: [{ hosts: ['tls.example'] }],
    defaultBackend: to('web', 'http'),
    rules: [
      {
        host: 'shop.example.com',
        http: {
          paths: [
            { path: '/web', pathType: 'Prefix', backend: to('web', 'http') },
            { path: '/go', pathType: 'Exact', backend: to('go', 'use-annotation') },
            { path: '/away*', pathType: 'ImplementationSpecific', backend: to('away', 'use-annotation') },
            { path: '/both', pathType: 'Prefix', backend: to('both', 'use-annotation') }
          ]
        }
      }
    ]
  }
}

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name: 'web', annotations: withPrefix({ tags: 'team=web', 'healthcheck-path': '/' }) },
  spec: { type: 'NodePort', ports: [{ name: 'http', port: 80, targetPort: 'web', nodePort: 30080 }] }
}

const others = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'alb' },
    spec: {
      controller: 'ingress.k8s.aws/alb',
      parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'usual' }
    }
  },
  {
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'IngressClassParams',
    metadata: { name: 'usual' },
    spec: {
      tags: [{ key: 'cost', value: 'shop' }],
      sslPolicy: 'Policy',
      namespaceSelector: { matchLabels: { team: 'shop' } }
    }
  },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'shop' } } },
  { apiVersion: 'example.com/v1', kind: 'Foreign', metadata: { namespace: 'shop', name: 'other' } }
]

const yaml = (objects: ReadonlyArray<unknown>): string =>
  objects.map((object) => JSON.stringify(object)).join('\n---\n')

/** Each variant of the Ingress is one of its own, in a group of its own: none freezes another. */
const manyIngresses = (() => {
  const variants = hostileVariants(ingress) as ReadonlyArray<typeof ingress>
  return variants.map((variant, i) => {
    const { annotations, name, namespace, ...rest } = { ...variant.metadata }
    const { [`${prefix}group.name`]: group, ...own } = annotations ?? {}
    const isMeant = name !== 'web' || namespace !== 'shop' || (group !== undefined && group !== 'market')
    return isMeant ? variant : { ...variant, metadata: { ...rest, namespace, name: `web-${i}`, annotations: own } }
  })
})()

type World = readonly [name: string, manifests: string]

const ingresses = yaml([...others, service, ...manyIngresses])

// Of these there is one for all, so each variant is a world of its own.
const alone: ReadonlyArray<World> = [
  ...hostileVariants(service).map((variant, i): World => [`Service ${i + 1}`, yaml([...others, variant, ingress])]),
  ...hostileVariants(others).map((variant, i): World => [`class ${i + 1}`, yaml([variant, service, ingress].flat())])
]

const certified = account({
  certificates: [{ arn, domainName: 'example.com', sans: ['shop.example.com', 'tls.example'], status: 'ISSUED' }]
})

type Words = ReadonlyArray<string>

const texts: ReadonlyArray<Words> = [
  ['model'],
  ['plan'],
  ['route', 'GET', 'http://shop.example.com/web'],
  ['graph'],
  ['graph', '--from', 'plan'],
  ['lint'],
  ['lint', '--format', 'github'],
  ['lint', '--format', 'junit'],
  ['apply', '--yes'],
  ['status']
]
const jsons: ReadonlyArray<Words> = [
  ['model', '--format', 'json'],
  ['model', '--format', 'document'],
  ['plan', '-o', 'json'],
  ['status', '-o', 'json'],
  ['graph', '--format', 'json'],
  ['lint', '--format', 'json'],
  ['lint', '--format', 'sarif']
]

const flagsOf = ([command]: Words): Words => (command === 'lint' ? ['manifests.yaml'] : input)

const harmless = ({ out, err }: Said): void => {
  expect(harmIn(out)).toBeUndefined()
  expect(harmIn(err)).toBeUndefined()
}

describe('in an Ingress hostile text is only shown', () => {
  test.each(texts)('by %s %s %s', async (...words) => {
    const { cli } = place(files(ingresses, certified))
    const said = await cli([...words, ...flagsOf(words)])
    expect(said.out + said.err).toMatch(/forged/)
    harmless(said)
  })

  test.each(jsons)('as JSON, by %s %s %s', async (...words) => {
    const { cli } = place(files(ingresses, certified))
    const said = await cli([...words, ...flagsOf(words)])
    harmless(said)
    expect(() => JSON.parse(said.out)).not.toThrow()
  })
})

test('in the key of an annotation hostile text is only shown, by explain', async () => {
  const variants = hostileVariants(ingress) as ReadonlyArray<typeof ingress>
  const odd = variants.filter(({ metadata }) =>
    JSON.stringify(Object.keys(metadata?.annotations ?? {})).includes('forged')
  )
  expect(odd.length).toBeGreaterThan(20)
  for (const variant of odd) {
    const { cli } = place(
      files(
        yaml([...others, service, ingress, { ...variant, metadata: { ...variant.metadata, name: 'other' } }]),
        certified
      )
    )
    harmless(await cli(['explain', 'market', ...input]))
  }
})

test.each(alone)('in %s hostile text is only shown', async (_, manifests) => {
  const { cli } = place(files(manifests, certified))
  for (const words of [['model'], ['plan'], ['explain', 'market'], ['lint', '--format', 'github']])
    harmless(await cli([...words, ...flagsOf(words)]))
})

test('with colours, the only escape sequences are those of the colours', async () => {
  const { cli } = place(files(ingresses, certified))
  const esc = '\u001b'
  const colours = new RegExp(`${esc}\\[(?:\\d{1,2}(?:;\\d{1,3})*)?m`, 'g')
  for (const words of texts) {
    const { out, err } = await cli([...words, ...flagsOf(words)], person('n'))
    expect(out + err).toMatch(/./)
    for (const text of [out, err]) expect(harmIn(text.replace(colours, ''))).toBeUndefined()
  }
})

describe('a picture', () => {
  const manifests = yaml([...others, service, ...manyIngresses.slice(0, 60)])

  test('as a page, or as SVG, runs, loads and follows nothing', async () => {
    const { cli } = place(files(manifests, certified))
    for (const format of ['svg', 'html']) {
      const { out } = await cli(['graph', '--format', format, ...input])
      expect(out).toContain('onerror=forged()')
      expect(harmIn(out)).toBeUndefined()
      const tags = [...out.matchAll(/<\/?([A-Za-z!][\w-]*)/g)].map(([, name = '']) => name.toLowerCase())
      const known = ['svg', 'g', 'title', 'style', 'text', 'path', 'polygon', 'polyline', 'ellipse', 'rect', 'line']
      const ofPage = ['!doctype', 'html', 'head', 'meta', 'body', 'h1', 'p', 'figure']
      const allowed = new Set([...known, ...(format === 'html' ? ofPage : [])])
      expect(tags.filter((tag) => !allowed.has(tag))).toEqual([])
      // Attributes are in double quotes, and no text of a user leaves them: what is left of a tag without them holds names and = only.
      for (const [tag] of out.matchAll(/<[A-Za-z][^>]*>/g))
        expect(tag.replace(/"[^"]*"/g, '')).toMatch(/^<[\w-]+(?:\s+[\w:-]+=)*\s*\/?>$/)
      expect(out).not.toMatch(/\s(?:on\w+|href|xlink:href|src)="/i)
    }
  })

  test('in Mermaid has labels without markup, links and directives', async () => {
    const { cli } = place(files(manifests, certified))
    const { out } = await cli(['graph', ...input])
    const lines = out.trimEnd().split('\n')
    const line =
      /^ {2}(?:n\d+[[({]+"[^"<>`*~\\]*(?:<br>[^"<>`*~\\]*)*"[\])}]+(?::::\w+)?|n\d+ (?:-->|==>|-\.->)(?:\|"[^"<>`]*"\|)? n\d+|classDef .*)$/
    expect(lines[0]).toBe('flowchart LR')
    for (const each of lines.slice(1)) expect(each).toMatch(line)
    expect(out).not.toMatch(/https?:|%%|click /)
  })
})

test('a workflow command of GitHub is one of ours, and is one line', async () => {
  const { cli } = place(files(ingresses, certified))
  const { out } = await cli(['lint', '--format', 'github', 'manifests.yaml'])
  const lines = out.trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(100)
  for (const each of lines)
    expect(each).toMatch(
      /^::(?:error|warning|notice) (?:file=[^:,]+,line=\d+,col=\d+,)?title=[a-z0-9%-]+\/?[a-z0-9-]*::[^%]*(?:%25[^%]*)*$/
    )
})

test('a manifest that is no YAML is told of, and shown nowhere', async () => {
  const { cli } = place(files(`${yaml([...others, service, ingress])}\n---\n{${hostileText}`, certified))
  for (const words of texts) harmless(await cli([...words, ...flagsOf(words)]))
})

test('what somebody wrote into the account is only shown, by status', async () => {
  const { cli } = place(files(ingresses, certified))
  await cli(['apply', '--yes', ...input])
  for (const words of [[], ['-o', 'json']]) harmless(await cli(['status', ...words, ...input]))
})

test('what is written into an account file is read back as it was', async () => {
  const hosts = yaml([
    ...others,
    service,
    { ...ingress, metadata: { ...ingress.metadata, annotations: withPrefix({ tags: 'a=\u202eb\u0000' }) } }
  ])
  const { cli, read } = place(files(hosts, certified))
  await cli(['apply', '--yes', ...input])
  expect(() => JSON.parse(read('account.json'))).not.toThrow()
  harmless({ status: 0, out: read('account.json'), err: '', asked: [] })
})

test('text for YAML is text in YAML', () => {
  expect(parseDocument(JSON.stringify(hostileText)).toJS()).toBe(hostileText)
})
