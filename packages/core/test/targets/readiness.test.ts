import { describe, expect, test } from 'vitest'
import type { FoundTarget, TargetState } from '../../src/facts/found-target.js'
import { bindingsAwaitedBy, gateOfTarget, isHeldBack, isOpen, shows } from '../../src/targets/readiness.js'
import { podManifest } from '../../testing/target-manifests.js'
import { clusterOf } from './parts.js'

const type = 'target-health.elbv2.k8s.aws/web'
const told = { type, status: 'False', reason: 'Elb.InitialHealthChecking', message: 'soon' } as const
const podWith = (condition?: object) => {
  const manifest = podManifest('shop/web', { ip: '10.0.0.1', waitsFor: ['web'] })
  const conditions = condition === undefined ? [] : [condition]
  const [pod] = clusterOf({ ...manifest, status: { podIP: '10.0.0.1', conditions } }).objects.Pod.values()
  if (pod === undefined) throw new Error('there is a Pod')
  return pod
}

describe('what a gate shows', () => {
  test.each<{ state: TargetState; expected: string }>([
    { state: 'healthy', expected: 'True' },
    { state: 'initial', expected: 'False' },
    { state: 'unhealthy', expected: 'False' },
    { state: 'unused', expected: 'False' },
    { state: 'unavailable', expected: 'False' }
  ])('of a target that is $state: $expected', ({ state, expected }) => {
    const target: FoundTarget = { id: '10.0.0.1', port: 80, state, reason: 'Why', description: 'because' }
    expect(gateOfTarget('web', target)).toEqual({ type, status: expected, reason: 'Why', message: 'because' })
  })

  test.each([
    { name: 'the same', given: told, expected: true },
    { name: 'another reason', given: { ...told, reason: 'Target.Timeout' }, expected: false },
    { name: 'another message', given: { ...told, message: 'later' }, expected: false },
    { name: 'another status', given: { ...told, status: 'Unknown' }, expected: false },
    { name: 'nothing yet', given: undefined, expected: false }
  ])('is written unless it is there already: $name', ({ given, expected }) => {
    expect(shows(podWith(given), told)).toBe(expected)
  })

  test('holds a Pod back while it says anything but true', () => {
    expect([undefined, told, { ...told, status: 'True' }].map((each) => isHeldBack(podWith(each), 'web'))).toEqual([
      false,
      true,
      false
    ])
    expect([undefined, told, { ...told, status: 'True' }].map((each) => isOpen(podWith(each), 'web'))).toEqual([
      false,
      false,
      true
    ])
  })
})

test('a Pod waits for bindings by gates of today and of the former prefix, and for nobody by other gates', () => {
  const readinessGates = [
    'target-health.elbv2.k8s.aws/one',
    'target-health.alb.ingress.k8s.aws/two',
    'example.com/target-health.elbv2.k8s.aws/three',
    'example.com/four'
  ]
  expect(bindingsAwaitedBy({ readinessGates })).toEqual(['one', 'two'])
})
