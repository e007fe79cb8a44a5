import { describe, expect, test } from 'vitest'
import { actions } from '../../../src/annotations/codecs/actions.js'
import { remarksOf } from '../../../src/annotations/codecs/codec.js'
import { decoded, problemsIn } from './outcome.js'

const forward = (...targetGroups: ReadonlyArray<unknown>): string =>
  JSON.stringify({ type: 'forward', forwardConfig: { targetGroups } })

describe('answers', () => {
  test.each([
    {
      name: 'a fixed response has a status code',
      given: '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"503"}}',
      expected: { type: 'fixed-response', statusCode: '503' }
    },
    {
      name: 'and perhaps a body, which may be empty',
      given:
        '{"type":"fixed-response","fixedResponseConfig":{"statusCode":"200","contentType":"text/plain","messageBody":""}}',
      expected: { type: 'fixed-response', statusCode: '200', contentType: 'text/plain', messageBody: '' }
    },
    {
      name: 'a redirect in the old spelling of the names',
      given: '{"Type":"redirect","RedirectConfig":{"Protocol":"HTTPS","Port":"443","StatusCode":"HTTP_301"}}',
      expected: { type: 'redirect', statusCode: 'HTTP_301', port: '443', protocol: 'HTTPS' }
    },
    {
      name: 'a redirect to another host, path and query',
      given:
        '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_302","host":"www.example.com","path":"/x","query":"a=b"}}',
      expected: { type: 'redirect', statusCode: 'HTTP_302', host: 'www.example.com', path: '/x', query: 'a=b' }
    },
    {
      name: 'configurations of other types are ignored, whatever they lack',
      given:
        '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301"},"fixedResponseConfig":{},"targetGroupARN":"","forwardConfig":{"targetGroups":[{},{}]}}',
      expected: { type: 'redirect', statusCode: 'HTTP_301' }
    }
  ])('$name', ({ given, expected }) => expect(decoded(actions, given)).toEqual(expected))
})

describe('forwards', () => {
  test.each([
    {
      name: 'the short form with an ARN is one receiver without weight and stickiness',
      given: '{"type":"forward","targetGroupARN":"arn:x"}',
      expected: { type: 'forward', targetGroups: [{ targetGroupARN: 'arn:x' }] }
    },
    {
      name: 'the short form with a name, too',
      given: '{"type":"forward","targetGroupName":"legacy"}',
      expected: { type: 'forward', targetGroups: [{ targetGroupName: 'legacy' }] }
    },
    {
      name: 'of ARN and name the ARN counts',
      given: '{"type":"forward","targetGroupARN":"arn:x","targetGroupName":"legacy"}',
      expected: { type: 'forward', targetGroups: [{ targetGroupARN: 'arn:x' }] }
    },
    {
      name: 'several receivers of all sources, with weights and stickiness',
      given: `{"type":"forward","forwardConfig":{
        "targetGroups":[
          {"serviceName":"blue","servicePort":"80","weight":20},
          {"serviceName":"green","servicePort":"http","weight":0},
          {"targetGroupName":"legacy","weight":80}],
        "TargetGroupStickinessConfig":{"Enabled":true,"DurationSeconds":300}}}`,
      expected: {
        type: 'forward',
        targetGroups: [
          { serviceName: 'blue', servicePort: 80, weight: 20 },
          { serviceName: 'green', servicePort: 'http', weight: 0 },
          { targetGroupName: 'legacy', weight: 80 }
        ],
        stickiness: { enabled: true, durationSeconds: 300 }
      }
    },
    {
      name: 'a single receiver needs no weight',
      given: forward({ serviceName: 'web', servicePort: 80 }),
      expected: { type: 'forward', targetGroups: [{ serviceName: 'web', servicePort: 80 }] }
    },
    {
      name: 'digits in quotation marks are a number, leading zeros and sign included',
      given: forward(
        { serviceName: 'a', servicePort: '+080', weight: 1 },
        { serviceName: 'b', servicePort: '2147483648', weight: 1 }
      ),
      expected: {
        type: 'forward',
        targetGroups: [
          { serviceName: 'a', servicePort: 80, weight: 1 },
          { serviceName: 'b', servicePort: '2147483648', weight: 1 }
        ]
      }
    },
    {
      name: 'an ARN in other letters of its name',
      given: forward({ targetGroupArn: 'arn:x' }),
      expected: { type: 'forward', targetGroups: [{ targetGroupARN: 'arn:x' }] }
    },
    {
      name: 'no receivers at all are left to AWS',
      given: '{"type":"forward","forwardConfig":{}}',
      expected: { type: 'forward', targetGroups: [] }
    }
  ])('$name', ({ given, expected }) => expect(decoded(actions, given)).toEqual(expected))
})

