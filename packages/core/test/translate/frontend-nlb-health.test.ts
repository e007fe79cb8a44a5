import { describe, expect, test } from 'vitest'
import { alone, front, group, http, on, type Short, subnets } from './in-front.js'
import { member, noticed, shownOf, specsOf, translated } from './one-group.js'

describe('the attributes and tags of a network load balancer in front', () => {
  const crossZone = 'load_balancing.cross_zone.enabled=true'
  test.each<{ name: string; given: ReadonlyArray<Short>; expected: unknown }>([
    { name: 'none are set where nobody names one', given: [on], expected: undefined },
    { name: 'an empty map says nothing', given: [{ ...on, 'frontend-nlb-attributes': '' }], expected: undefined },
    {
      name: 'one member speaks for all, whoever comes after',
      given: [{ ...on, 'frontend-nlb-attributes': crossZone }, {}, { 'frontend-nlb-attributes': '' }],
      expected: { 'load_balancing.cross_zone.enabled': 'true' }
    },
    {
      name: 'members that speak say the same',
      given: [{ ...on, 'frontend-nlb-attributes': crossZone }, { 'frontend-nlb-attributes': 'a=b' }],
      expected: ['group/disagree']
    }
  ])('$name', ({ given, expected }) => {
    expect(front(group(...given), ({ attributes }) => attributes)).toEqual(expected)
  })

  test.each<{ name: string; given: ReadonlyArray<Short>; expected: unknown }>([
    {
      name: 'tags are those behind it, default tags among them',
      given: [{ ...on, tags: 'team=shop' }],
      expected: { team: 'shop', org: 'x' }
    },
    {
      name: 'tags of its own take the place of all others',
      given: [{ ...on, tags: 'team=shop', 'frontend-nlb-tags': 'layer=nlb' }, {}],
      expected: { layer: 'nlb' }
    },
    { name: 'it may have none', given: [{ ...on, tags: 'team=shop', 'frontend-nlb-tags': '' }], expected: {} },
    {
      name: 'members that give tags give the same',
      given: [{ ...on, 'frontend-nlb-tags': 'layer=nlb' }, { 'frontend-nlb-tags': '' }],
      expected: ['group/disagree']
    }
  ])('$name', ({ given, expected }) => {
    const members = given.map((short, i) => member(`m${i}`, short))
    const checked = translated({ members, subnets, install: { defaultTags: { org: 'x' } } })
    expect(front(checked, ({ tags }) => tags)).toEqual(expected)
    if (Array.isArray(expected)) return
    expect(specsOf('Listener', checked)).toMatchObject({ 'FrontendNlb-ls-TCP-80': { tags: expected } })
    expect(specsOf('TargetGroup', checked)).toMatchObject({ 'FrontendNlb-tg-TCP-80': { tags: expected } })
  })

  test('tags that others own may be given to it', () => {
    const install = { externalManagedTags: new Set(['owner']) }
    expect(noticed(alone({ 'frontend-nlb-tags': 'owner=x' }, { install }))).toEqual([])
  })
})

describe('how a network load balancer in front checks the health of the load balancer behind it', () => {
  const health = (suffix: string) => `frontend-nlb-healthcheck-${suffix}`
  const checks = (...members: ReadonlyArray<Short>) => {
    const shown = shownOf('TargetGroup', group(...members), ({ healthCheck }) => healthCheck)
    return Array.isArray(shown) ? shown : shown['FrontendNlb-tg-TCP-80' as keyof typeof shown]
  }

  test('is said by the annotations of all members, each setting for itself', () => {
    const one = {
      [health('port')]: '8080',
      [health('protocol')]: 'HTTPS',
      [health('interval-seconds')]: '25',
      [health('timeout-seconds')]: '7'
    }
    const other = {
      [health('path')]: '/b',
      [health('success-codes')]: '200,204',
      [health('healthy-threshold-count')]: '5',
      [health('unhealthy-threshold-count')]: '6'
    }
    expect(checks({ ...on, ...one }, other)).toEqual({
      port: '8080',
      protocol: 'HTTPS',
      path: '/b',
      matcher: { httpCode: '200,204' },
      intervalSeconds: 25,
      timeoutSeconds: 7,
      healthyThresholdCount: 5,
      unhealthyThresholdCount: 6
    })
  })

  test.each<{ name: string; given: ReadonlyArray<Short>; expected: unknown }>([
    {
      name: 'equal codes agree',
      given: [{ ...on, [health('success-codes')]: '200' }, { [health('success-codes')]: '200' }],
      expected: expect.objectContaining({ matcher: { httpCode: '200' } })
    },
    {
      name: 'equal numbers agree however they are written',
      given: [{ ...on, [health('interval-seconds')]: '10' }, { [health('interval-seconds')]: '+010' }],
      expected: expect.objectContaining({ intervalSeconds: 10 })
    },
    {
      name: 'different codes do not agree',
      given: [{ ...on, [health('success-codes')]: '200' }, { [health('success-codes')]: '204' }],
      expected: ['group/disagree']
    },
    {
      name: 'a value that says the default is a value',
      given: [{ ...on, [health('path')]: '/' }, { [health('path')]: '/b' }],
      expected: ['group/disagree']
    },
    {
      name: 'members on different ports need not agree',
      given: [
        { ...on, [health('path')]: '/a' },
        { 'listen-ports': http(81), [health('path')]: '/b' }
      ],
      expected: expect.objectContaining({ path: '/a' })
    },
    { name: 'a port has no name', given: [{ ...on, [health('port')]: 'http' }], expected: ['annotation/value'] }
  ])('$name', ({ given, expected }) => {
    expect(checks(...given)).toEqual(expected)
  })

  test('is not read of a member without a port in front; what could not be read is told', () => {
    const checked = alone({
      'frontend-nlb-listener-port-mapping': '443=443',
      [health('protocol')]: 'TCP',
      [health('interval-seconds')]: 'often'
    })
    expect(front(checked, ({ type }) => type)).toBe('network')
    expect(noticed(checked)).toEqual([
      'warning frontend-nlb/unserved-port at Ingress a',
      'warning frontend-nlb/unread at Ingress a',
      'warning frontend-nlb/unread at Ingress a'
    ])
  })
})
