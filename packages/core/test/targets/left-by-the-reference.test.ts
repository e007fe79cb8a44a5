import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { clusterFrom } from '../../src/groups/apply-change.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { backendOf } from '../../src/targets/backend.js'
import { checkpointAnnotation, checkpointOf } from '../../src/targets/checkpoint.js'

// What AWS Load Balancer Controller 3.5 left on bindings of a real API server; kept beside the checkout.
const states = new URL('../../../../../shared/testbed/reference-state/', import.meta.url)
const isThere = existsSync(states)
const objectsOf = (state: string, file: string) => {
  const { items } = JSON.parse(readFileSync(new URL(`${state}/${file}`, states), 'utf8'))
  return items.map(decodeObject)
}
const left = (state: string) => [
  ...clusterFrom({ ingressClass: '' }, objectsOf(state, 'left.json')).objects.TargetGroupBinding.values()
]
const partsOf = (checkpoint = '') => checkpoint.split('/')

describe.skipIf(!isThere)('checkpoints of the reference (skipped where they are not beside the checkout)', () => {
  test.each(['s1', 's2'])('of %s, the part for the spec is ours to the bit', (state) => {
    const bindings = left(state)
    expect(bindings.length).toBeGreaterThan(2)
    for (const binding of bindings) {
      expect(partsOf(checkpointOf(binding, []))[1]).toBe(partsOf(binding.annotations[checkpointAnnotation])[1])
    }
  })

  test('of s1, the part for the endpoints is ours for some second in which the Pods were made', () => {
    const cluster = clusterFrom({ ingressClass: '' }, objectsOf('s1', 'manifests.json'))
    for (const binding of left('s1')) {
      const [expected] = partsOf(binding.annotations[checkpointAnnotation])
      const until = Number(binding.annotations[`${checkpointAnnotation}-timestamp`])
      const backend = backendOf(cluster, binding.namespace, binding, true)
      const [one, two] = backend.is === 'there' ? backend.endpoints : []
      if (one === undefined || two === undefined) throw new Error('each Service of s1 has two endpoints')
      const at = (endpoint: typeof one, second: number) =>
        'pod' in endpoint.behind
          ? { ...endpoint, behind: { pod: { ...endpoint.behind.pod, created: second * 1000 } } }
          : endpoint
      const seconds = Array.from({ length: 60 }, (_, i) => until - i)
      const isFound = seconds.some((first) =>
        [first - 1, first, first + 1].some(
          (second) => partsOf(checkpointOf(binding, [at(one, first), at(two, second)]))[0] === expected
        )
      )
      expect(isFound).toBe(true)
    }
  })
})
