import { describe, expect, test } from 'vitest'
import { findings, valueIn } from '../../src/checked/checked.js'
import { clusterFrom } from '../../src/groups/apply-change.js'
import { groupIds, groupOf, leaversOf } from '../../src/groups/group-of.js'
import { decodeObject } from '../../src/kubernetes/decode.js'
import { keyOfObject } from '../../src/kubernetes/object.js'
import { mask, reveal } from '../../src/support/redacted.js'
import {
  classManifest,
  ingressManifest,
  type Manifest,
  paramsManifest,
  secretManifest,
  serviceManifest
} from '../../testing/manifests.js'

const cluster = (...objects: ReadonlyArray<Manifest>) =>
  clusterFrom({ ingressClass: 'alb' }, [classManifest('alb'), ...objects].map(decodeObject))

const ours = (key: string, annotations: Readonly<Record<string, unknown>> = {}, rest: object = {}): Manifest =>
  ingressManifest(key, { class: 'alb', annotations, ...rest })
const inG = { 'group.name': 'g' }
const holdsG = { finalizers: ['group.ingress.k8s.aws/g'] }
const holdsOwn = { finalizers: ['ingress.k8s.aws/resources'] }

interface Row {
  readonly name: string
  readonly given: ReadonlyArray<Manifest>
  readonly group?: string
  readonly members?: ReadonlyArray<string>
  readonly leaving?: ReadonlyArray<string>
  readonly codes?: ReadonlyArray<string>
}

const told = ({ given, group = 'g' }: Row) => {
  const made = cluster(...given)
  const checked = groupOf(made, group)
  return {
    members: valueIn(checked)?.members.map(({ ingress }) => keyOfObject(ingress)) ?? [],
    leaving: leaversOf(made, group).map(({ ingress }) => keyOfObject(ingress)),
    codes: findings(checked).map(({ code }) => code)
  }
}

const check = (rows: ReadonlyArray<Row>): void => {
  test.each(rows)('$name', (row) => {
    const { members = [], leaving = [], codes = [] } = row
    expect(told(row)).toEqual({ members, leaving, codes })
  })
}

describe('a member', () => {
  check([
    { name: 'is an Ingress of ours that names the group', given: [ours('a/x', inG)], members: ['a/x'] },
    { name: 'may be of any namespace', given: [ours('a/x', inG), ours('b/y', inG)], members: ['a/x', 'b/y'] },
    { name: 'may be the only one, of a group of its own', given: [ours('a/x')], group: 'a/x', members: ['a/x'] },
    {
      name: 'need not hold the finalizer yet',
      given: [ours('a/x', inG, holdsG), ours('b/y', inG)],
      members: ['a/x', 'b/y']
    },
    {
      name: 'is not somebody else’s',
      given: [ingressManifest('a/x', { class: 'alb', annotations: { ...inG, 'kubernetes.io/ingress.class': 'nginx' } })]
    },
    {
      name: 'is named by its class where that has a group',
      given: [
        classManifest('shared', { params: 'p' }),
        paramsManifest('p', { group: { name: 'g' } }),
        ingressManifest('a/x', { class: 'shared' })
      ],
      members: ['a/x']
    }
  ])
})

describe('who leaves', () => {
  check([
    {
      name: 'is being deleted and holds the finalizer',
      given: [ours('a/x', inG, { ...holdsG, deleting: true })],
      leaving: ['a/x']
    },
    { name: 'is in another group now', given: [ours('a/x', { 'group.name': 'h' }, holdsG)], leaving: ['a/x'] },
    { name: 'is alone now', given: [ours('a/x', {}, holdsG)], leaving: ['a/x'] },
    {
      name: 'is of another controller now',
      given: [
        classManifest('nginx', { controller: 'nginx' }),
        ingressManifest('a/x', { class: 'nginx', annotations: inG, ...holdsG })
      ],
      leaving: ['a/x']
    },
    {
      name: 'has no class any more',
      given: [ingressManifest('a/x', { annotations: inG, ...holdsG })],
      leaving: ['a/x']
    },
    { name: 'names a group that cannot be', given: [ours('a/x', { 'group.name': 'No' }, holdsG)], leaving: ['a/x'] },
    { name: 'was alone and joined a group', given: [ours('a/x', inG, holdsOwn)], group: 'a/x', leaving: ['a/x'] },
    {
      name: 'does not hold a group of its own by another Ingress’s finalizer',
      given: [ours('b/y', inG, holdsOwn)],
      group: 'a/x'
    },
    {
      name: 'is not asked for an order',
      given: [ours('a/x', { ...inG, 'group.order': '9999' }, { ...holdsG, deleting: true }), ours('b/y', inG)],
      members: ['b/y'],
      leaving: ['a/x']
    },
    {
      name: 'may be unreadable when it is being deleted',
      given: [ours('a/x', { ...inG, scheme: 1 }, { ...holdsG, deleting: true }), ours('b/y', inG)],
      members: ['b/y'],
      leaving: ['a/x']
    },
    {
      name: 'may be of a class that is gone when it is being deleted',
      given: [ingressManifest('a/x', { class: 'gone', annotations: inG, ...holdsG, deleting: true })],
      leaving: ['a/x']
    },
    {
      name: 'is not there when it is being deleted without the finalizer',
      given: [ours('a/x', inG, { deleting: true })]
    }
  ])
})

