import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { KindName } from '../../src/resources/ref.js'
import { backend, rule, service } from '../build.js'
import { annotationOf, expectTold } from '../told.js'
import { type GroupGiven, member, shownOf, translated } from './one-group.js'

type TaggedKind = Exclude<KindName, 'TargetGroupBinding'>

const tagsOf = (kind: TaggedKind, given: GroupGiven): unknown => shownOf(kind, translated(given), ({ tags }) => tags)

const core = { defaultTags: { team: 'core', env: 'prod' } }
const classTags = { params: { tags: { env: 'stage' } } }
const web = service('web', { annotations: { 'alb.ingress.kubernetes.io/tags': 'app=api' } })
// Default tags, tags of a class, of an Ingress and of its Service, all on one resource.
const layered: GroupGiven = {
  members: [member('a', { tags: 'env=dev,app=web' }, classTags)],
  services: [web],
  install: core
}

describe('tags of the user', () => {
  test.each<{ name: string; kind: TaggedKind; given: GroupGiven; expected: unknown }>([
    {
      name: 'are none where nobody says any',
      kind: 'LoadBalancer',
      given: { members: [member('a')] },
      expected: { LoadBalancer: {} }
    },
    {
      name: 'are the default tags where nobody says any',
      kind: 'LoadBalancer',
      given: { members: [member('a')], install: core },
      expected: { LoadBalancer: core.defaultTags }
    },
    {
      name: 'give way to default tags',
      kind: 'LoadBalancer',
      given: layered,
      expected: { LoadBalancer: { team: 'core', env: 'prod', app: 'web' } }
    },
    {
      name: 'outrank default tags under gate EnableDefaultTagsLowPriority, and those of the class outrank the Ingress',
      kind: 'LoadBalancer',
      given: { ...layered, gates: { EnableDefaultTagsLowPriority: true } },
      expected: { LoadBalancer: { team: 'core', env: 'stage', app: 'web' } }
    },
    {
      name: 'of a Service outrank those of its Ingress on its target group',
      kind: 'TargetGroup',
      given: layered,
      expected: { 'shop/a-web:80': { team: 'core', env: 'prod', app: 'api' } }
    },
    {
      name: 'of a Service stay off the load balancer',
      kind: 'SecurityGroup',
      given: { ...layered, install: {} },
      expected: { ManagedLBSecurityGroup: { env: 'stage', app: 'web' } }
    },
    {
      name: 'of all members are on the load balancer',
      kind: 'LoadBalancer',
      given: { members: [member('a', { tags: 'a=1' }), member('b', { tags: 'b=2' })] },
      expected: { LoadBalancer: { a: '1', b: '2' } }
    },
    {
      name: 'are on a listener those of the members on its port',
      kind: 'Listener',
      given: {
        members: [member('a', { tags: 'a=1' }), member('b', { tags: 'b=2', 'listen-ports': '[{"HTTP":81}]' })]
      },
      expected: { 80: { a: '1' }, 81: { b: '2' } }
    },
    {
      name: 'are on a rule those of its Ingress alone',
      kind: 'ListenerRule',
      given: {
        members: [
          member('a', { tags: 'a=1' }),
          member('b', { tags: 'b=2' }, { rules: [rule('b.example', backend('web'))] })
        ]
      },
      expected: { '80:1': { a: '1' }, '80:2': { b: '2' } }
    },
    {
      name: 'are refused where members want other values under one key',
      kind: 'LoadBalancer',
      given: { members: [member('a', { tags: 'a=1' }), member('b', { tags: 'a=2' })] },
      expected: ['group/disagree']
    }
  ])('$name', ({ kind, given, expected }) => {
    expect(tagsOf(kind, given)).toEqual(expected)
  })
})

test('a tag that is left to somebody else is refused where it is written, once', () => {
  const given = {
    members: [member('a', { tags: 'cost=7,app=web' })],
    install: { externalManagedTags: new Set(['cost']) }
  }
  expectTold(findings(translated(given)), [
    {
      code: 'tags/external',
      at: annotationOf('tags'),
      says: ['cost', '--external-managed-tags'],
      remedy: ['Remove cost']
    }
  ])
})
