import { describe, expect, test } from 'vitest'
import type { TargetGroupBindingSpec } from '../../src/kubernetes/target-group-binding.js'
import { backendOf } from '../../src/targets/backend.js'
import { type Manifest, serviceManifest } from '../../testing/manifests.js'
import { bindingManifest, nodeManifest } from '../../testing/target-manifests.js'
import { clusterOf } from './parts.js'

const specOf = (targetType: string, name: string, port: number | string): TargetGroupBindingSpec => {
  const cluster = clusterOf(bindingManifest('shop/b', { targetType, serviceRef: { name, port } }))
  const [binding] = cluster.objects.TargetGroupBinding.values()
  if (binding === undefined) throw new Error('there is a binding')
  return binding
}
const service = (type: string, ports: ReadonlyArray<object>): Manifest => ({
  ...serviceManifest('shop/web'),
  spec: { type, ports }
})
const nodePort = service('NodePort', [{ name: 'http', port: 80, nodePort: 30080 }])

const cases: ReadonlyArray<{
  name: string
  given: ReadonlyArray<Manifest>
  spec: TargetGroupBindingSpec
  expected: object
}> = [
  {
    name: 'is there by the number of a port',
    given: [nodePort, nodeManifest('a')],
    spec: specOf('instance', 'web', 80),
    expected: { is: 'there', endpoints: [{ id: 'i-a', port: 30080 }] }
  },
  {
    name: 'is there by the name of a port',
    given: [nodePort, nodeManifest('a')],
    spec: specOf('instance', 'web', 'http'),
    expected: { is: 'there', endpoints: [{ id: 'i-a', port: 30080 }] }
  },
  {
    name: 'is gone by a number that is written as a name',
    given: [nodePort],
    spec: specOf('instance', 'web', '80'),
    expected: { is: 'gone' }
  },
  { name: 'is gone with its Service', given: [], spec: specOf('ip', 'web', 80), expected: { is: 'gone' } },
  {
    name: 'without slices has nobody, and is there',
    given: [service('ClusterIP', [{ port: 80 }])],
    spec: specOf('ip', 'web', 80),
    expected: { is: 'there', endpoints: [] }
  },
  {
    name: 'opens no port on nodes as a ClusterIP',
    given: [service('ClusterIP', [{ port: 80 }])],
    spec: specOf('instance', 'web', 80),
    expected: { is: 'unfit' }
  },
  {
    name: 'has no node port yet',
    given: [service('LoadBalancer', [{ port: 80 }])],
    spec: specOf('instance', 'web', 80),
    expected: { is: 'unfit' }
  },
  {
    name: 'cannot be told from a binding without a type',
    given: [nodePort],
    spec: specOf('', 'web', 80),
    expected: { is: 'unfit' }
  }
]

describe('the backend of a binding', () => {
  test.each(cases)('$name', ({ given, spec, expected }) => {
    expect(backendOf(clusterOf(...given), 'shop', spec, true)).toMatchObject(expected)
  })

  test.each([
    ['web\nERROR all is lost', 80],
    ['web\u202edewollof', 80],
    ['web', 'http\u001b[2K']
  ])('writes no line of its own with the name %j and the port %j', (name, port) => {
    const found = backendOf(clusterOf(nodePort), 'shop', specOf('ip', name, port), true)
    expect(found).toMatchObject({ is: 'gone', because: expect.not.stringMatching(/[\p{Cc}\p{Cf}]/u) })
  })
})
