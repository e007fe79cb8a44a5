import { describe, expect, test } from 'vitest'
import { backend, rule, service } from '../build.js'
import { type GroupGiven, member, noticed, specsOf, translated } from './one-group.js'

const rewrites = [{ regex: '^/v2/(.*)$', replace: '/$1' }]
const text = JSON.stringify([{ type: 'url-rewrite', urlRewriteConfig: { rewrites } }])
const transforms = [{ type: 'url-rewrite', rewrites }]

/** The transforms of each rule that has any, or the codes of the errors. */
const byRule = (given: GroupGiven): unknown => {
  const rules = specsOf('ListenerRule', translated(given))
  if (Array.isArray(rules)) return rules
  return Object.fromEntries(
    Object.entries(rules).flatMap(([id, spec]) => ('transforms' in spec ? [[id, spec.transforms]] : []))
  )
}

describe('transforms of a backend', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'are in all rules of the Service, and in no others',
      given: {
        members: [
          member(
            'a',
            { 'transforms.web': text },
            {
              rules: [rule('', backend('web'), '/v2'), rule('', backend('raw'), '/raw'), rule('x', backend('web'), '/')]
            }
          )
        ],
        services: [service('web'), service('raw')]
      },
      expected: { '80:1': transforms, '80:3': transforms }
    },
    {
      name: 'are found by the name of the action, too',
      given: {
        members: [
          member(
            'a',
            { 'transforms.split': text, 'actions.split': '{"type":"forward","targetGroupARN":"arn:tg"}' },
            {
              rules: [rule('', backend('split', 'use-annotation'))]
            }
          )
        ]
      },
      expected: { '80:1': transforms }
    },
    {
      name: 'of a backend that nothing leads to are not read',
      given: { members: [member('a', { 'transforms.other': 'nonsense' })] },
      expected: {}
    },
    {
      name: 'of one Ingress are not those of another',
      given: { members: [member('a', { 'transforms.web': text }), member('b')] },
      expected: { '80:1': transforms }
    },
    {
      name: 'that cannot be read are an error',
      given: { members: [member('a', { 'transforms.web': '[{"type":"path-rewrite"}]' })] },
      expected: ['annotation/value']
    },
    {
      name: 'of the default backend have nothing to act on',
      given: { members: [member('a', { 'transforms.web': text }, { rules: [], defaultBackend: backend('web') })] },
      expected: {}
    },
    {
      name: 'of the default backend must be readable all the same',
      given: { members: [member('a', { 'transforms.web': '' }, { rules: [], defaultBackend: backend('web') })] },
      expected: ['annotation/value']
    }
  ])('$name', ({ given, expected }) => {
    expect(byRule(given)).toEqual(expected)
  })
})

test('a mistake in transforms and one in conditions of a backend are told together', () => {
  const members = [member('a', { 'transforms.web': '', 'conditions.web': '' })]
  expect(noticed(translated({ members }))).toEqual([
    'error annotation/value at Ingress a',
    'error annotation/value at Ingress a'
  ])
})
