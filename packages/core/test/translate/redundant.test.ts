import { describe, expect, test } from 'vitest'
import type { ListenerPort } from '../../src/groups/configure.js'
import type { Action, Redirect } from '../../src/resources/action.js'
import type { Condition } from '../../src/resources/condition.js'
import type { DraftRule } from '../../src/translate/draft-rule.js'
import { withoutRedundant } from '../../src/translate/redundant.js'

const https: ListenerPort = { port: 443, protocol: 'HTTPS' }
const http: ListenerPort = { port: 80, protocol: 'HTTP' }

const forward: ReadonlyArray<Action> = [{ type: 'forward', targetGroups: [{ targetGroup: 'arn:tg' }] }]
const gone: ReadonlyArray<Action> = [{ type: 'fixed-response', statusCode: '410' }]
const redirect = (to: Partial<Redirect> = {}): ReadonlyArray<Action> => [
  { type: 'redirect', statusCode: 'HTTP_301', ...to }
]

const hosts = (...values: ReadonlyArray<string>): Condition => ({ field: 'host-header', values })
const hostRegexes = (...regexValues: ReadonlyArray<string>): Condition => ({ field: 'host-header', regexValues })
const paths = (...values: ReadonlyArray<string>): Condition => ({ field: 'path-pattern', values })
const pathRegexes = (...regexValues: ReadonlyArray<string>): Condition => ({ field: 'path-pattern', regexValues })
const office: Condition = { field: 'source-ip', values: ['192.0.2.0/24'] }

const rule = (actions: ReadonlyArray<Action>, ...conditions: ReadonlyArray<Condition>): DraftRule => ({
  actions,
  conditions
})

interface Row {
  readonly name: string
  readonly on?: ListenerPort
  readonly given: ReadonlyArray<DraftRule>
  readonly expected: ReadonlyArray<DraftRule>
}

/** All rules stay. */
const stays = (name: string, ...given: ReadonlyArray<DraftRule>): Row => ({ name, given, expected: given })

const check = ({ on = https, given, expected }: Row): void => {
  expect(withoutRedundant(given, on)).toEqual(expected)
}

const toHttps = redirect({ protocol: 'HTTPS', port: '443' })

describe('a redirect onto itself', () => {
  test.each<Row>([
    { name: 'goes', given: [rule(toHttps, paths('/*'))], expected: [] },
    { name: 'goes where it changes nothing', given: [rule(redirect(), hosts('x'), paths('/a'))], expected: [] },
    {
      name: 'goes where it names every part as it is',
      given: [
        rule(
          redirect({ host: '#{host}', path: '/#{path}', port: '#{port}', protocol: '#{protocol}', query: '#{query}' }),
          paths('/*')
        )
      ],
      expected: []
    },
    {
      name: 'goes where it names its only host and its only path',
      given: [rule(redirect({ host: 'x', path: '/a' }), hosts('x'), paths('/a'))],
      expected: []
    },
    { name: 'goes whatever else it asks of requests', given: [rule(toHttps, office, paths('/*'))], expected: [] },
    { ...stays('is none on another protocol', rule(toHttps, paths('/*'))), on: http },
    stays('is none to another port', rule(redirect({ port: '8443' }), paths('/*'))),
    stays('is none with another query', rule(redirect({ query: 'a=1' }), paths('/*'))),
    stays('is none to another host', rule(redirect({ host: 'y' }), hosts('x'))),
    stays('is none to another path', rule(redirect({ path: '/b' }), paths('/a'))),
    stays('is not looked for behind a regular expression', rule(redirect(), pathRegexes('^/a'))),
    stays('is no other action', rule(forward, paths('/*')))
  ])('$name', check)

  test.each<Row>([
    {
      name: 'loses the host that loops, and keeps the others (the reference drops them all)',
      given: [rule(redirect({ host: 'x' }), hosts('www.x', 'x'), paths('/*'))],
      expected: [rule(redirect({ host: 'x' }), hosts('www.x'), paths('/*'))]
    },
    {
      name: 'loses the path that loops, and keeps the others',
      given: [rule(redirect({ path: '/docs' }), paths('/docs', '/docs/*'))],
      expected: [rule(redirect({ path: '/docs' }), paths('/docs/*'))]
    },
    stays(
      'stays whole where host and path are both given and another of either is left',
      rule(redirect({ host: 'x', path: '/a' }), hosts('x', 'y'), paths('/a'))
    ),
    {
      name: 'loses its path where every host loops',
      given: [rule(redirect({ host: '#{host}', path: '/a' }), hosts('x', 'y'), paths('/a', '/b'))],
      expected: [rule(redirect({ host: '#{host}', path: '/a' }), hosts('x', 'y'), paths('/b'))]
    }
  ])('$name', check)
})

