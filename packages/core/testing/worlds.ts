import fc from 'fast-check'
import type { Manifest } from './manifests.js'

/** The manifests of a small cluster, as somebody might have written them: groups, hosts, weights, mistakes. */
export interface World {
  readonly ingresses: ReadonlyArray<Manifest>
  readonly others: ReadonlyArray<Manifest>
}

export const objectsOf = ({ ingresses, others }: World): ReadonlyArray<Manifest> => [...others, ...ingresses]

const prefix = 'alb.ingress.kubernetes.io/'
const namespaces = ['shop', 'pay'] as const
const services = ['web', 'cart', 'search'] as const
const hosts = ['', 'shop.example.com', 'www.example.com', '*.example.com', 'app.example.com'] as const

const service = (namespace: string, name: string, i: number): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace, name },
  spec: {
    type: 'NodePort',
    ports: [
      { name: 'http', port: 80, targetPort: 8080, nodePort: 30000 + i },
      { name: 'status', port: 9000, targetPort: 'status', nodePort: 30100 + i }
    ]
  }
})

const others: ReadonlyArray<Manifest> = [
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'alb' },
    spec: { controller: 'ingress.k8s.aws/alb' }
  },
  ...namespaces.flatMap((namespace) => services.map((name, i) => service(namespace, name, i)))
]

const maybe = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 })

const actions = fc.constantFrom(
  '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","statusCode":"HTTP_301"}}',
  '{"type":"redirect","redirectConfig":{"host":"www.example.com","statusCode":"HTTP_302"}}',
  '{"type":"fixed-response","fixedResponseConfig":{"contentType":"text/plain","statusCode":"503","messageBody":"closed"}}',
  '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"web","servicePort":80,"weight":90},{"serviceName":"cart","servicePort":"http","weight":10}]}}'
)

const conditions = fc.constantFrom(
  '[{"field":"http-header","httpHeaderConfig":{"httpHeaderName":"X-Tenant","values":["a"]}}]',
  '[{"field":"source-ip","sourceIpConfig":{"values":["192.0.2.0/24"]}}]'
)

/** Settings that may differ between members of one group without hurting anybody. */
const ownAnnotations = fc.record({
  'group.order': maybe(fc.constantFrom('1', '2', '10')),
  'listen-ports': maybe(fc.constantFrom('[{"HTTP":80}]', '[{"HTTP":80},{"HTTP":8080}]', '[{"HTTPS":443},{"HTTP":80}]')),
  'target-type': maybe(fc.constantFrom('instance', 'ip')),
  'healthcheck-path': maybe(fc.constantFrom('/', '/healthz')),
  'target-group-attributes': maybe(
    fc.constantFrom('deregistration_delay.timeout_seconds=30', 'stickiness.enabled=true')
  ),
  'backend-protocol-version': maybe(fc.constantFrom('HTTP1', 'HTTP2')),
  'frontend-nlb-listener-port-mapping': maybe(fc.constantFrom('80=80', '8080=80', '80=80,9000=8080')),
  'frontend-nlb-healthcheck-path': maybe(fc.constant('/healthz')),
  'actions.act': maybe(actions),
  'conditions.cart': maybe(conditions)
})

/** Settings of which all members of a group must say the same: drawn rarely, so that most groups agree. */
const sharedAnnotations = fc.record({
  scheme: maybe(fc.constantFrom('internal', 'internal', 'internal', 'internet-facing')),
  'load-balancer-attributes': maybe(fc.constant('idle_timeout.timeout_seconds=120')),
  'inbound-cidrs': maybe(fc.constantFrom('10.0.0.0/8', '10.0.0.0/8', '10.1.2.3/8,192.0.2.0/24')),
  tags: maybe(fc.constantFrom('team=shop', 'team=shop', 'team=pay')),
  'enable-frontend-nlb': maybe(fc.constantFrom('true', 'true', 'true', 'false')),
  'frontend-nlb-scheme': maybe(fc.constantFrom('internal', 'internal', 'internal', 'internet-facing'))
})

const backend = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ name: fc.constantFrom(...services), port: fc.constantFrom<number | string>(80, 'http') })
  },
  { weight: 1, arbitrary: fc.constant({ name: 'missing', port: 80 as number | string }) },
  { weight: 2, arbitrary: fc.constant({ name: 'act', port: 'use-annotation' as number | string }) }
)

const path = fc.record({
  path: fc.constantFrom('/', '/cart', '/cart/items', '/search'),
  pathType: fc.constantFrom('Prefix', 'Prefix', 'Exact', 'ImplementationSpecific'),
  backend: backend.map(({ name, port }) => ({
    service: { name, port: typeof port === 'number' ? { number: port } : { name: port } }
  }))
})

const rule = fc.record({
  host: fc.constantFrom(...hosts),
  http: fc.record({ paths: fc.array(path, { minLength: 1, maxLength: 3 }) })
})

const withPrefix = (annotations: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(annotations).flatMap(([key, text]) => (text === undefined ? [] : [[prefix + key, text]]))
  )

const ingressNamed = (namespace: string, name: string): fc.Arbitrary<Manifest> =>
  fc
    .record({
      group: fc.constantFrom(undefined, 'front', 'front', 'back'),
      own: ownAnnotations,
      shared: sharedAnnotations,
      rules: fc.array(rule, { minLength: 1, maxLength: 3 })
    })
    .map(({ group, own, shared, rules }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { namespace, name, annotations: withPrefix({ 'group.name': group, ...own, ...shared }) },
      spec: {
        ingressClassName: 'alb',
        rules: rules.map(({ host, http }) => (host === '' ? { http } : { host, http }))
      }
    }))

const names = namespaces.flatMap((namespace) => ['a', 'b', 'c'].map((name) => [namespace, name] as const))

/** Up to six Ingresses in two namespaces, alone or in two groups. Some groups do not check. */
export const world: fc.Arbitrary<World> = fc
  .subarray(names, { minLength: 1 })
  .chain((chosen) => fc.tuple(...chosen.map(([namespace, name]) => ingressNamed(namespace, name))))
  .map((ingresses) => ({ ingresses, others }))

const nameOf = ({ metadata }: Manifest): string => `${metadata.namespace}/${metadata.name}`

const replaced = (worldNow: World, ingress: Manifest): World => ({
  ...worldNow,
  ingresses: [...worldNow.ingresses.filter((each) => nameOf(each) !== nameOf(ingress)), ingress]
})

/** A small change: one Ingress written anew, or added. What else there is stays as it is. */
export const edited = (before: World): fc.Arbitrary<World> =>
  fc
    .constantFrom(...names)
    .chain(([namespace, name]) => ingressNamed(namespace, name))
    .map((ingress) => replaced(before, ingress))

/** A world and a small change of it: two worlds at random hardly ever resemble a real change. */
export const editPair: fc.Arbitrary<readonly [World, World]> = world.chain((before) =>
  edited(before).map((after) => [before, after] as const)
)

/** The same world with one annotation of one Ingress that nobody can read. */
export const broken = (worldNow: World): fc.Arbitrary<readonly [World, string]> =>
  fc.constantFrom(...worldNow.ingresses).map((ingress) => [
    replaced(worldNow, {
      ...ingress,
      metadata: { ...ingress.metadata, annotations: { ...ingress.metadata.annotations, [`${prefix}scheme`]: 'pubic' } }
    }),
    nameOf(ingress)
  ])
