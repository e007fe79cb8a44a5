import { describe, expect, test } from 'vitest'
import { groupNamed, groupsHeld, isGroupName } from '../../src/groups/group-name.js'
import { remainsOf } from '../../src/kubernetes/remains.js'
import { E } from '../../src/prelude.js'
import { type IngressSaid, ingressManifest } from '../../testing/manifests.js'

const remains = (said: IngressSaid) =>
  remainsOf(ingressManifest('shop/web', said), { kind: 'Ingress', namespace: 'shop', name: 'web' })

describe('a group name', () => {
  test.each([
    { name: 'is made of letters, digits, dashes and dots', given: 'my-team.awesome-group', expected: true },
    { name: 'may be one letter', given: 'a', expected: true },
    { name: 'may begin with a digit', given: '0-a', expected: true },
    { name: 'may repeat dots', given: 'a..b', expected: true },
    { name: 'may have a dash after a dot', given: 'a.-b', expected: true },
    { name: 'may have 63 characters', given: 'a'.repeat(63), expected: true },
    { name: 'may not have 64', given: 'a'.repeat(64), expected: false },
    { name: 'may not be empty', given: '', expected: false },
    { name: 'has no capitals', given: 'Shop', expected: false },
    { name: 'has no underscore', given: 'my_shop', expected: false },
    { name: 'has no slash, which would make it an implicit group', given: 'shop/web', expected: false },
    { name: 'does not begin with a dash', given: '-shop', expected: false },
    { name: 'does not end with a dot', given: 'shop.', expected: false },
    { name: 'does not end with a line break', given: 'shop\n', expected: false },
    { name: 'is not trimmed', given: ' shop', expected: false }
  ])('$name', ({ given, expected }) => {
    expect(isGroupName(given)).toBe(expected)
  })
})

describe('the group of an Ingress', () => {
  test.each([
    { name: 'is its own where nothing names one', said: {}, params: undefined, expected: 'shop/web' },
    {
      name: 'is the one of the annotation',
      said: { annotations: { 'group.name': 'g' } },
      params: undefined,
      expected: 'g'
    },
    {
      name: 'is the one of the class parameters first',
      said: { annotations: { 'group.name': 'g' } },
      params: { name: 'p', groupName: 'h' },
      expected: 'h'
    },
    {
      name: 'is the one of the annotation where the parameters have none',
      said: { annotations: { 'group.name': 'g' } },
      params: { name: 'p' },
      expected: 'g'
    },
    {
      name: 'ignores a bad annotation under parameters that have one',
      said: { annotations: { 'group.name': 'No' } },
      params: { name: 'p', groupName: 'h' },
      expected: 'h'
    }
  ])('$name', ({ said, params, expected }) => {
    expect(groupNamed(remains(said), params)).toEqual(E.right(expected))
  })

  test('is none when the annotation is no name for a group, which says a name that is', () => {
    expect(groupNamed(remains({ annotations: { 'group.name': 'My_Shop!' } }), undefined)).toMatchObject({
      left: {
        code: 'group/name',
        at: {
          object: { kind: 'Ingress', namespace: 'shop', name: 'web' },
          path: ['metadata', 'annotations', 'alb.ingress.kubernetes.io/group.name']
        },
        message: 'Ingress shop/web asks for the group "My_Shop!", which is no name for a group, so it belongs to none.',
        hint: 'Use 1 to 63 lower-case letters, digits, "-" and ".", with a letter or digit first and last, such as "my-shop".'
      }
    })
  })

  test('is none when the parameters have an empty name, whatever the annotation says', () => {
    const group = groupNamed(remains({ annotations: { 'group.name': 'g' } }), { name: 'p', groupName: '' })
    expect(group).toMatchObject({
      left: { at: { object: { kind: 'IngressClassParams', name: 'p' }, path: ['spec', 'group', 'name'] } }
    })
  })
})

describe('a finalizer', () => {
  test.each([
    {
      name: 'of implicit groups holds the group named after the Ingress',
      finalizers: ['ingress.k8s.aws/resources'],
      expected: ['shop/web']
    },
    {
      name: 'with a group name holds that group',
      finalizers: ['group.ingress.k8s.aws/g', 'group.ingress.k8s.aws/h.i'],
      expected: ['g', 'h.i']
    },
    {
      name: 'with the name of another Ingress holds nothing',
      finalizers: ['group.ingress.k8s.aws/bank/vault'],
      expected: []
    },
    { name: 'without a name holds nothing', finalizers: ['group.ingress.k8s.aws/'], expected: [] },
    {
      name: 'of somebody else holds nothing',
      finalizers: ['elbv2.k8s.aws/resources', 'foregroundDeletion', 'ingress.k8s.aws/resources2'],
      expected: []
    }
  ])('$name', ({ finalizers, expected }) => {
    expect(groupsHeld(remains({ finalizers }))).toEqual(expected)
  })
})
