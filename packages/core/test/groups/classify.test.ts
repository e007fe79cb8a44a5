import { describe, expect, test } from 'vitest'
import { clusterFrom } from '../../src/groups/apply-change.js'
import { classify } from '../../src/groups/classify.js'
import { type Decoded, decodeObject } from '../../src/kubernetes/decode.js'
import { remainsOf } from '../../src/kubernetes/remains.js'
import {
  classManifest,
  type IngressSaid,
  ingressManifest,
  type Manifest,
  namespaceManifest,
  paramsManifest
} from '../../testing/manifests.js'

const key = 'shop/web'
const annotated = (value: string, said: IngressSaid = {}): IngressSaid => ({
  ...said,
  annotations: { 'kubernetes.io/ingress.class': value }
})

const decided = (ingressClass: string, objects: ReadonlyArray<Manifest>, said: IngressSaid) => {
  const manifest = ingressManifest(key, said)
  const decoded: ReadonlyArray<Decoded> = [...objects, manifest].map(decodeObject)
  const cluster = clusterFrom({ ingressClass }, decoded)
  return classify(cluster, remainsOf(manifest, { kind: 'Ingress', namespace: 'shop', name: 'web' }))
}

const alb = classManifest('alb')
const nginx = classManifest('nginx', { controller: 'k8s.io/ingress-nginx' })
const withParams = classManifest('alb', { params: 'p' })
const isDefault = true

interface Row {
  readonly name: string
  readonly flag?: string
  readonly objects?: ReadonlyArray<Manifest>
  readonly said: IngressSaid
  /** `ours`, `ours with <params>`, `notOurs`, or the code of the problem. */
  readonly expected: string
}

const told = ({ flag = 'alb', objects = [], said }: Row): string => {
  const decision = decided(flag, objects, said)
  if (decision.class === 'invalid') return decision.problem.code
  return decision.class === 'ours' && decision.params ? `ours with ${decision.params.name}` : decision.class
}

describe('the annotation kubernetes.io/ingress.class', () => {
  test.each<Row>([
    { name: 'makes an Ingress ours when it is what the flag says', said: annotated('alb'), expected: 'ours' },
    {
      name: 'beats a class of another controller',
      objects: [nginx],
      said: annotated('alb', { class: 'nginx' }),
      expected: 'ours'
    },
    { name: 'beats a class that does not exist', said: annotated('alb', { class: 'gone' }), expected: 'ours' },
    {
      name: 'hides the parameters of the class beside it',
      objects: [withParams, paramsManifest('p')],
      said: annotated('alb', { class: 'alb' }),
      expected: 'ours'
    },
    {
      name: 'makes an Ingress somebody else’s although its class is ours',
      objects: [alb],
      said: annotated('nginx', { class: 'alb' }),
      expected: 'notOurs'
    },
    {
      name: 'decides even when it is empty',
      objects: [alb],
      said: annotated('', { class: 'alb' }),
      expected: 'notOurs'
    },
    { name: 'counts letters as they are written', said: annotated('ALB'), expected: 'notOurs' },
    { name: 'is not trimmed', said: annotated('alb '), expected: 'notOurs' },
    { name: 'follows the flag to another name', flag: 'internal', said: annotated('internal'), expected: 'ours' },
    {
      name: 'is not alb when the flag has another name',
      flag: 'internal',
      said: annotated('alb'),
      expected: 'notOurs'
    },
    { name: 'may be empty when the flag is', flag: '', said: annotated(''), expected: 'ours' },
    { name: 'may be alb when the flag is empty', flag: '', said: annotated('alb'), expected: 'ours' },
    { name: 'may not be another name when the flag is empty', flag: '', said: annotated('nginx'), expected: 'notOurs' }
  ])('$name', (row) => {
    expect(told(row)).toBe(row.expected)
  })
})

describe('spec.ingressClassName', () => {
  test.each<Row>([
    { name: 'of our controller makes an Ingress ours', objects: [alb], said: { class: 'alb' }, expected: 'ours' },
    {
      name: 'does so whatever the flag says',
      flag: 'internal',
      objects: [alb],
      said: { class: 'alb' },
      expected: 'ours'
    },
    { name: 'of another controller does not', objects: [nginx], said: { class: 'nginx' }, expected: 'notOurs' },
    {
      name: 'of a controller that only begins like ours does not',
      objects: [classManifest('x', { controller: 'ingress.k8s.aws/alb2' })],
      said: { class: 'x' },
      expected: 'notOurs'
    },
    { name: 'that does not exist is a problem', objects: [alb], said: { class: 'gone' }, expected: 'class/missing' },
    {
      name: 'that is empty names no class that could exist',
      objects: [alb],
      said: { class: '' },
      expected: 'class/missing'
    },
    {
      name: 'is not replaced by the default class',
      objects: [classManifest('alb', { isDefault })],
      said: { class: 'gone' },
      expected: 'class/missing'
    },
    {
      name: 'that cannot be read is a problem',
      objects: [{ ...alb, spec: { controller: 1 } }],
      said: { class: 'alb' },
      expected: 'class/unreadable'
    }
  ])('$name', (row) => {
    expect(told(row)).toBe(row.expected)
  })
})

