import type { Ingress, IngressBackend, IngressPath, IngressRule } from '../src/kubernetes/ingress.js'

// Written from the Kubernetes documentation of Ingress alone. It shares no code with translate, route or the wildcards of core:
// an oracle made of the same parts would agree with their mistakes.

/** What decides where a request goes: for members of a group, their rules one after the other. */
export type RuledIngress = Pick<Ingress, 'rules' | 'defaultBackend'>

export interface AskedRequest {
  /** Lower case, without a port. */
  readonly host: string
  /** Without the query. */
  readonly path: string
}

type HostClass = 'exact' | 'wildcard' | 'any'

const hostClass = (ruleHost: string, host: string): HostClass | undefined => {
  if (ruleHost === '') return 'any'
  if (!ruleHost.startsWith('*.')) return ruleHost === host ? 'exact' : undefined
  // A wildcard covers one label: *.foo.com is bar.foo.com, and neither foo.com nor baz.bar.foo.com.
  const dot = host.indexOf('.')
  return dot > 0 && host.slice(dot + 1) === ruleHost.slice(2) ? 'wildcard' : undefined
}

// /foo and /foo/ have the same elements.
const elements = (path: string): ReadonlyArray<string> => path.replace(/^\//, '').replace(/\/$/, '').split('/')

const isPrefix = (prefix: string, path: string): boolean => {
  if (prefix === '' || prefix === '/') return true
  const asked = elements(path)
  return elements(prefix).every((element, i) => element === asked[i])
}

const isPattern = (pattern: string, path: string): boolean => {
  const literal = (text: string): string => text.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal(pattern).replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(path)
}

type PathClass = 'exact' | 'prefix' | 'pattern'

const pathClass = ({ pathType }: IngressPath): PathClass =>
  pathType === 'Exact' ? 'exact' : pathType === 'Prefix' ? 'prefix' : 'pattern'

const takesPath = (rule: IngressPath, path: string): boolean => {
  switch (pathClass(rule)) {
    case 'exact':
      return rule.path === path
    case 'prefix':
      return isPrefix(rule.path, path)
    case 'pattern':
      // What ImplementationSpecific means is ours to say: the pattern of an Application Load Balancer, and without a path everything.
      return rule.path === '' || isPattern(rule.path, path)
  }
}

const rank: Readonly<Record<PathClass, number>> = { exact: 0, prefix: 1, pattern: 2 }
const prefixLength = (path: IngressPath): number =>
  pathClass(path) === 'prefix' ? elements(path.path).join('/').length : 0

/** The path that answers among those of one host: Exact first, then the longest Prefix, then patterns; of equals the first. */
const bestPath = (paths: ReadonlyArray<IngressPath>, path: string): IngressPath | undefined =>
  paths
    .filter((each) => takesPath(each, path))
    .sort((a, b) => rank[pathClass(a)] - rank[pathClass(b)] || prefixLength(b) - prefixLength(a))[0]

const rulesOfClass = (rules: ReadonlyArray<IngressRule>, host: string, wanted: HostClass): ReadonlyArray<IngressRule> =>
  rules.filter((rule) => hostClass(rule.host, host) === wanted)

const classes: ReadonlyArray<HostClass> = ['exact', 'wildcard', 'any']

/** The most specific class of hosts that has a rule for the host: the others are not looked at. */
const bestClass = (rules: ReadonlyArray<IngressRule>, host: string): HostClass | undefined =>
  classes.find((each) => rulesOfClass(rules, host, each).length > 0)

/**
 * The backend that answers a request as Kubernetes specifies Ingress: an exact host beats a wildcard host, which beats no host; then
 * Exact beats Prefix, and a longer Prefix a shorter one, element by element; what no path takes goes to the default backend.
 * `undefined`: nobody answers.
 */
export const specifiedBackend = (
  { rules, defaultBackend }: RuledIngress,
  { host, path }: AskedRequest
): IngressBackend | undefined => {
  const chosen = bestClass(rules, host)
  const paths = chosen === undefined ? [] : rulesOfClass(rules, host, chosen).flatMap((rule) => rule.paths ?? [])
  return bestPath(paths, path)?.backend ?? defaultBackend
}

/** A host as an Application Load Balancer reads it: a star is any text, several labels or none. */
const loadBalancerTakesHost = (ruleHost: string, host: string): boolean => ruleHost === '' || isPattern(ruleHost, host)

const sameElementsTwice = (paths: ReadonlyArray<IngressPath>): boolean => {
  const prefixes = paths.filter((path) => pathClass(path) === 'prefix').map(({ path }) => elements(path).join('/'))
  return new Set(prefixes).size < prefixes.length
}

/**
 * Why the reference, and so we, may answer a request otherwise than Kubernetes specifies. A load balancer takes the first rule
 * that matches, and the reference makes them in the order of the manifest: it sorts the paths of one rule of an Ingress and
 * nothing across rules, hosts or Ingresses. Whoever states that translated rules answer as specified leaves these requests out:
 *
 * - a wildcard host takes several labels, or none;
 * - a rule for a less specific host comes first, or answers where the most specific host has no path for the request;
 * - two rules for the same host both have a path for it;
 * - two Prefix paths of one rule have the same elements, as `/a` and `/a/` do;
 * - a Prefix holds an empty element.
 */
export const mayDiffer = ({ rules }: RuledIngress, { host, path }: AskedRequest): ReadonlyArray<string> => {
  const reasons: Array<string> = []
  const taking = rules.filter((rule) => loadBalancerTakesHost(rule.host, host))
  if (taking.some((rule) => hostClass(rule.host, host) === undefined)) reasons.push('a wildcard takes several labels')
  const best = bestClass(rules, host)
  const matching = taking.filter((rule) => rule.paths?.some((each) => takesPath(each, path)) === true)
  const first = matching[0]
  if (first !== undefined && hostClass(first.host, host) !== best) reasons.push('a less specific host answers first')
  if (matching.filter((rule) => hostClass(rule.host, host) === best).length > 1) {
    reasons.push('two rules for the same host match')
  }
  for (const { paths = [] } of taking) {
    if (sameElementsTwice(paths)) reasons.push('two Prefix paths have the same elements')
    if (paths.some((each) => pathClass(each) === 'prefix' && each.path.includes('//'))) {
      reasons.push('a Prefix holds an empty element')
    }
  }
  return reasons
}
