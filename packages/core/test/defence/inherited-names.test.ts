import { describe, expect, test } from 'vitest'
import { E } from '../../src/prelude.js'
import { diagnosticsText } from '../../src/render/diagnostics-text.js'
import { modelDocument } from '../../src/render/document.js'
import { planJson } from '../../src/render/plan-json.js'
import { planText } from '../../src/render/plan-text.js'
import { stackText } from '../../src/render/stack-text.js'
import { plainStyle } from '../../src/render/style.js'
import type { Stack } from '../../src/resources/stack.js'
import { parseRequest } from '../../src/route/request.js'
import { route } from '../../src/route/trace.js'
import { own } from '../../src/support/own.js'
import { matchesTags } from '../../src/translate/subnets.js'
import {
  classManifest,
  ingressManifest,
  type Manifest,
  paramsManifest,
  serviceManifest
} from '../../testing/manifests.js'
import { install, nothingThere, type Seen, see } from './see.js'

// Every object seems to have members of these names. Beside each stands one that no object has, as long and sorted alike.
const inherited = [
  ['constructor', 'constructos'],
  ['__proto__', '__protp__'],
  ['toString', 'toStrinh'],
  ['hasOwnProperty', 'hasOwnPropertz'],
  ['valueOf', 'valueOg']
] as const

const pairs = (name: string): string => `${name}=on,team=${name}`

const action = (name: string): string =>
  JSON.stringify({
    type: 'forward',
    forwardConfig: { targetGroups: [{ serviceName: name, servicePort: name, weight: 1 }] }
  })

const named = (name: string): ReadonlyArray<Manifest> => [
  classManifest('alb', { params: 'usual' }),
  paramsManifest('usual', { tags: [{ key: name, value: 'class' }] }),
  ingressManifest('shop/web', {
    class: 'alb',
    services: ['constructor'],
    annotations: {
      [name]: 'x',
      'listen-ports': '[{"HTTPS":443}]',
      'certificate-arn': 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
      tags: pairs(name),
      'load-balancer-attributes': pairs(name),
      'target-group-attributes': pairs(name),
      'listener-attributes.HTTPS-443': pairs(name),
      'target-node-labels': pairs(name),
      [`actions.${name}`]: action(name),
      'conditions.constructor': JSON.stringify([
        { field: 'http-header', httpHeaderConfig: { httpHeaderName: name, values: ['x'] } },
        { field: 'query-string', queryStringConfig: { values: [{ key: name, value: name }] } }
      ]),
      'auth-type': 'cognito',
      'auth-idp-cognito': `{"userPoolARN":"p","userPoolClientID":"c","userPoolDomain":"d","${name}":1,"authenticationRequestExtraParams":{"${name}":"x"}}`
    }
  }),
  serviceManifest('shop/constructor', { tags: `${name}=service`, [name]: 'x' })
]

const stacksIn = ({ groups }: Seen): ReadonlyArray<Stack> =>
  groups.flatMap(({ stack }) => (stack._tag === 'Left' ? [] : [stack.right]))

/** Everything that people or programs read of it. */
const told = (seen: Seen): string =>
  JSON.stringify([
    modelDocument(
      {
        groups: seen.groups.map(({ id, members, leaving, stack }) => ({
          ...{ id, members, leaving },
          stack: stack._tag === 'Left' ? undefined : stack.right,
          refused: stack._tag === 'Left' ? stack.left : []
        })),
        unmanaged: [],
        invalid: []
      },
      install
    ),
    planJson(seen.plan),
    planText(seen.plan, plainStyle),
    diagnosticsText(seen.findings, plainStyle),
    ...stacksIn(seen).map((stack) => stackText(stack, plainStyle))
  ])

// Hashes of names differ as the names do.
const withoutHashes = (text: string): string => text.replace(/[0-9a-f]{10}/g, '#')

