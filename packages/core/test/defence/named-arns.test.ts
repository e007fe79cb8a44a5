import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diff } from '../../src/plan/diff.js'
import { order } from '../../src/plan/order.js'
import { predict } from '../../src/plan/predict.js'
import type { t } from '../../src/prelude.js'
import { arnsIn, mapArns } from '../../src/resources/arns.js'
import { fieldsOf, kindNames } from '../../src/resources/kinds.js'
import { Arn, isRef, refTo } from '../../src/resources/ref.js'
import type { Resource, Stack } from '../../src/resources/stack.js'
import { observedFrom, wanting } from '../../testing/plan-arbitraries.js'
import { foundOf, physicalIdOf } from '../../testing/plan-found.js'
import { type StackShape, stackOf } from '../../testing/plan-shapes.js'

const shapeOf = (id: string, services: ReadonlyArray<string>): StackShape => ({
  ...{ id, scheme: 'internal', idleTimeout: undefined, team: undefined, inbound: ['10.0.0.0/8'] },
  ...{ subnets: ['subnet-1', 'subnet-2'], tagsListeners: true, certificateFor: undefined },
  targetGroups: services.map((service) => ({ service, targetType: 'ip', healthPath: '/', stickiness: undefined })),
  listeners: [
    {
      ...{ port: 80, certificates: [], http2: undefined },
      rules: services.map((service) => ({ host: 'a.example', path: `/${service}`, services: [service], weight: 1 }))
    }
  ]
})

const before = stackOf(shapeOf('shop/web', ['a', 'b']))
const after = stackOf(shapeOf('shop/web', ['a']))
const evil = stackOf(shapeOf('market', ['x']))

/** Every text that a user chooses in a rule, as one text. */
const withText = (stack: Stack, text: string): Stack => ({
  ...stack,
  resources: stack.resources.map((each): Resource => {
    if (each.kind !== 'ListenerRule') return each
    const { spec } = each
    const conditions = [
      ...spec.conditions,
      { field: 'http-header', httpHeaderName: text, values: [text] },
      { field: 'query-string', values: [{ key: text, value: text }] }
    ] as const
    const actions = [
      { type: 'fixed-response', statusCode: '200', contentType: text, messageBody: text },
      { type: 'redirect', statusCode: 'HTTP_301', host: text, path: text, query: text }
    ] as const
    return { ...each, spec: { ...spec, conditions, actions: spec.priority === 1 ? actions : spec.actions } }
  })
})

const found = (stacks: ReadonlyArray<Stack>) => {
  const all = stacks.map((stack) => foundOf(stack))
  return observedFrom({
    found: all.flatMap((each) => each.found),
    bindings: all.flatMap((each) => each.bindings),
    details: all.flatMap((each) => each.details)
  })
}

const stepsIn = (stack: string, given: ReadonlyArray<Stack>, observed: ReturnType<typeof found>) => {
  const stacks = new Map(given.flatMap((each) => [...wanting(each).stacks]))
  const [first] = given
  if (first === undefined) throw new Error('some stack is wanted')
  const plan = order(diff({ ...wanting(first), stacks }, observed), observed)
  return { plan, ids: plan.steps.filter((step) => step.stack === stack).map(({ id }) => id) }
}

const everyName = [...before.resources, ...evil.resources].map((each) => physicalIdOf(each))

describe('a text of a user that looks like an ARN, or like the id of a security group, names nothing', () => {
  test.each(everyName)('%s keeps nothing of others from being deleted, and changes no step of theirs', (text) => {
    const observed = found([before, evil])
    const expected = stepsIn('shop/web', [after, evil], observed).ids
    expect(expected.some((id) => id.startsWith('DeleteTargetGroup '))).toBe(true)
    expect(stepsIn('shop/web', [after, withText(evil, text)], observed).ids).toEqual(expected)
  })

  test.each(everyName)('%s stays what it is in a rule, whatever becomes of what is called so', (text) => {
    const lying = withText(evil, text)
    const observed = found([before, lying])
    expect(stepsIn('market', [before, lying], observed).ids).toEqual([])
    const rules = observed.stacks.get('market')?.resources.filter(({ kind }) => kind === 'ListenerRule') ?? []
    expect(JSON.stringify(rules)).toContain(`"messageBody":${JSON.stringify(text)}`)
    expect(stepsIn('market', [after, lying], observed).ids).toEqual([])
  })

  test('in whatever combination, plans are made, and come to an end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyName), fc.constantFrom(...everyName), fc.boolean(), (one, other, isMine) => {
        const [then, now] = isMine ? [before, after] : [after, before]
        const observed = found([withText(then, one), withText(evil, one)])
        const wanted = [withText(now, other), withText(evil, other)]
        const { plan } = stepsIn('shop/web', wanted, observed)
        expect(stepsIn('shop/web', wanted, predict(plan, observed)).plan.steps).toEqual([])
      }),
      { numRuns: 200 }
    )
  })
})

/** Every way through a codec to a place where a resource is named. */
const waysTo = (codec: t.Mixed, seen: ReadonlyArray<string> = []): ReadonlyArray<ReadonlyArray<string>> => {
  if (codec === Arn) return [seen]
  const {
    type,
    types = [],
    props = {}
  } = codec as {
    readonly type?: t.Mixed
    readonly types?: ReadonlyArray<t.Mixed>
    readonly props?: Readonly<Record<string, t.Mixed>>
  }
  return [
    ...(type === undefined ? [] : waysTo(type, seen)),
    ...types.flatMap((inner) => waysTo(inner, seen)),
    ...Object.entries(props).flatMap(([name, inner]) => waysTo(inner, [...seen, name]))
  ]
}

const nested = (way: ReadonlyArray<string>, value: unknown): unknown =>
  way.reduceRight((inner, name) => ({ [name]: [inner] }), value)

test.each(kindNames)('every place of a %s where a resource may be named is known', (kind) => {
  const ways = fieldsOf(kind).flatMap(([name, { codec }]) => waysTo(codec, [name]))
  expect(ways.length > 0).toBe(kind !== 'Certificate')
  for (const way of ways) {
    const fields = { ...(nested(way, 'arn:x') as object), tags: { targetGroup: 'arn:x' } }
    expect(arnsIn(kind, fields)).toEqual(['arn:x'])
    const ref = refTo({ stack: 's', kind: 'TargetGroup', id: 'i' }, 'arn')
    expect(mapArns(kind, fields, () => ref)).toEqual({
      ...(nested(way, ref) as object),
      tags: { targetGroup: 'arn:x' }
    })
  }
})

test('a codec that says nothing of what is inside it holds no place where a resource is named', () => {
  const { resources } = before
  const refs = (value: unknown): number =>
    typeof value !== 'object' || value === null
      ? 0
      : isRef(value)
        ? 1
        : Object.values(value).reduce<number>((sum, member) => sum + refs(member), 0)
  for (const { kind, spec } of [...resources, ...evil.resources])
    expect(arnsIn(kind, spec).filter(isRef)).toHaveLength(refs(spec))
})