const either = 'must have either serviceName or one of targetGroupARN and targetGroupName, not both.'
const nothing = 'must have serviceName and servicePort, targetGroupARN or targetGroupName.'
const statusCode = 'must be text such as "503", and must not be missing or empty.'

test.each([
  {
    name: 'an action without type',
    given: '{}',
    expected: ['type is missing: it must be one of fixed-response, redirect, forward.']
  },
  { name: 'null', given: 'null', expected: ['type is missing: it must be one of fixed-response, redirect, forward.'] },
  {
    name: 'a type in other letters',
    given: '{"type":"Forward"}',
    expected: ['type must be fixed-response, redirect or forward, not "Forward" (did you mean forward?).']
  },
  { name: 'an array', given: '[]', expected: ['the value must be an object, not an array.'] },
  {
    name: 'a fixed response without configuration',
    given: '{"type":"fixed-response"}',
    expected: ['fixedResponseConfig is missing: the type needs it.']
  },
  {
    name: 'a redirect without configuration',
    given: '{"type":"redirect","redirectConfig":null}',
    expected: ['redirectConfig is missing: the type needs it.']
  },
  {
    name: 'a fixed response without status code',
    given: '{"type":"fixed-response","fixedResponseConfig":{}}',
    expected: [`fixedResponseConfig.statusCode ${statusCode}`]
  },
  {
    name: 'an empty status code',
    given: '{"type":"fixed-response","fixedResponseConfig":{"statusCode":""}}',
    expected: [`fixedResponseConfig.statusCode ${statusCode}`]
  },
  {
    name: 'a status code that is a number',
    given: '{"type":"fixed-response","fixedResponseConfig":{"statusCode":503}}',
    expected: ['fixedResponseConfig.statusCode must be text in quotation marks, not 503.']
  },
  {
    name: 'a redirect without status code',
    given: '{"type":"redirect","redirectConfig":{"port":"443"}}',
    expected: [`redirectConfig.statusCode ${statusCode.replace('503', 'HTTP_301')}`]
  },
  {
    name: 'a redirect port that is a number',
    given: '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301","port":443}}',
    expected: ['redirectConfig.port must be text in quotation marks, not 443.']
  },
  {
    name: 'a wrong type even in a configuration that is ignored',
    given: '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301"},"fixedResponseConfig":{"statusCode":1}}',
    expected: ['fixedResponseConfig.statusCode must be text in quotation marks, not 1.']
  },
  {
    name: 'a forward to nothing',
    given: '{"type":"forward"}',
    expected: ['forwardConfig is missing: a forward needs it, targetGroupARN or targetGroupName.']
  },
  {
    name: 'a forward in both forms',
    given: '{"type":"forward","targetGroupARN":"x","forwardConfig":{"targetGroups":[]}}',
    expected: ['forwardConfig must not stand beside targetGroupARN or targetGroupName.']
  },
  {
    name: 'a receiver that is nothing',
    given: forward({ weight: 1 }),
    expected: [`forwardConfig.targetGroups[0] ${nothing}`]
  },
  { name: 'a receiver that is null', given: forward(null), expected: [`forwardConfig.targetGroups[0] ${nothing}`] },
  {
    name: 'a receiver that is two things',
    given: forward({ serviceName: 'a', servicePort: 80, targetGroupName: 'b' }),
    expected: [`forwardConfig.targetGroups[0] ${either}`]
  },
  {
    name: 'a Service without port',
    given: forward({ serviceName: 'a' }),
    expected: ['forwardConfig.targetGroups[0].servicePort is missing: it must be the number or the name of a port.']
  },
  {
    name: 'one of two receivers without weight',
    given: forward({ targetGroupName: 'a', weight: 1 }, { targetGroupName: 'b' }),
    expected: ['forwardConfig.targetGroups[1].weight is missing: each of several target groups needs a whole number.']
  },
  {
    name: 'several receivers without weights',
    given: forward(
      { targetGroupName: 'a' },
      { targetGroupName: 'b', weight: 1 },
      { targetGroupName: 'c', weight: null }
    ),
    expected: [
      'forwardConfig.targetGroups[0].weight is missing: each of several target groups needs a whole number.',
      'forwardConfig.targetGroups[2].weight is missing: each of several target groups needs a whole number.'
    ]
  },
  {
    name: 'a weight in quotation marks',
    given: forward({ targetGroupName: 'a', weight: 1 }, { targetGroupName: 'b', weight: '1' }),
    expected: ['forwardConfig.targetGroups[1].weight must be a whole number, not "1".']
  },
  {
    name: 'an empty ARN',
    given: '{"type":"forward","targetGroupARN":""}',
    expected: ['targetGroupARN must not be empty.']
  },
  {
    name: 'an empty name',
    given: '{"type":"forward","targetGroupName":""}',
    expected: ['targetGroupName must not be empty.']
  },
  {
    name: 'an empty ARN of a receiver',
    given: forward({ targetGroupARN: '' }),
    expected: ['forwardConfig.targetGroups[0].targetGroupARN must not be empty.']
  },
  {
    name: 'an empty name of a Service',
    given: forward({ serviceName: '', servicePort: 80 }),
    expected: ['forwardConfig.targetGroups[0].serviceName must not be empty.']
  },
  {
    name: 'an empty name of a Service beside an ARN',
    given: forward({ serviceName: '', targetGroupARN: 'x' }),
    expected: [`forwardConfig.targetGroups[0] ${either}`]
  },
  {
    name: 'a port that is neither number nor text',
    given: forward({ serviceName: 'a', servicePort: 80.5 }),
    expected: ['forwardConfig.targetGroups[0].servicePort must be a whole number or text, not 80.5.']
  },
  {
    name: 'no JSON',
    given: '',
    expected: ['the value is not JSON: at line 1, column 1 there must be a JSON value, but the value ends there.']
  },
  {
    name: 'a forward with mistakes of all sorts, all told,',
    given:
      '{"type":"forward","redirectConfig":{"port":443},"forwardConfig":{"targetGroups":[{"serviceName":"a","weight":"1"},{},{"targetGroupARN":"","weight":1}]}}',
    expected: [
      'redirectConfig.port must be text in quotation marks, not 443.',
      'forwardConfig.targetGroups[0].weight must be a whole number, not "1".',
      'forwardConfig.targetGroups[0].servicePort is missing: it must be the number or the name of a port.',
      'forwardConfig.targetGroups[1].weight is missing: each of several target groups needs a whole number.',
      `forwardConfig.targetGroups[1] ${nothing}`,
      'forwardConfig.targetGroups[2].targetGroupARN must not be empty.'
    ]
  }
])('$name is refused', ({ given, expected }) => expect(problemsIn(actions, given)).toEqual(expected))

test.each([
  {
    name: 'a configuration of another type',
    given: '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301"},"forwardConfig":{}}',
    expected: ['forwardConfig is ignored, as the type is redirect.']
  },
  {
    name: 'a forward to no receivers',
    given: forward(),
    expected: ['forwardConfig has no target groups, which AWS refuses.']
  },
  {
    name: 'a misspelt member',
    given: '{"type":"redirect","redirectConfig":{"statusCode":"HTTP_301","hots":"x"}}',
    expected: ['redirectConfig.hots is no known member and is ignored (did you mean host?).']
  }
])('lint remarks on $name', ({ given, expected }) => {
  expect(remarksOf(actions, given).map(({ message }) => message)).toEqual(expected)
})

test('equal actions have one canonical text, however they are written', () => {
  const canonical =
    '{"type":"forward","forwardConfig":{"targetGroups":[{"serviceName":"a","servicePort":80,"weight":1}]}}'
  const written =
    '{"FORWARDCONFIG":{"TargetGroups":[{"weight":1,"servicePort":"80","serviceName":"a"}]},"type":"forward"}'
  expect(actions.encode(decoded(actions, written))).toBe(canonical)
})
