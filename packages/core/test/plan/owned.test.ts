import { describe, expect, test } from 'vitest'
import { bindingLabels, owned, stackOfLabels } from '../../src/resources/ownership.js'
import { refTo } from '../../src/resources/ref.js'
import { type Resource, sharedStack } from '../../src/resources/stack.js'

const group = (stack: string, id: string, tags: Readonly<Record<string, string>>): Resource => ({
  stack,
  kind: 'SecurityGroup',
  id,
  spec: { groupName: 'g', description: '', vpcId: 'vpc-1', tags }
})

const listener: Resource = {
  stack: 'web',
  kind: 'Listener',
  id: '80',
  spec: {
    loadBalancer: refTo({ stack: 'web', kind: 'LoadBalancer', id: 'LoadBalancer' }, 'arn'),
    port: 80,
    protocol: 'HTTP',
    defaultActions: [],
    tags: { team: 'red' }
  }
}

const tagsOf = (resource: Resource, gate: boolean): unknown => {
  const [given] = owned(
    { id: resource.stack, resources: [resource] },
    { clusterName: 'c', gates: { ListenerRulesTagging: gate } }
  ).resources
  return given !== undefined && 'tags' in given.spec ? given.spec.tags : undefined
}

describe('ownership', () => {
  test('tags say cluster, stack and resource, and outrank those of users', () => {
    expect(tagsOf(group('web', 'sg', { team: 'red', 'ingress.k8s.aws/stack': 'theirs' }), true)).toEqual({
      team: 'red',
      'elbv2.k8s.aws/cluster': 'c',
      'ingress.k8s.aws/stack': 'web',
      'ingress.k8s.aws/resource': 'sg'
    })
  })

  test('what belongs to the cluster names no stack', () => {
    expect(tagsOf(group(sharedStack, 'backend-sg', {}), true)).toEqual({
      'elbv2.k8s.aws/cluster': 'c',
      'elbv2.k8s.aws/resource': 'backend-sg'
    })
  })

  test('without the gate listeners have no tags at all', () => {
    expect(tagsOf(listener, false)).toBeUndefined()
    expect(tagsOf(listener, true)).toMatchObject({ team: 'red', 'ingress.k8s.aws/resource': '80' })
  })

  test.each(['web', 'shop/web'])('the labels of stack %s lead back to it', (stack) => {
    expect(stackOfLabels(bindingLabels(stack))).toBe(stack)
  })
})