describe('a group stops', () => {
  const gone = (rest: object = {}) => ingressManifest('a/x', { class: 'gone', annotations: inG, ...rest })
  check([
    { name: 'when a member’s class is gone', given: [gone(holdsG), ours('b/y', inG)], codes: ['group/member'] },
    {
      name: 'not for an Ingress of a missing class that never was a member',
      given: [gone(), ours('b/y', inG)],
      members: ['b/y']
    },
    {
      name: 'when a member cannot be read',
      given: [ours('a/x', { ...inG, scheme: 1 }, holdsG), ours('b/y', inG)],
      codes: ['group/member']
    },
    {
      name: 'when an Ingress that cannot be read names it, though it holds no finalizer',
      given: [ours('a/x', { ...inG, scheme: 1 }), ours('b/y', inG)],
      codes: ['group/member']
    },
    {
      name: 'not for an unreadable Ingress of another controller',
      given: [
        ingressManifest('a/x', { annotations: { ...inG, scheme: 1, 'kubernetes.io/ingress.class': 'nginx' } }),
        ours('b/y', inG)
      ],
      members: ['b/y']
    },
    {
      name: 'when a member lost its class to several defaults',
      given: [
        classManifest('one', { isDefault: true }),
        classManifest('two', { isDefault: true }),
        ingressManifest('a/x', { annotations: inG, ...holdsG }),
        ours('b/y', inG)
      ],
      codes: ['group/member']
    },
    {
      name: 'not for an Ingress without a class elsewhere, when several classes are the default',
      given: [
        classManifest('one', { isDefault: true }),
        classManifest('two', { isDefault: true }),
        ingressManifest('a/x'),
        ours('b/y', inG)
      ],
      members: ['b/y']
    },
    {
      name: 'when an order is above the limit',
      given: [ours('a/x', { ...inG, 'group.order': '1001' }), ours('b/y', inG)],
      codes: ['group/order']
    },
    {
      name: 'when an order is no number',
      given: [ours('a/x', { ...inG, 'group.order': 'first' })],
      codes: ['group/order']
    },
    {
      name: 'also for the order of an Ingress that is alone',
      given: [ours('a/x', { 'group.order': '' })],
      group: 'a/x',
      codes: ['group/order']
    },
    {
      name: 'with every reason at once',
      given: [
        ours('a/x', { ...inG, 'group.order': '1.5' }),
        ours('b/y', { ...inG, 'group.order': '-1001' }),
        ingressManifest('c/z', { class: 'gone', ...holdsG })
      ],
      codes: ['group/order', 'group/order', 'group/member']
    },
    {
      name: 'when a Service that a member names cannot be read',
      given: [ours('a/x', inG, { services: ['s'] }), { ...serviceManifest('a/s'), spec: { ports: 80 } }],
      codes: ['group/service']
    }
  ])

  test('and says which Ingress stops it, why, and what to do', () => {
    const [problem] = findings(groupOf(cluster(gone(holdsG)), 'g'))
    expect(problem).toMatchObject({
      at: { object: { kind: 'Ingress', namespace: 'a', name: 'x' }, path: ['metadata', 'finalizers'] },
      message:
        'Nothing of group g is changed, as Ingress a/x was a member: Ingress a/x names the IngressClass "gone", which does not exist.',
      hint: 'Correct it. If it is meant to leave the group, delete it, or remove its finalizer group.ingress.k8s.aws/g.',
      related: [{ at: { path: ['spec', 'ingressClassName'] } }]
    })
  })

  test('and says which order is wrong, and what the limits are', () => {
    const [problem] = findings(groupOf(cluster(ours('a/x', { ...inG, 'group.order': '1001' })), 'g'))
    expect(problem).toMatchObject({
      at: { path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/group.order'] },
      message: 'Ingress a/x asks for the place "1001" in its group, which is no whole number between -1000 and 1000.'
    })
  })
})

describe('the order of members', () => {
  const at = (key: string, order?: string) =>
    ours(key, { ...inG, ...(order === undefined ? {} : { 'group.order': order }) })
  check([
    {
      name: 'is by group.order, 0 where nothing is said',
      given: [at('a/x', '5'), at('a/y'), at('a/z', '-5')],
      members: ['a/z', 'a/y', 'a/x']
    },
    { name: 'is by number, not by text', given: [at('a/x', '10'), at('a/y', '9')], members: ['a/y', 'a/x'] },
    { name: 'reaches from -1000 to 1000', given: [at('a/x', '1000'), at('a/y', '-1000')], members: ['a/y', 'a/x'] },
    { name: 'takes signs and leading zeros', given: [at('a/x', '+2'), at('a/y', '01')], members: ['a/y', 'a/x'] },
    {
      name: 'goes by namespace and name where orders are equal',
      given: [at('b/x', '1'), at('a/y', '1')],
      members: ['a/y', 'b/x']
    },
    {
      name: 'compares namespace and name as one text, where a dash comes before the slash',
      given: [at('team-a/zeta'), at('team-a-x/alpha')],
      members: ['team-a-x/alpha', 'team-a/zeta']
    }
  ])
})

describe('what a group is given', () => {
  test('is the Services that its members name, of their own namespaces', () => {
    const group = valueIn(
      groupOf(
        cluster(
          ours(
            'a/x',
            { ...inG, 'actions.go': '{"forwardConfig":{"targetGroups":[{"serviceName":"t"}]}}' },
            { services: ['s'] }
          ),
          ours('b/y', inG, { services: ['s', 'missing'] }),
          ...['a/s', 'a/t', 'a/other', 'b/s', 'b/t'].map((key) => serviceManifest(key))
        ),
        'g'
      )
    )
    expect([...(group?.services.keys() ?? [])].sort()).toEqual(['a/s', 'a/t', 'b/s'])
    expect(group?.services.get('a/t')).toMatchObject({ namespace: 'a', name: 't', ports: [{ port: 80 }] })
  })

  test('is the Secrets that its members and their Services name', () => {
    const oidc = (secretName: string) => ({ 'auth-idp-oidc': JSON.stringify({ secretName }) })
    const group = valueIn(
      groupOf(
        cluster(
          ours('a/x', { ...inG, ...oidc('k') }, { services: ['s'] }),
          serviceManifest('a/s', oidc('l')),
          ...['a/k', 'a/l', 'a/m', 'b/k'].map((key) => secretManifest(key, { clientID: key }))
        ),
        'g'
      )
    )
    expect([...(group?.secrets.keys() ?? [])].sort()).toEqual(['a/k', 'a/l'])
    const clientID = group?.secrets.get('a/k')?.data.clientID
    expect(clientID && reveal(clientID)).toBe('a/k')
    expect(JSON.stringify(clientID)).toBe(JSON.stringify(mask))
  })

  test('is the parameters of each member’s class', () => {
    const group = valueIn(
      groupOf(
        cluster(
          classManifest('wide', { params: 'p' }),
          paramsManifest('p', { group: { name: 'g' }, scheme: 'internal' }),
          ingressManifest('a/x', { class: 'wide' }),
          ours('b/y', inG)
        ),
        'g'
      )
    )
    expect(group?.members.map(({ params }) => params)).toEqual([
      { name: 'p', groupName: 'g', scheme: 'internal' },
      undefined
    ])
  })

  test('is nothing when nobody names it', () => {
    expect(valueIn(groupOf(cluster(), 'g'))).toEqual({
      id: 'g',
      members: [],
      leaving: [],
      services: new Map(),
      secrets: new Map()
    })
  })
})

describe('the groups of a cluster', () => {
  test.each([
    { name: 'are those with members', given: [ours('a/x', inG), ours('b/y')], expected: ['b/y', 'g'] },
    { name: 'are those whose finalizer somebody holds', given: [ours('a/x', {}, holdsG)], expected: ['a/x', 'g'] },
    {
      name: 'are not those that only an unreadable Ingress names',
      given: [ours('a/x', { ...inG, scheme: 1 })],
      expected: []
    },
    { name: 'are not those of others', given: [ingressManifest('a/x')], expected: [] }
  ])('$name', ({ given, expected }) => {
    expect(groupIds(cluster(...given))).toEqual(expected)
  })
})
