import { describe, expect, test } from 'vitest'
import { findings } from '../../src/checked/checked.js'
import type { Action } from '../../src/resources/action.js'
import { isRef } from '../../src/resources/ref.js'
import { backend, rule, service } from '../build.js'
import { annotationOf, expectTold, type Told } from '../told.js'
import { type GroupGiven, member, questionsOf, shownOf, translated } from './one-group.js'

/** A member with one path, to a backend, and an action of that name where one is given. */
const leading = (to: ReturnType<typeof backend>, action?: unknown, name = 'act') =>
  member('a', action === undefined ? {} : { [`actions.${name}`]: JSON.stringify(action) }, { rules: [rule('', to)] })

const act = (action?: unknown) => leading(backend('act', 'use-annotation'), action)
const tuples = (...targetGroups: ReadonlyArray<object>) => ({ type: 'forward', forwardConfig: { targetGroups } })
const fixed = (messageBody: string): ReadonlyArray<Action> => [
  { type: 'fixed-response', statusCode: '503', contentType: 'text/plain', messageBody }
]

// A target group that is made here is shown by its id.
const readable = (action: Action): unknown =>
  action.type === 'forward'
    ? {
        ...action,
        targetGroups: action.targetGroups.map(({ targetGroup, ...rest }) => ({
          to: isRef(targetGroup) ? targetGroup.id : targetGroup,
          ...rest
        }))
      }
    : action

/** The actions of the first rule, or the codes of the errors. */
const actions = (given: GroupGiven): unknown => {
  const shown = shownOf('ListenerRule', translated(given), (spec) => spec.actions.map(readable))
  return '80:1' in shown ? shown['80:1'] : shown
}

const forwardTo = (...targetGroups: ReadonlyArray<object>) => [{ type: 'forward', targetGroups }]
const web = 'shop/a-web:80'

describe('a backend', () => {
  test.each<{ name: string; given: GroupGiven; expected: unknown }>([
    {
      name: 'forwards to its Service',
      given: { members: [leading(backend('web'))] },
      expected: forwardTo({ to: web })
    },
    {
      name: 'forwards to its Service by the name of a port, which is another target group',
      given: { members: [leading(backend('web', 'http'))] },
      expected: forwardTo({ to: 'shop/a-web:http' })
    },
    {
      name: 'answers 503 while its Service does not exist',
      given: { members: [leading(backend('gone'))] },
      expected: fixed('Backend service does not exist')
    },
    {
      name: 'does what its action says',
      given: { members: [act({ type: 'fixed-response', fixedResponseConfig: { statusCode: '410' } })] },
      expected: [{ type: 'fixed-response', statusCode: '410' }]
    },
    {
      name: 'redirects as its action says, with keys in whatever case',
      given: {
        members: [act({ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } })]
      },
      expected: [{ type: 'redirect', protocol: 'HTTPS', port: '443', statusCode: 'HTTP_301' }]
    },
    {
      name: 'answers 503 while its action is not there',
      given: { members: [act()] },
      expected: fixed('Backend action does not exist')
    },
    {
      name: 'forwards to a target group of others by ARN, without weight',
      given: { members: [act({ type: 'forward', targetGroupARN: 'arn:theirs' })] },
      expected: forwardTo({ to: 'arn:theirs' })
    },
    {
      name: 'forwards to a target group of others by name',
      given: { members: [act({ type: 'forward', targetGroupName: 'theirs' })], targetGroups: { theirs: 'arn:theirs' } },
      expected: forwardTo({ to: 'arn:theirs' })
    },
    {
      name: 'shares requests by weight, in the order written, and keeps clients where they are',
      given: {
        members: [
          act({
            type: 'forward',
            forwardConfig: {
              targetGroups: [
                { serviceName: 'web', servicePort: '80', weight: 9 },
                { targetGroupARN: 'arn:theirs', weight: 1 }
              ],
              targetGroupStickinessConfig: { enabled: true, durationSeconds: 60 }
            }
          })
        ]
      },
      expected: [
        {
          ...{ type: 'forward', stickiness: { enabled: true, durationSeconds: 60 } },
          targetGroups: [
            { to: web, weight: 9 },
            { to: 'arn:theirs', weight: 1 }
          ]
        }
      ]
    },
    {
      name: 'answers 503 while the only Service of its action does not exist',
      given: { members: [act(tuples({ serviceName: 'gone', servicePort: 80 }))] },
      expected: fixed('Backend service does not exist')
    }
  ])('$name', ({ given, expected }) => {
    expect(actions(given)).toEqual(expected)
  })
})

