import fc from 'fast-check'
import type { Change } from '../src/groups/cluster.js'
import { decodeObject } from '../src/kubernetes/decode.js'
import {
  classManifest,
  ingressManifest,
  type Manifest,
  namespaceManifest,
  paramsManifest,
  secretManifest,
  serviceManifest
} from './manifests.js'

// Few names, so that objects meet: most changes hit something that was there before.
const namespaces = ['a', 'b'] as const
const ingressNames = ['x', 'y', 'z'] as const
const groupNames = ['g', 'h', 'No_Group'] as const

const one = <A>(...values: ReadonlyArray<A>): fc.Arbitrary<A> => fc.constantFrom(...values)
const chance =
  (absent: number) =>
  <A>(value: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
    fc.oneof({ weight: absent, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
const maybe = chance(1)
const seldom = chance(4)
const key = (names: ReadonlyArray<string>): fc.Arbitrary<string> =>
  fc.tuple(one(...namespaces), one(...names)).map(([namespace, name]) => `${namespace}/${name}`)
const present = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))

const oidc = one('{"secretName":"k"}', '{"SecretName":"k"}', '{"secretName":')
const annotations = fc
  .record({
    'kubernetes.io/ingress.class': seldom(one('alb', 'nginx', '')),
    'group.name': maybe(one<unknown>(...groupNames, 'g', 'g', 7)),
    'success-codes': seldom(one<unknown>('200', 200)),
    'group.order': seldom(one('1', '-1', '0', '1001', 'first')),
    'actions.go': seldom(one('{"forwardConfig":{"targetGroups":[{"ServiceName":"t"}]}}', 'no json')),
    'auth-idp-oidc': maybe(oidc)
  })
  .map(present)

const finalizers = fc.uniqueArray(
  one(
    'ingress.k8s.aws/resources',
    'group.ingress.k8s.aws/g',
    'group.ingress.k8s.aws/h',
    'group.ingress.k8s.aws/a/x',
    'other'
  ),
  { maxLength: 2 }
)

const ingresses = fc
  .record({
    key: key(ingressNames),
    class: one('alb', 'alb', 'other', 'gone', undefined, undefined),
    annotations,
    finalizers,
    deleting: fc.integer({ min: 0, max: 5 }).map((die) => die === 0),
    services: fc.uniqueArray(one('s', 't'))
  })
  .map(({ key, ...said }) => ingressManifest(key, said))

const classes = fc
  .record({
    name: one('alb', 'alb', 'other'),
    controller: one('ingress.k8s.aws/alb', 'ingress.k8s.aws/alb', 'ingress.k8s.aws/alb', 'nginx'),
    params: one('p', 'p', 'q', undefined),
    isDefault: fc.boolean()
  })
  .map(({ name, params, ...said }) => classManifest(name, params === undefined ? said : { ...said, params }))

const unreadableClasses = one('alb', 'other').map((name) => ({ ...classManifest(name), spec: { controller: 1 } }))

const red = { matchLabels: { team: 'red' } }
const selectors = one<unknown>({}, red, red, { matchLabels: 'red' })
const parameters = fc
  .tuple(
    one('p', 'q'),
    fc.record({
      group: seldom(one(...groupNames).map((name) => ({ name }))),
      namespaceSelector: maybe(selectors)
    })
  )
  .map(([name, spec]) => paramsManifest(name, present(spec)))

const others: fc.Arbitrary<Manifest> = fc.oneof(
  fc
    .tuple(key(['s', 't']), fc.record({ 'auth-idp-oidc': maybe(oidc) }))
    .map(([each, said]) => serviceManifest(each, present(said))),
  key(['s', 't']).map((each) => serviceManifest(each, { broken: 1 })),
  fc.tuple(one(...namespaces), one('red', 'blue')).map(([name, team]) => namespaceManifest(name, { team })),
  fc.tuple(key(['k']), one('one', 'two')).map(([each, clientID]) => secretManifest(each, { clientID }))
)

/** An object of a small world: half of them Ingresses, some of them unreadable. */
export const manifests: fc.Arbitrary<Manifest> = fc.oneof(
  { weight: 5, arbitrary: ingresses },
  { weight: 2, arbitrary: classes },
  { weight: 1, arbitrary: unreadableClasses },
  { weight: 2, arbitrary: parameters },
  { weight: 4, arbitrary: others }
)

/** An object is set, or one of that name is removed. */
export const changes: fc.Arbitrary<Change> = fc
  .tuple(manifests, fc.integer({ min: 0, max: 4 }))
  .map(([manifest, die]): Change => {
    const { namespace, name } = manifest.metadata
    if (die > 0) return { type: 'set', object: decodeObject(manifest) }
    return { type: 'removed', kind: manifest.kind, name, ...(namespace === undefined ? {} : { namespace }) }
  })

/** Every group that Ingresses of this world can belong to. */
export const everyGroup: ReadonlyArray<string> = [
  ...groupNames,
  '7',
  ...namespaces.flatMap((namespace) => ingressNames.map((name) => `${namespace}/${name}`))
]
