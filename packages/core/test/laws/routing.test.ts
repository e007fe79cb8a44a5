import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findings, valueIn } from '../../src/checked/checked.js'
import { factsFrom, known, question, type Subnet } from '../../src/facts/facts.js'
import { clusterFrom } from '../../src/groups/apply-change.js'
import { configure } from '../../src/groups/configure.js'
import { groupOf } from '../../src/groups/group-of.js'
import { installation } from '../../src/install.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import type { IngressBackend } from '../../src/kubernetes/ingress.js'
import { O } from '../../src/prelude.js'
import type { Stack } from '../../src/resources/stack.js'
import { router } from '../../src/route/trace.js'
import { translate } from '../../src/translate/translate.js'
import { mayDiffer, type RuledIngress, specifiedBackend } from '../../testing/ingress-oracle.js'
import { classManifest, serviceManifest } from '../../testing/manifests.js'

const install = installation({ clusterName: 'laws', region: 'eu-west-1', accountId: '1', vpcId: 'vpc-1' })

const subnet = (zone: string): Subnet => ({
  id: `subnet-${zone}`,
  vpcId: 'vpc-1',
  availabilityZone: zone,
  locale: 'availability-zone',
  availableIpAddressCount: 200,
  ipv6CidrBlocks: [],
  public: false,
  tags: { 'kubernetes.io/role/internal-elb': '1' }
})
const facts = factsFrom(0, [[question('subnetsOfVpc'), known<'subnetsOfVpc'>([subnet('a'), subnet('b')])]])

interface Path {
  readonly pathType: string
  readonly path: string
}
interface Rule {
  readonly host: string
  readonly paths: ReadonlyArray<Path>
}

// Every path leads to a Service of its own, so that no wrong answer looks right.
const nameOfPath = (rule: number, path: number): string => `r${rule}p${path}`
const backend = (name: string): IngressBackend => ({ service: { name, port: 80 } })

const asked = (rules: ReadonlyArray<Rule>): RuledIngress => ({
  rules: rules.map(({ host, paths }, i) => ({
    host,
    paths: paths.map((path, j) => ({ ...path, backend: backend(nameOfPath(i, j)) }))
  })),
  defaultBackend: backend('default')
})

const manifestBackend = (name: string) => ({ service: { name, port: { number: 80 } } })

const ingressManifest = (rules: ReadonlyArray<Rule>) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { namespace: 'shop', name: 'web' },
  spec: {
    ingressClassName: 'alb',
    defaultBackend: manifestBackend('default'),
    rules: rules.map(({ host, paths }, i) => ({
      ...(host === '' ? {} : { host }),
      http: { paths: paths.map((path, j) => ({ ...path, backend: manifestBackend(nameOfPath(i, j)) })) }
    }))
  }
})

const stackOf = (rules: ReadonlyArray<Rule>): Stack => {
  const services = ['default', ...rules.flatMap(({ paths }, i) => paths.map((_, j) => nameOfPath(i, j)))]
  const objects = [
    classManifest('alb'),
    ingressManifest(rules),
    ...services.map((name) => serviceManifest(`shop/${name}`))
  ]
  const group = valueIn(groupOf(clusterFrom(install, objects.map(decodeObject)), 'shop/web'))
  if (group === undefined) throw new Error('the group does not check')
  const stack = translate(facts, O.none)(configure(install)(group))
  const value = valueIn(stack)
  if (value === undefined)
    throw new Error(
      findings(stack)
        .map(({ message }) => message)
        .join('\n')
    )
  return value
}

const routed = (rules: ReadonlyArray<Rule>, host: string, path: string): string | undefined => {
  const trace = router(stackOf(rules))({ method: 'GET', scheme: 'http', host, port: 80, path, query: '', headers: {} })
  return trace.destination.outcome === 'forward'
    ? trace.destination.targets[0]?.service?.name
    : trace.destination.outcome
}

const segments = fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 3 })
const plainPath = fc
  .tuple(segments, fc.boolean())
  .map(([parts, slash]) => `/${parts.join('/')}${slash && parts.length > 0 ? '/' : ''}`)
const anyPath: fc.Arbitrary<Path> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ pathType: fc.constantFrom('Exact', 'Prefix'), path: plainPath }) },
  fc.record({ pathType: fc.constant('ImplementationSpecific'), path: fc.constantFrom('/a*', '/*/b', '/a?', '/a') })
)
const anyRule: fc.Arbitrary<Rule> = fc.record({
  host: fc.constantFrom('', 'x.example', 'y.example', '*.example'),
  paths: fc.array(anyPath, { minLength: 1, maxLength: 4 })
})
const anyHost = fc.constantFrom('x.example', 'y.example', 'z.example', 'a.b.example', 'other')

test('translated rules answer as the Ingress specification says, but for the reasons that the oracle names', () => {
  let answered = 0
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 3 }), anyHost, plainPath, (rules, host, path) => {
      const ingress = asked(rules)
      fc.pre(mayDiffer(ingress, { host, path }).length === 0)
      const specified = specifiedBackend(ingress, { host, path })
      const name = specified !== undefined && 'service' in specified ? specified.service.name : 'nobody'
      if (name !== 'default') answered++
      expect(routed(rules, host, path)).toBe(name)
    }),
    { numRuns: 300, maxSkipsPerRun: 20 }
  )
  // The law says little when every request goes to the default backend.
  expect(answered).toBeGreaterThan(30)
})
