import { expect, test } from 'vitest'
import { annotations, service } from '../build.js'
import { type GroupGiven, member, specsOf, translated } from './one-group.js'

const flag = (text: string | undefined): Readonly<Record<string, string>> =>
  text === undefined ? {} : { 'multi-cluster-target-group': text }

const group = (ofIngress: string | undefined, ofService: string | undefined): GroupGiven => ({
  members: [member('a', flag(ofIngress))],
  services: [service('web', { annotations: annotations(flag(ofService)) })]
})

/** Whether the binding is open to other clusters, or the codes of the errors. */
const isShared = (given: GroupGiven): unknown => {
  const bindings = specsOf('TargetGroupBinding', translated(given))
  if (Array.isArray(bindings)) return bindings
  return Object.values(bindings).map(({ spec }) => spec.multiClusterTargetGroup ?? false)
}

test.each<{ ingress: string | undefined; service: string | undefined; expected: unknown }>([
  { ingress: undefined, service: undefined, expected: [false] },
  { ingress: 'true', service: undefined, expected: [true] },
  { ingress: undefined, service: 'true', expected: [true] },
  { ingress: 'false', service: 'true', expected: [true] },
  { ingress: 'true', service: 'false', expected: [true] },
  { ingress: 'false', service: 'false', expected: [false] },
  { ingress: 'true', service: 'maybe', expected: [true] },
  { ingress: undefined, service: 'maybe', expected: ['annotation/value'] },
  { ingress: 'maybe', service: 'true', expected: ['annotation/value'] }
])('Ingress $ingress and Service $service come to $expected', ({ ingress, service, expected }) => {
  expect(isShared(group(ingress, service))).toEqual(expected)
})