const away = redirect({ host: 'new.example' })

describe('a rule behind a redirect', () => {
  test.each<Row>([
    {
      name: 'goes where the redirect takes every path',
      given: [rule(away, paths('/*')), rule(forward, hosts('x'), paths('/a'))],
      expected: [rule(away, paths('/*'))]
    },
    {
      name: 'goes where the redirect takes its hosts and paths, and more',
      given: [rule(away, hosts('x', 'y'), paths('/a', '/b')), rule(forward, hosts('y'), paths('/a'))],
      expected: [rule(away, hosts('x', 'y'), paths('/a', '/b'))]
    },
    {
      name: 'goes whatever else it asks of requests',
      given: [rule(away, hosts('x')), rule(forward, office, hosts('x'), paths('/a'))],
      expected: [rule(away, hosts('x'))]
    },
    {
      name: 'goes where both write the same regular expression for the path',
      given: [rule(away, pathRegexes('^/a')), rule(forward, pathRegexes('^/a'))],
      expected: [rule(away, pathRegexes('^/a'))]
    },
    stays('stays with a host more', rule(away, hosts('x')), rule(forward, hosts('x', 'y'))),
    stays('stays for all hosts', rule(away, hosts('x')), rule(forward, paths('/a'))),
    stays('stays with a path more', rule(away, paths('/a')), rule(forward, paths('/a', '/b'))),
    stays(
      'stays under a wildcard that covers it only in meaning',
      rule(away, hosts('*.x')),
      rule(forward, hosts('a.x'))
    ),
    stays('stays where the redirect asks for more than host and path', rule(away, office), rule(forward, paths('/a'))),
    stays('stays before the redirect', rule(forward, paths('/a')), rule(away, paths('/*'))),
    stays('stays behind another action', rule(gone, paths('/*')), rule(forward, paths('/a'))),
    stays(
      'stays where the redirect is for hosts by regular expression (the reference takes that for all hosts)',
      rule(away, hostRegexes('^old'), paths('/*')),
      rule(forward, hosts('x'), paths('/*'))
    ),
    {
      name: 'goes where all its expressions for hosts are among those of the redirect',
      given: [rule(away, hostRegexes('^old', '^older')), rule(forward, hostRegexes('^old'), paths('/a'))],
      expected: [rule(away, hostRegexes('^old', '^older'))]
    },
    stays(
      'stays with another expression for hosts',
      rule(away, hostRegexes('^old')),
      rule(forward, hostRegexes('^new'))
    )
  ])('$name', check)

  test('stays where the redirect itself has gone', () => {
    const web = rule(forward, paths('/*'))
    check({ name: '', given: [rule(toHttps, paths('/*')), web], expected: [web] })
  })
})

describe('the old way to redirect, one action first on every listener,', () => {
  const all = [rule(toHttps, paths('/*')), rule(forward, paths('/*'))]
  test('leaves only the redirect on HTTP', () => {
    expect(withoutRedundant(all, http)).toEqual([all[0]])
  })
  test('leaves only what comes after it on HTTPS', () => {
    expect(withoutRedundant(all, https)).toEqual([all[1]])
  })
})
