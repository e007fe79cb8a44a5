import { describe, expect, test } from 'vitest'
import { desiredGraph, type Graph, observedGraph } from '../../src/render/graph.js'
import { planGraph } from '../../src/render/graph-plan.js'
import { anIngress } from '../assume/lone.js'
import { carriedOut, groupsOf, planFrom, told } from './drawn.js'

const weighted = {
  'actions.canary': JSON.stringify({
    type: 'forward',
    forwardConfig: {
      targetGroups: [
        { serviceName: 'web', servicePort: 80, weight: 9 },
        { serviceName: 'new', servicePort: 80, weight: 1 },
        { targetGroupARN: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/theirs/0123', weight: 1 }
      ]
    }
  })
}
const useAnnotation = (name: string) => ({ service: { name, port: { name: 'use-annotation' } } })

const wordsOf = ({ nodes, edges }: Graph): ReadonlyArray<string> => {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]))
  return edges.map(({ from, to, label, state }) => {
    const arrow = label === undefined ? '->' : `-(${label})->`
    return `${state === 'same' ? '' : `${state} `}${titles.get(from)} ${arrow} ${titles.get(to)}`
  })
}

describe('what the manifests ask for', () => {
  test('is drawn from the Ingress to its Services', () => {
    const graph = desiredGraph(groupsOf(anIngress({})))
    expect(told(graph)).toEqual([
      'ingress shop/web',
      'group shop/web',
      'loadBalancer k8s-shop-web-953e470596 | internal, ipv4',
      'listener HTTP 80',
      'targetGroup k8s-shop-web-0ac1e0c0ab | instance, HTTP',
      'rule 1 shop.example /*',
      'rule otherwise | 404 text/plain',
      'service shop/web | assumed'
    ])
    expect(wordsOf(graph)).toEqual([
      'shop/web -> shop/web',
      'shop/web -> k8s-shop-web-953e470596',
      'k8s-shop-web-953e470596 -> HTTP 80',
      'HTTP 80 -> shop.example /*',
      'shop.example /* -> k8s-shop-web-0ac1e0c0ab',
      'HTTP 80 -> otherwise',
      'k8s-shop-web-0ac1e0c0ab -(:80)-> shop/web'
    ])
  })

  test('weights are on the edges, and target groups that others made are there', () => {
    const graph = desiredGraph(groupsOf(anIngress({ annotations: weighted, backend: useAnnotation('canary') })))
    expect(wordsOf(graph).filter((words) => words.includes('weight'))).toEqual([
      expect.stringContaining('(weight 9)-> k8s-shop-web'),
      expect.stringContaining('(weight 1)-> k8s-shop-new'),
      expect.stringContaining('(weight 1)-> theirs')
    ])
    expect(told(graph, 'targetGroup')).toContain('targetGroup theirs | made by others')
  })

  test('an answer that is no Service is told in its rule', () => {
    const away = JSON.stringify({ type: 'redirect', redirectConfig: { host: 'new.example', statusCode: 'HTTP_301' } })
    const graph = desiredGraph(
      groupsOf(anIngress({ annotations: { 'actions.away': away }, backend: useAnnotation('away') }))
    )
    expect(told(graph, 'rule')[0]).toMatch(/^rule 1 shop\.example \/\* \| 301 to .*new\.example/)
  })

  test('members of a group share what they share, and equal conditions are two rules', () => {
    const group = { 'group.name': 'front' }
    const graph = desiredGraph(
      groupsOf(anIngress({ name: 'a', annotations: group }), anIngress({ name: 'b', annotations: group }))
    )
    expect(told(graph, 'ingress', 'group', 'service')).toEqual([
      'ingress shop/a',
      'ingress shop/b',
      'group front',
      'service shop/web | assumed'
    ])
    expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(graph.nodes.length)
    expect(told(graph, 'rule')).toHaveLength(3)
  })

  test('a network load balancer in front leads to the one behind it', () => {
    const graph = desiredGraph(groupsOf(anIngress({ annotations: { 'enable-frontend-nlb': 'true' } })))
    expect(told(graph, 'loadBalancer')).toHaveLength(2)
    expect(wordsOf(graph)).toContainEqual(expect.stringMatching(/-\(:80\)-> k8s-shop-web-953e470596/))
  })

  test('a group that is refused has no load balancer', () => {
    const graph = desiredGraph(groupsOf(anIngress({ annotations: { scheme: 'public' } })))
    expect(told(graph)).toEqual(['ingress shop/web', 'group shop/web | refused'])
  })

  test('no group gives an empty graph', () => {
    expect(desiredGraph([])).toEqual({ from: 'files', nodes: [], edges: [] })
  })

  test('every edge has both of its ends', () => {
    const group = groupsOf(anIngress({}))
    const { stacks } = carriedOut(group)
    const torn = new Map(
      [...stacks].map(([id, { resources }]) => [
        id,
        { id, resources: resources.filter(({ kind }) => kind !== 'TargetGroup' && kind !== 'LoadBalancer') }
      ])
    )
    const { nodes, edges } = observedGraph(group, { stacks: torn })
    const ids = new Set(nodes.map(({ id }) => id))
    expect(edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([])
    expect(nodes.map(({ kind }) => kind)).toContain('rule')
  })
})

describe('what the account has', () => {
  test('is drawn like what was asked for', () => {
    const groups = groupsOf(anIngress({}))
    const { from, nodes, edges } = observedGraph(groups, carriedOut(groups))
    const desired = desiredGraph(groups)
    expect(from).toBe('account')
    expect(edges).toEqual(desired.edges)
    expect(nodes.map(({ id }) => id)).toEqual(desired.nodes.map(({ id }) => id))
  })

  test('without manifests nobody knows the Ingresses', () => {
    const observed = carriedOut(groupsOf(anIngress({})))
    expect(told(observedGraph([], observed), 'ingress', 'group')).toEqual(['group shop/web'])
  })

  test('a group that has nothing there says so', () => {
    expect(told(observedGraph(groupsOf(anIngress({})), { stacks: new Map() }))).toEqual([
      'ingress shop/web',
      'group shop/web | not there'
    ])
  })
})

describe('what a plan makes of it', () => {
  const planned = (
    before: ReadonlyArray<unknown>,
    after: ReadonlyArray<unknown>,
    gone: ReadonlyArray<string> = []
  ): Graph => {
    const observed = carriedOut(groupsOf(...before))
    const groups = groupsOf(...after)
    return planGraph(groups, observed, planFrom(observed, groups, gone))
  }
  const statesOf = (graph: Graph): ReadonlySet<string> =>
    new Set([...graph.nodes, ...graph.edges].map(({ state }) => state))

  test('where nothing changes everything is the same', () => {
    expect([...statesOf(planned([anIngress({})], [anIngress({})]))]).toEqual(['same'])
  })

  test('where nothing was there everything but the Ingress is added', () => {
    const graph = planned([], [anIngress({})])
    expect(graph.nodes.filter(({ state }) => state !== 'added').map(({ kind }) => kind)).toEqual(['ingress'])
  })

  test('where a group leaves everything of it is removed', () => {
    expect([...statesOf(planned([anIngress({})], [], ['shop/web']))]).toEqual(['removed'])
  })

  test('a stack that nobody asks for, and that the plan leaves alone, is not drawn', () => {
    expect(planned([anIngress({})], []).nodes).toEqual([])
  })

  test('a host more is a rule more; the rules whose numbers it moves are the same', () => {
    const graph = planned([anIngress({ hosts: ['b.example'] })], [anIngress({ hosts: ['a.example', 'b.example'] })])
    expect(told(graph, 'rule')).toEqual([
      'added rule 1 a.example /*',
      'rule 2 b.example /*',
      'rule otherwise | 404 text/plain'
    ])
    expect([...statesOf(graph)].sort()).toEqual(['added', 'same'])
  })

  test('another host is a rule less and a rule more', () => {
    const graph = planned([anIngress({ hosts: ['a.example'] })], [anIngress({ hosts: ['b.example'] })])
    expect(told(graph, 'rule')).toEqual([
      'added rule 1 b.example /*',
      'rule otherwise | 404 text/plain',
      'removed rule 1 a.example /*'
    ])
  })

  test('another Service changes the rule that leads to it', () => {
    const to = (name: string) => anIngress({ backend: { service: { name, port: { number: 80 } } } })
    const graph = planned([to('old')], [to('new')])
    expect(told(graph, 'rule')[0]).toBe('changed rule 1 shop.example /*')
    expect(told(graph, 'service')).toEqual(['added service shop/new | assumed', 'removed service shop/old'])
  })

  test('a setting changes its resource, and the step that changes it is told', () => {
    const graph = planned([anIngress({})], [anIngress({ annotations: { 'healthcheck-path': '/up' } })])
    expect(told(graph).filter((line) => line.startsWith('changed'))).toEqual([
      expect.stringMatching(/^changed targetGroup /)
    ])
    expect(graph.nodes.flatMap(({ notes }) => notes)).toContainEqual(
      expect.stringMatching(/^step 1: ModifyTargetGroup, healthCheck\.path: "\/" → "\/up"$/)
    )
  })

  test('a group that is refused stays as it is', () => {
    const graph = planned([anIngress({})], [anIngress({ annotations: { scheme: 'public' } })])
    expect([...statesOf(graph)]).toEqual(['same'])
    expect(told(graph, 'group', 'loadBalancer')).toEqual([
      'group shop/web | refused: stays as it is',
      expect.stringContaining('internal')
    ])
  })

  test('a finalizer that is put on or taken off says what becomes of the Ingress', () => {
    const groups = groupsOf(anIngress({}))
    const object = { kind: 'Ingress', namespace: 'shop', name: 'web' }
    const write = (write: 'addFinalizer' | 'removeFinalizer') => ({
      steps: [
        { id: '1', stack: 'shop/web', causes: [], on: 'kubernetes' as const, write: { write, object, finalizer: 'f' } }
      ],
      after: new Map()
    })
    const observed = carriedOut(groups)
    expect(told(planGraph(groups, observed, write('addFinalizer')), 'ingress')).toEqual(['added ingress shop/web'])
    expect(told(planGraph(groups, observed, write('removeFinalizer')), 'ingress')).toEqual(['removed ingress shop/web'])
  })
})
