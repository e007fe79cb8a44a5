import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { targetKey } from '../../src/targets/endpoint.js'
import { podEndpoints } from '../../src/targets/pods.js'
import { nodeManifest, podManifest, sliceManifest } from '../../testing/target-manifests.js'
import { clusterOf } from './parts.js'

interface Case {
  readonly name: string
  readonly ready: boolean
  readonly terminating?: boolean
  readonly containersReady?: boolean
  /** `undefined`: the node is not there. */
  readonly node?: 'True' | 'False' | 'Unknown' | undefined
  readonly expected: 'in' | 'out' | 'where nobody else is'
}

const cases: ReadonlyArray<Case> = [
  { name: 'that is ready', ready: true, expected: 'in' },
  { name: 'that is ready on a node that is gone', ready: true, node: undefined, expected: 'in' },
  { name: 'whose containers are not ready', ready: false, containersReady: false, node: 'True', expected: 'out' },
  { name: 'that waits only for its gates', ready: false, node: 'True', expected: 'in' },
  {
    name: 'that waits for its gates and is being deleted',
    ready: false,
    terminating: true,
    node: 'True',
    expected: 'out'
  },
  { name: 'that waits for its gates on a node that is gone', ready: false, node: undefined, expected: 'out' },
  { name: 'that waits for its gates on a node that is not ready', ready: false, node: 'False', expected: 'out' },
  { name: 'on a node of which nobody has heard', ready: false, node: 'Unknown', expected: 'where nobody else is' },
  {
    name: 'on such a node and being deleted',
    ready: false,
    terminating: true,
    node: 'Unknown',
    expected: 'where nobody else is'
  }
]

const at = (ip: string, pod = 'web', more = {}) => ({ pod, ip, ...more })
const keys = (cluster: ReturnType<typeof clusterOf>, port = '', failOpen = true) =>
  podEndpoints(cluster, 'shop/web', port, 'IPv4', failOpen).endpoints.map(targetKey)

describe('a Pod', () => {
  test.each(cases)('$name: $expected', ({ ready, terminating = false, containersReady = true, node, expected }) => {
    const objects = [
      podManifest('shop/web', { ip: '10.0.0.1', node: 'n', containersReady }),
      ...(node === undefined ? [] : [nodeManifest('n', { ready: node })])
    ]
    const slice = sliceManifest('shop/web', [at('10.0.0.1', 'web', { ready, terminating })])
    const other = [
      sliceManifest('shop/web', [at('10.0.0.9', 'other')], { suffix: '2' }),
      podManifest('shop/other', { ip: '10.0.0.9' })
    ]
    const alone = clusterOf(...objects, slice)
    expect(keys(alone)).toEqual(expected === 'out' ? [] : ['10.0.0.1:8080'])
    expect(keys(alone, '', false)).toEqual(expected === 'in' ? ['10.0.0.1:8080'] : [])
    expect(keys(clusterOf(...objects, slice, ...other))).toEqual(
      expected === 'in' ? ['10.0.0.1:8080', '10.0.0.9:8080'] : ['10.0.0.9:8080']
    )
  })

  test('that the cluster has not shown yet is no endpoint, and somebody looks again', () => {
    const cluster = clusterOf(sliceManifest('shop/web', [at('10.0.0.1', 'late')]))
    expect(podEndpoints(cluster, 'shop/web', '', 'IPv4', true)).toEqual({
      endpoints: [],
      unseen: ['10.0.0.1'],
      unfit: []
    })
  })
})

describe('endpoints', () => {
  const web = podManifest('shop/web', { ip: '10.0.0.1' })

  test('are those of the family that is asked for', () => {
    const cluster = clusterOf(
      web,
      sliceManifest('shop/web', [at('10.0.0.1')]),
      sliceManifest('shop/web', [at('fd00::1')], { suffix: '6', family: 'IPv6' }),
      sliceManifest('shop/web', [at('web.example.com')], { suffix: 'f', family: 'FQDN' })
    )
    expect(keys(cluster)).toEqual(['10.0.0.1:8080'])
    expect(podEndpoints(cluster, 'shop/web', '', 'IPv6', true).endpoints.map(targetKey)).toEqual(['fd00::1:8080'])
  })

  test('have the number that a named port has in their own slice', () => {
    const two = podManifest('shop/two', { ip: '10.0.0.2' })
    const cluster = clusterOf(
      ...[web, two],
      sliceManifest('shop/web', [at('10.0.0.1')], { name: 'http', port: 8080 }),
      sliceManifest('shop/web', [at('10.0.0.2', 'two')], { suffix: '2', name: 'http', port: 9090 }),
      sliceManifest('shop/web', [at('10.0.0.2', 'two')], { suffix: '3', name: 'status', port: 7070 })
    )
    expect(keys(cluster, 'http')).toEqual(['10.0.0.1:8080', '10.0.0.2:9090'])
    expect(keys(cluster, 'grpc')).toEqual([])
  })

  test('of Pods that share the network of one node are one', () => {
    const cluster = clusterOf(
      ...[web, podManifest('shop/twin', { ip: '10.0.0.1' })],
      sliceManifest('shop/web', [at('10.0.0.1'), at('10.0.0.1', 'twin')])
    )
    const { endpoints } = podEndpoints(cluster, 'shop/web', '', 'IPv4', true)
    expect(endpoints).toMatchObject([{ id: '10.0.0.1', behind: { pod: { name: 'twin' } } }])
  })

  test('are the same in whatever order slices and their members come', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 250 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 4 }), fc.nat(), (all, parts, seed) => {
        const slices = Array.from({ length: parts }, (_, i) =>
          sliceManifest(
            'shop/web',
            all.filter((n) => n % parts === i).map((n) => at(`10.0.0.${n}`, `p${n}`)),
            { suffix: `${(i * 7 + seed) % 97}-${i}` }
          )
        )
        const pods = all.map((n) => podManifest(`shop/p${n}`, { ip: `10.0.0.${n}` }))
        const forward = keys(clusterOf(...pods, ...slices))
        const backward = keys(clusterOf(...[...slices].reverse(), ...[...pods].reverse()))
        expect(forward).toEqual(backward)
        expect([...forward].sort()).toEqual(forward)
        expect(forward).toHaveLength(all.length)
      })
    )
  })
})
