import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IngressBackend, IngressPath, IngressRule } from '../../src/kubernetes/ingress.js'
import type { Condition } from '../../src/resources/condition.js'
import type { Resource, Stack } from '../../src/resources/stack.js'
import { router } from '../../src/route/trace.js'
import { mayDiffer, type RuledIngress, specifiedBackend } from '../../testing/ingress-oracle.js'
import { forward, host, listener, loadBalancer, path, rule, stackOf, targetGroupOf } from '../route/shop.js'

// The rules that the reference makes, in a dozen lines of their own: this law is about the oracle and route, not about translate.

const sizes: Readonly<Record<string, number>> = { Exact: 0, Prefix: 1 }
const order = (a: IngressPath, b: IngressPath): number => {
  const [left, right] = [sizes[a.pathType ?? ''] ?? 2, sizes[b.pathType ?? ''] ?? 2]
  return left - right || (left === 1 ? b.path.length - a.path.length : 0)
}

const patterns = ({ path: text, pathType }: IngressPath): ReadonlyArray<string> => {
  if (pathType !== 'Prefix') return [text]
  const stem = text.replace(/\/$/, '')
  return text === '/' ? ['/*'] : [stem, `${stem}/*`]
}

const nameIn = (backend: IngressBackend | undefined): string =>
  backend !== undefined && 'service' in backend ? backend.service.name : 'nobody'

const conditions = (given: string, one: IngressPath): ReadonlyArray<Condition> => [
  ...(given === '' ? [] : [host(given)]),
  path(...patterns(one))
]

const stackFor = ({ rules, defaultBackend }: RuledIngress): Stack => {
  const made: Array<Resource> = []
  for (const { host: given, paths = [] } of rules) {
    for (const one of [...paths].sort(order)) {
      made.push(rule(80, made.length + 1, conditions(given, one), [forward(nameIn(one.backend))]))
    }
  }
  return stackOf(loadBalancer(), listener(80, 'HTTP', [forward(nameIn(defaultBackend))]), ...made)
}

const routed = (ingress: RuledIngress): ((host: string, path: string) => string) => {
  const ask = router(stackFor(ingress))
  return (askedHost, askedPath) => {
    const { actions } = ask({
      method: 'GET',
      scheme: 'http',
      host: askedHost,
      port: 80,
      path: askedPath,
      query: '',
      headers: {}
    })
    const [action] = actions
    const target = action?.type === 'forward' ? action.targetGroups[0]?.targetGroup : undefined
    return typeof target === 'object' ? target.id : ''
  }
}

const segments = fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 3 })
const plainPath = fc
  .tuple(segments, fc.boolean())
  .map(([parts, slash]) => `/${parts.join('/')}${slash && parts.length > 0 ? '/' : ''}`)
const hosts = fc.constantFrom('', 'x.example', 'y.example', '*.example')
const backend = (name: string): IngressBackend => ({ service: { name, port: 80 } })
const anyPath: fc.Arbitrary<Omit<IngressPath, 'backend'>> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ pathType: fc.constantFrom('Exact', 'Prefix'), path: plainPath }) },
  fc.record({ pathType: fc.constant('ImplementationSpecific'), path: fc.constantFrom('/a*', '/*/b', '/a?', '/a') })
)
const anyIngress: fc.Arbitrary<RuledIngress> = fc
  .array(fc.tuple(hosts, fc.array(anyPath, { maxLength: 4 })), { maxLength: 4 })
  .map((rules) => ({
    // Every path leads elsewhere, so that no wrong answer looks right.
    rules: rules.map(
      ([given, paths], i): IngressRule => ({
        host: given,
        paths: paths.map((one, j) => ({ ...one, backend: backend(`r${i}p${j}`) }))
      })
    ),
    defaultBackend: backend('default')
  }))
const anyHost = fc.constantFrom('x.example', 'y.example', 'z.example', 'a.b.example', 'other')

test('rules in the order of the reference answer as the specification says, but for the reasons that are named', () => {
  let compared = 0
  fc.assert(
    fc.property(anyIngress, anyHost, plainPath, (ingress, askedHost, askedPath) => {
      fc.pre(mayDiffer(ingress, { host: askedHost, path: askedPath }).length === 0)
      const answer = specifiedBackend(ingress, { host: askedHost, path: askedPath })
      if (answer !== ingress.defaultBackend) compared++
      expect(routed(ingress)(askedHost, askedPath)).toBe(targetGroupOf(nameIn(answer)))
    }),
    { numRuns: 500, maxSkipsPerRun: 20 }
  )
  // The law says little when every request goes to the default backend.
  expect(compared).toBeGreaterThan(50)
})
