import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import { backend, rule } from '../build.js'
import { expectTold, type Told } from '../told.js'
import { both, cognito, jwt, serviceWith, types } from './log-ins.js'
import { type GroupGiven, member, specsOf, translated } from './one-group.js'

describe('on plain HTTP', () => {
  const openOn80: Told = {
    code: 'auth/plain-http',
    at: 'Ingress shop/a spec.rules[0].http.paths[0].backend',
    says: ['HTTP port 80', 'shop.example/cart', 'auth-type cognito'],
    remedy: ['ssl-redirect', '{"HTTP":80}']
  }
  const cart = { rules: [rule('shop.example', backend('web'), '/cart')] }

  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'a path that stands open is told, and none that does not',
      given: { members: [member('a', { ...both, ...cognito }, cart)] },
      expected: [openOn80]
    },
    {
      name: 'both are told that do not act, and do not stand in each other’s way',
      given: { members: [member('a', { ...cognito, ...jwt }, cart)] },
      expected: [{ ...openOn80, says: ['auth-type cognito and without the check of jwt-validation'] }]
    },
    {
      name: 'no provider is asked for, and no Secret is read',
      given: { members: [member('a', { 'auth-type': 'oidc' }, cart)] },
      expected: [{ ...openOn80, says: ['auth-type oidc'] }]
    },
    {
      name: 'a default backend that stands open is told',
      given: { members: [member('a', cognito, { rules: [], defaultBackend: backend('web') })] },
      expected: [
        { ...openOn80, at: 'Ingress shop/a spec.defaultBackend', says: ['HTTP port 80', 'requests that no rule takes'] }
      ]
    },
    {
      name: 'nothing is told where ssl-redirect leaves the listener without rules',
      given: { members: [member('a', { ...both, ...cognito, 'ssl-redirect': '443' }, cart)] },
      expected: []
    },
    {
      name: 'nothing is told of a rule that a redirect stands before, nor of the redirect',
      given: {
        members: [
          member(
            'a',
            {
              ...both,
              ...cognito,
              'actions.to-https':
                '{"type":"redirect","redirectConfig":{"protocol":"HTTPS","port":"443","statusCode":"HTTP_301"}}'
            },
            {
              rules: [
                rule('', backend('to-https', 'use-annotation'), '/*', 'ImplementationSpecific'),
                rule('', backend('web'))
              ]
            }
          )
        ]
      },
      expected: []
    },
    {
      name: 'nothing is told where a Service opens the path',
      given: {
        members: [member('a', { ...both, ...cognito }, cart)],
        services: [serviceWith('web', { 'auth-type': 'none' })]
      },
      expected: []
    }
  ])('$name', ({ given, expected }) => {
    const checked = translated(given)
    expect(checked._tag).not.toBe('Left')
    expectTold(findings(checked), expected)
  })

  test('rules have their own action alone', () => {
    const rules = specsOf('ListenerRule', translated({ members: [member('a', { ...both, ...cognito })] }))
    expect(Object.entries(rules).map(([id, { actions }]) => [id, ...types(actions)])).toEqual([
      ['80:1', 'forward'],
      ['443:1', 'authenticate-cognito', 'forward']
    ])
  })
})