describe.each(inherited)('%s is a name like any other', (name, ordinary) => {
  test('as key of tags, attributes, labels, annotations, members, headers and parameters', () => {
    const seen = see(named(name))
    expect(stacksIn(seen)).toHaveLength(1)
    expect(told(seen)).toContain(name)
    expect(withoutHashes(told(seen))).toBe(withoutHashes(told(see(named(ordinary)))).replaceAll(ordinary, name))
  })

  test('a tag and an attribute of this name are set once, and the tag goes when nobody asks for it any more', () => {
    const asks = (annotations: Readonly<Record<string, string>>): ReadonlyArray<Manifest> => [
      classManifest('alb'),
      ingressManifest('shop/web', { class: 'alb', services: ['web'], annotations }),
      serviceManifest('shop/web')
    ]
    const first = see(asks({ tags: pairs(name), 'load-balancer-attributes': pairs(name) }))
    const again = see(asks({ tags: pairs(name), 'load-balancer-attributes': pairs(name) }), first.after)
    expect(aws(again)).toEqual([])
    const without = see(asks({ tags: 'team=shop' }), first.after)
    expect(aws(without)).toContain('RemoveTags')
    expect(aws(see(asks({ tags: 'team=shop' }), without.after))).toEqual([])
  })

  test('two members that give it different values disagree', () => {
    const member = (key: string, value: string): Manifest =>
      ingressManifest(key, {
        class: 'alb',
        services: ['web'],
        annotations: { 'group.name': 'market', 'load-balancer-attributes': `${name}=${value}` }
      })
    const { findings } = see([
      classManifest('alb', { params: 'usual' }),
      paramsManifest('usual', { loadBalancerAttributes: [{ key: 'idle_timeout.timeout_seconds', value: '30' }] }),
      member('pay/a', '1'),
      member('shop/b', '2'),
      ...['pay/web', 'shop/web'].map((key) => serviceManifest(key))
    ])
    expect(findings.map(({ code }) => code)).toEqual(['group/disagree'])
  })

  test('a request that does not have a header of this name has none', () => {
    const seen = see(named(name))
    const request = parseRequest('GET', 'https://shop.example/constructor')
    const [stack] = stacksIn(seen)
    if (stack === undefined || E.isLeft(request)) throw new Error('there is a stack, and a request')
    expect(JSON.stringify(route(stack, request.right))).toContain(`there is no header ${name}`)
  })

  test('a record has it only where somebody wrote it', () => {
    const tags = JSON.parse(`{"${name}":"x"}`) as Record<string, string>
    expect([own({}, name), own(tags, name)]).toEqual([undefined, 'x'])
    const subnet = { ...{ id: 's', vpcId: 'v', availabilityZone: 'a' }, tags: {} } as Parameters<typeof matchesTags>[1]
    expect(matchesTags(JSON.parse(`{"${name}":["x"]}`), subnet)).toBe(false)
    expect(matchesTags(JSON.parse(`{"${name}":["x"]}`), { ...subnet, tags })).toBe(true)
  })
})

const aws = ({ plan }: Seen): ReadonlyArray<string> =>
  plan.steps.flatMap((step) => (step.on === 'aws' ? [step.call.action] : []))

// Of those names only this one can be that of a namespace, a group, a Service or an Ingress.
test('constructor may be the name of every object', () => {
  const everything = (name: string): ReadonlyArray<Manifest> => [
    classManifest(name, { params: name }),
    paramsManifest(name, { group: { name } }),
    ingressManifest(`${name}/${name}`, { class: name, services: [name] }),
    serviceManifest(`${name}/${name}`)
  ]
  const seen = see(everything('constructor'))
  expect(stacksIn(seen).map(({ id }) => id)).toEqual(['constructor'])
  const ordinary = see(everything('constructos'))
  expect(withoutHashes(told(seen))).toBe(withoutHashes(told(ordinary)).replaceAll('constructos', 'constructor'))
})

test('nobody in namespace constructor is internet-facing, where a list says who may be', () => {
  const restricted = { ...install, restrictScheme: true }
  const list: Manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'default', name: 'alb-ingress-controller-internet-facing-ingresses' },
    data: { shop: 'web' }
  }
  const { findings } = see(
    [
      list,
      classManifest('alb'),
      ingressManifest('constructor/web', {
        class: 'alb',
        services: ['web'],
        annotations: { scheme: 'internet-facing' }
      }),
      serviceManifest('constructor/web')
    ],
    nothingThere,
    restricted
  )
  expect(findings.map(({ code }) => code)).toEqual(['scheme/restricted'])
})
