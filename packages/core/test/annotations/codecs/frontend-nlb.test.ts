import { describe, expect, test } from 'vitest'
import { remarksOf } from '../../../src/annotations/codecs/codec.js'
import { healthPort, networkAttributes, portMappings } from '../../../src/annotations/codecs/frontend-nlb.js'
import { decoded, problemsIn } from './outcome.js'

describe('ports in front and behind', () => {
  test.each([
    { name: 'nothing is mapped by an empty text', given: '', expected: [] },
    { name: 'pairs are sorted by the port in front', given: '8080=80, 80=443', expected: ['80=443', '8080=80'] },
    { name: 'ports may have signs and leading zeros', given: '+080=0443', expected: ['80=443'] },
    { name: 'of equal ports in front the later wins', given: '80=443,80=80', expected: ['80=80'] },
    { name: 'ports that are written differently are equal', given: '80=443,080=80', expected: ['80=80'] }
  ])('$name', ({ given, expected }) => {
    expect(decoded(portMappings, given).map(({ nlbPort, albPort }) => `${nlbPort}=${albPort}`)).toEqual(expected)
  })

  test('every pair that is no pair of ports is told', () => {
    expect(problemsIn(portMappings, '80=https,http=80,81=81')).toEqual([
      '"80=https" must be two ports, such as 8443=443.',
      '"http=80" must be two ports, such as 8443=443.'
    ])
    expect(problemsIn(portMappings, '80')).toHaveLength(1)
  })

  test('a port that is given twice is remarked', () => {
    expect(remarksOf(portMappings, '80=443,80=80').map(({ kind }) => kind)).toEqual(['unused-entry'])
  })
})

describe('the port of health checks', () => {
  test.each([
    { given: 'traffic-port', expected: 'traffic-port' },
    { given: '8080', expected: '8080' },
    { given: '+080', expected: '80' }
  ])('$given is $expected', ({ given, expected }) => expect(decoded(healthPort, given)).toBe(expected))

  test.each(['', 'http', '80.0', 'Traffic-Port', ' 80'])('%j is refused', (given) => {
    expect(problemsIn(healthPort, given)).toHaveLength(1)
  })
})

describe('attributes of a network load balancer', () => {
  test('are what is written, the known policies of routing among them', () => {
    expect(decoded(networkAttributes, 'a=b,dns_record.client_routing_policy=any_availability_zone')).toEqual({
      a: 'b',
      'dns_record.client_routing_policy': 'any_availability_zone'
    })
  })

  test('are refused with a policy of routing that nobody knows, and told the nearest', () => {
    expect(problemsIn(networkAttributes, 'dns_record.client_routing_policy=availability_zone_afinity')).toEqual([
      'dns_record.client_routing_policy must be any_availability_zone, partial_availability_zone_affinity or availability_zone_affinity, not "availability_zone_afinity" (did you mean availability_zone_affinity?).'
    ])
  })

  test('are refused where the text is no map', () => {
    expect(problemsIn(networkAttributes, 'a,b')).toHaveLength(2)
  })
})