describe('an Ingress without a class', () => {
  const one = classManifest('one', { isDefault })
  const two = classManifest('two', { isDefault })
  test.each<Row>([
    { name: 'is of the default class', objects: [alb, one], said: {}, expected: 'ours' },
    {
      name: 'takes the parameters of the default class',
      objects: [classManifest('one', { isDefault, params: 'p' }), paramsManifest('p')],
      said: {},
      expected: 'ours with p'
    },
    {
      name: 'is not ours when the default class is another controller’s',
      objects: [alb, classManifest('nginx', { isDefault, controller: 'nginx' })],
      said: {},
      expected: 'notOurs'
    },
    {
      name: 'is not ours then, though the flag is empty',
      flag: '',
      objects: [classManifest('nginx', { isDefault, controller: 'nginx' })],
      said: {},
      expected: 'notOurs'
    },
    { name: 'is not ours when no class is the default', objects: [alb], said: {}, expected: 'notOurs' },
    {
      name: 'is ours when no class is the default and the flag is empty',
      flag: '',
      objects: [alb],
      said: {},
      expected: 'ours'
    },
    {
      name: 'is a problem when two classes are the default',
      objects: [one, two],
      said: {},
      expected: 'class/several-defaults'
    },
    {
      name: 'is a problem when two classes are the default, though the flag is empty',
      flag: '',
      objects: [one, two],
      said: {},
      expected: 'class/several-defaults'
    },
    {
      name: 'is a problem when a class cannot be read, as that may be the default',
      objects: [{ ...alb, spec: { controller: 1 } }],
      said: {},
      expected: 'class/unreadable'
    },
    {
      name: 'does not know a default that is not exactly "true"',
      objects: [
        { ...alb, metadata: { name: 'alb', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'TRUE' } } }
      ],
      said: {},
      expected: 'notOurs'
    }
  ])('$name', (row) => {
    expect(told(row)).toBe(row.expected)
  })

  test('is told which classes are the default', () => {
    const decision = decided('alb', [two, one], {})
    expect(decision.class === 'invalid' && decision.problem).toMatchObject({
      at: { object: { kind: 'Ingress', namespace: 'shop', name: 'web' }, path: ['spec', 'ingressClassName'] },
      message: 'Ingress shop/web names no class, and several IngressClasses are the default: one, two.'
    })
  })
})

describe('the parameters of a class', () => {
  const referring = (parameters: Readonly<Record<string, string>>): Manifest => ({
    ...alb,
    spec: { controller: 'ingress.k8s.aws/alb', parameters }
  })
  const selecting = (namespaceSelector: unknown) => [withParams, paramsManifest('p', { namespaceSelector })]
  const red = { matchLabels: { team: 'red' } }
  test.each<Row>([
    {
      name: 'come with the class',
      objects: [withParams, paramsManifest('p')],
      said: { class: 'alb' },
      expected: 'ours with p'
    },
    { name: 'must exist', objects: [withParams], said: { class: 'alb' }, expected: 'class/parameters' },
    {
      name: 'must be readable',
      objects: [withParams, paramsManifest('p', { scheme: 'public' })],
      said: { class: 'alb' },
      expected: 'class/unreadable'
    },
    {
      name: 'must be of our apiGroup',
      objects: [
        referring({ apiGroup: 'eks.amazonaws.com', kind: 'IngressClassParams', name: 'p' }),
        paramsManifest('p')
      ],
      said: { class: 'alb' },
      expected: 'class/parameters'
    },
    {
      name: 'must have an apiGroup',
      objects: [referring({ kind: 'IngressClassParams', name: 'p' }), paramsManifest('p')],
      said: { class: 'alb' },
      expected: 'class/parameters'
    },
    {
      name: 'must be of our kind',
      objects: [referring({ apiGroup: 'elbv2.k8s.aws', kind: 'ConfigMap', name: 'p' }), paramsManifest('p')],
      said: { class: 'alb' },
      expected: 'class/parameters'
    },
    {
      name: 'of another controller’s class are not looked at',
      objects: [{ ...nginx, spec: { controller: 'nginx', parameters: { kind: 'ConfigMap', name: 'p' } } }],
      said: { class: 'nginx' },
      expected: 'notOurs'
    },
    {
      name: 'may ask for a scope and a namespace, which mean nothing',
      objects: [
        referring({
          apiGroup: 'elbv2.k8s.aws',
          kind: 'IngressClassParams',
          name: 'p',
          scope: 'Namespace',
          namespace: 'x'
        }),
        paramsManifest('p')
      ],
      said: { class: 'alb' },
      expected: 'ours with p'
    },
    {
      name: 'with a selector that matches count',
      objects: [...selecting(red), namespaceManifest('shop', { team: 'red' })],
      said: { class: 'alb' },
      expected: 'ours with p'
    },
    {
      name: 'with a selector that does not match are a problem',
      objects: [...selecting(red), namespaceManifest('shop', { team: 'blue' })],
      said: { class: 'alb' },
      expected: 'class/parameters'
    },
    {
      name: 'with a selector need to know the namespace',
      objects: selecting(red),
      said: { class: 'alb' },
      expected: 'class/parameters'
    },
    {
      name: 'with an empty selector are for every namespace',
      objects: [...selecting({}), namespaceManifest('shop')],
      said: { class: 'alb' },
      expected: 'ours with p'
    },
    {
      name: 'may select a namespace by its name',
      objects: [...selecting({ matchLabels: { 'kubernetes.io/metadata.name': 'shop' } }), namespaceManifest('shop')],
      said: { class: 'alb' },
      expected: 'ours with p'
    }
  ])('$name', (row) => {
    expect(told(row)).toBe(row.expected)
  })

  test('that cannot be used say what is wrong and where', () => {
    const decision = decided('alb', [withParams], { class: 'alb' })
    expect(decision.class === 'invalid' && decision.problem).toMatchObject({
      message: 'Ingress shop/web: IngressClass alb refers to IngressClassParams "p", which does not exist.',
      hint: 'Create the IngressClassParams, or take the parameters out of the class.',
      related: [{ at: { object: { kind: 'IngressClass', name: 'alb' }, path: ['spec', 'parameters'] } }]
    })
  })
})
