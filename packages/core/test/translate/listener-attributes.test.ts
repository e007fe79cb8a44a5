import { describe, expect, test } from 'vitest'
import { certificateArn, type GroupGiven, member, noticed, specsOf, translated } from './one-group.js'

const server = 'routing.http.response.server.enabled'
const frames = 'routing.http.response.x_frame_options.header_value'

const classOf = (protocol: string, port: number, listenerAttributes: Readonly<Record<string, string>>) => ({
  params: { listeners: [{ protocol, port, listenerAttributes }] }
})

/** The attributes of each listener that has any, or the codes of the errors. */
const byPort = (members: GroupGiven['members']): unknown => {
  const listeners = specsOf('Listener', translated({ members }))
  if (Array.isArray(listeners)) return listeners
  return Object.fromEntries(
    Object.entries(listeners).flatMap(([port, { attributes }]) =>
      attributes === undefined ? [] : [[port, attributes]]
    )
  )
}

describe('attributes of a listener', () => {
  test.each<{ name: string; given: GroupGiven['members']; expected: unknown }>([
    { name: 'are left alone where nobody names one', given: [member('a')], expected: {} },
    {
      name: 'are left alone where the annotation is empty',
      given: [member('a', { 'listener-attributes.HTTP-80': '' })],
      expected: {}
    },
    {
      name: 'are those of the annotation for its protocol and port',
      given: [
        member('a', {
          'certificate-arn': certificateArn,
          'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
          'listener-attributes.HTTP-80': `${server}=false`,
          'listener-attributes.HTTPS-443': `${frames}=DENY`
        })
      ],
      expected: { 80: { [server]: 'false' }, 443: { [frames]: 'DENY' } }
    },
    {
      name: 'are not read for a listener that is not there, or speaks another protocol',
      given: [member('a', { 'listener-attributes.HTTPS-80': 'x', 'listener-attributes.http-80': 'x' })],
      expected: {}
    },
    {
      name: 'are joined key by key over the members on the port',
      given: [
        member('a', { 'listener-attributes.HTTP-80': `${server}=false` }),
        member('b', { 'listener-attributes.HTTP-80': `${frames}=DENY,${server}=false` })
      ],
      expected: { 80: { [server]: 'false', [frames]: 'DENY' } }
    },
    {
      name: 'are refused where members differ on a key',
      given: [
        member('a', { 'listener-attributes.HTTP-80': `${server}=false` }),
        member('b', { 'listener-attributes.HTTP-80': `${server}=true` })
      ],
      expected: ['group/disagree']
    },
    {
      name: 'are not those of a member on another port',
      given: [
        member('a', { 'listener-attributes.HTTP-80': `${server}=false` }),
        member('b', { 'listen-ports': '[{"HTTP":81}]', 'listener-attributes.HTTP-80': `${server}=true` })
      ],
      expected: { 80: { [server]: 'false' } }
    },
    {
      name: 'are refused where the annotation cannot be read',
      given: [member('a', { 'listener-attributes.HTTP-80': server })],
      expected: ['annotation/value']
    },
    {
      name: 'are those of the class of the first member, key by key, which settles what members differ about',
      given: [
        member('a', { 'listener-attributes.HTTP-80': `${server}=true` }, classOf('HTTP', 80, { [server]: 'false' })),
        member('b', { 'listener-attributes.HTTP-80': `${server}=maybe,${frames}=DENY` })
      ],
      expected: { 80: { [server]: 'false', [frames]: 'DENY' } }
    },
    {
      name: 'are those of the first entry of the class for the listener',
      given: [
        member(
          'a',
          {},
          {
            params: {
              listeners: [
                { protocol: 'HTTPS', port: 80, listenerAttributes: { [server]: 'a' } },
                { protocol: 'HTTP', port: 80, listenerAttributes: { [server]: 'b' } },
                { protocol: 'HTTP', port: 80, listenerAttributes: { [server]: 'c' } }
              ]
            }
          }
        )
      ],
      expected: { 80: { [server]: 'b' } }
    },
    {
      name: 'take the class of the first member on the port, who need not be the first of the group',
      given: [
        member('a', { 'listen-ports': '[{"HTTP":81}]' }, classOf('HTTP', 80, { [server]: 'a' })),
        member('b', {}, classOf('HTTP', 80, { [server]: 'b' }))
      ],
      expected: { 80: { [server]: 'b' } }
    }
  ])('$name', ({ given, expected }) => {
    expect(byPort(given)).toEqual(expected)
  })
})

test('a class whose attributes are not used is told, once', () => {
  const unused = classOf('HTTP', 80, { [server]: 'b' })
  expect(noticed(translated({ members: [member('a'), member('b', {}, unused)] }))).toEqual([
    'hint class/not-counted at IngressClassParams b-class'
  ])
})