const backendAt = 'Ingress shop/a spec.rules[0].http.paths[0].backend'
const actionAt = annotationOf('actions.act')

describe('a backend is refused', () => {
  test.each<{ name: string; given: GroupGiven; expected: ReadonlyArray<Told> }>([
    {
      name: 'that names something else than a Service',
      given: {
        members: [
          leading({ resource: { kind: 'StorageBucket', name: 'assets' } } as unknown as ReturnType<typeof backend>)
        ]
      },
      expected: [
        {
          ...{ code: 'backend/resource', at: backendAt, says: ['StorageBucket assets', 'only forward to a Service'] },
          remedy: ['Name a Service']
        }
      ]
    },
    {
      name: 'whose Service is missing, where the installation does not want a 503',
      given: { members: [leading(backend('gone'))], install: { tolerateNonExistentBackendService: false } },
      expected: [
        {
          ...{ code: 'service/missing', at: backendAt, says: ['no Service shop/gone'] },
          remedy: ['Create the Service', '--tolerate-non-existent-backend-service']
        }
      ]
    },
    {
      name: 'whose action is missing, where the installation does not want a 503',
      given: { members: [act()], install: { tolerateNonExistentBackendAction: false } },
      expected: [
        {
          ...{ code: 'action/missing', at: backendAt, says: ['act', 'alb.ingress.kubernetes.io/actions.act'] },
          remedy: ['Add the annotation']
        }
      ]
    },
    {
      name: 'whose Service lacks the port, with the ports that it has',
      given: { members: [leading(backend('web', 81))] },
      expected: [
        {
          ...{ code: 'service/port', at: backendAt, says: ['shop/web', 'no port 81', '80 (http)'] },
          remedy: ['Name a port of the Service']
        }
      ]
    },
    {
      name: 'one of whose weighted Services is missing, as no weight moves unasked',
      given: {
        members: [
          act(
            tuples(
              { serviceName: 'web', servicePort: 80, weight: 9 },
              { serviceName: 'gone', servicePort: 80, weight: 1 }
            )
          )
        ]
      },
      expected: [
        {
          ...{ code: 'service/missing', at: actionAt, says: ['shop/gone', 'one of 2 that share its requests'] },
          remedy: ['take it out of the action']
        }
      ]
    },
    {
      name: 'also the first of whose weighted Services is missing',
      given: {
        members: [
          act(
            tuples(
              { serviceName: 'gone', servicePort: 80, weight: 1 },
              { serviceName: 'web', servicePort: 80, weight: 9 }
            )
          )
        ]
      },
      expected: [
        {
          ...{ code: 'service/missing', at: actionAt, says: ['shop/gone'] },
          remedy: ['Create the Service']
        }
      ]
    },
    {
      name: 'whose target group does not exist',
      given: { members: [act({ type: 'forward', targetGroupName: 'theirs' })] },
      expected: [{ code: 'target-group/unknown', at: actionAt, says: ['"theirs"'], remedy: ['Check the name'] }]
    },
    {
      name: 'whose action forwards to an empty ARN, before AWS refuses it',
      given: { members: [act({ type: 'forward', targetGroupARN: '' })] },
      expected: [{ code: 'annotation/value', at: actionAt, says: ['targetGroupARN'], remedy: ['annotation'] }]
    }
  ])('$name', ({ given, expected }) => {
    expectTold(findings(translated(given)), expected)
  })
})

test('only target groups that go by name, in actions that are used, are looked up', () => {
  const unused = member('a', {
    'actions.other': JSON.stringify({ type: 'forward', targetGroupName: 'unused' })
  })
  const asked = (members: GroupGiven['members']) =>
    questionsOf({ members }).flatMap(({ ask, about }) => (ask === 'targetGroupNamed' ? about : []))
  expect(asked([unused])).toEqual([])
  expect(asked([act(tuples({ targetGroupName: 'x', weight: 1 }, { targetGroupARN: 'arn:y', weight: 1 }))])).toEqual([
    'x'
  ])
})

test('a Service is looked for in the namespace of its Ingress only', () => {
  const given = { members: [leading(backend('web'))], services: [service('web', { namespace: 'other' })] }
  expect(actions(given)).toEqual(fixed('Backend service does not exist'))
})
