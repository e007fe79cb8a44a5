import { expect, test } from 'vitest'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import type { Resource, Stack } from '../../src/resources/stack.js'
import { observedFrom, wanting } from '../../testing/plan-arbitraries.js'
import { foundOf, physicalIdOf } from '../../testing/plan-found.js'
import { type StackShape, stackOf } from '../../testing/plan-shapes.js'

const shape: StackShape = {
  ...{ id: 'shop/web', scheme: 'internal', idleTimeout: undefined, team: undefined, inbound: ['10.0.0.0/8'] },
  ...{ subnets: ['subnet-1', 'subnet-2'], tagsListeners: true, certificateFor: ['a.example'] },
  targetGroups: [{ service: 'a', targetType: 'ip', healthPath: '/', stickiness: undefined }],
  listeners: [
    {
      ...{ port: 443, certificates: ['arn:other'], http2: undefined },
      rules: [{ host: 'a.example', path: '/', services: ['a'], weight: 1 }]
    }
  ]
}
const stack = stackOf(shape)
const observed = observedFrom(foundOf(stack))

/** The stack with every reference to a kind, wherever users may write one, as the ARN or id that AWS gave. */
const literally = (kind: string, given: Stack = stack): Stack => {
  const literal = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(literal)
    if ('ref' in value && 'kind' in value && value.kind === kind) return physicalIdOf(value as never)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, literal(member)]))
  }
  const resources = given.resources.map((each) =>
    each.kind === 'TargetGroupBinding' ? each : ({ ...each, spec: literal(each.spec) } as Resource)
  )
  return { ...given, resources }
}

const idsOf = (given: Stack): ReadonlyArray<string> =>
  order(diff(wanting(given), observed), observed).steps.map(({ id }) => id)

test.each(['Certificate', 'TargetGroup', 'SecurityGroup'])(
  'whoever names a %s of ours as AWS calls it has what is there',
  (kind) => {
    expect(JSON.stringify(literally(kind))).not.toBe(JSON.stringify(stack))
    expect(idsOf(literally(kind))).toEqual([])
  }
)

test('what nobody wants of us, and somebody names, is not deleted', () => {
  const { resources } = literally('Certificate')
  const without = resources.filter(({ kind }) => kind !== 'Certificate')
  expect(idsOf({ ...stack, resources: without })).toEqual([])
  expect(idsOf(stackOf({ ...shape, certificateFor: undefined })).at(-1)).toMatch(/^DeleteCertificate /)
})

test('an ARN in a tag is a text like any other', () => {
  const arn = physicalIdOf({ stack: 'shop/web', kind: 'LoadBalancer', id: 'LoadBalancer' })
  const tagged = stackOf({ ...shape, team: arn })
  const there = observedFrom(foundOf(tagged))
  expect(diff(wanting(tagged), there)).toEqual([])
  const [step] = diff(wanting(tagged), observed).filter(({ id }) => id.startsWith('AddTags'))
  expect(step).toMatchObject({ call: { tags: { team: arn } } })
})
