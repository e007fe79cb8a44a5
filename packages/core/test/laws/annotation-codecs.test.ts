import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actions } from '../../src/annotations/codecs/actions.js'
import { cognito, oidc } from '../../src/annotations/codecs/auth.js'
import { cidrs } from '../../src/annotations/codecs/cidrs.js'
import { type Codec, problemsOf, remarksOf } from '../../src/annotations/codecs/codec.js'
import { conditions } from '../../src/annotations/codecs/conditions.js'
import { jwtValidation } from '../../src/annotations/codecs/jwt-validation.js'
import { listenPorts } from '../../src/annotations/codecs/listen-ports.js'
import { mutualAuthentication } from '../../src/annotations/codecs/mutual-authentication.js'
import { bool, int32, int64, list, oneOf, textMap, verbatim } from '../../src/annotations/codecs/text.js'
import { transforms } from '../../src/annotations/codecs/transforms.js'
import { E } from '../../src/prelude.js'

interface Law {
  readonly name: string
  readonly codec: Codec<unknown>
  /** Texts that are likely to be accepted. */
  readonly texts: fc.Arbitrary<string>
}

// A codec of one type is handled as one of unknown values: each law gives it only what it has decoded itself.
const law = <A>(name: string, codec: Codec<A>, texts: fc.Arbitrary<string>): Law => ({
  name,
  codec: codec as unknown as Codec<unknown>,
  texts
})

const word = fc.constantFrom('', 'a', 'b,c', 'x\\', ' y ', 'é', '=', '"', '\u2028', '__proto__', '80', 'arn:x')
const number = fc.constantFrom(0, 1, 80, 443, 443, 8080, 65535)
const maybe = <A>(value: fc.Arbitrary<A>) => fc.option(value, { nil: undefined })
const json = (value: fc.Arbitrary<unknown>) => value.map((json) => JSON.stringify(json) ?? 'null')
const texts = fc.array(word, { maxLength: 3 })
const pieces = (...parts: ReadonlyArray<string>) =>
  fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((chosen) => chosen.join(''))

const receiver = fc.oneof(
  fc.record({ targetGroupARN: word, weight: number }),
  fc.record({ targetGroupName: word, weight: number }),
  fc.record({ serviceName: word, servicePort: fc.oneof(word, number), weight: number })
)
const action = fc.oneof(
  fc.record({ type: fc.constant('redirect'), redirectConfig: fc.record({ statusCode: word, host: maybe(word) }) }),
  fc.record({
    type: fc.constant('fixed-response'),
    fixedResponseConfig: fc.record({ statusCode: word, messageBody: maybe(word) })
  }),
  fc.record({
    type: fc.constant('forward'),
    forwardConfig: fc.record({
      targetGroups: fc.array(receiver, { maxLength: 3 }),
      targetGroupStickinessConfig: maybe(fc.record({ enabled: maybe(fc.boolean()), durationSeconds: maybe(number) }))
    })
  }),
  fc.record({ type: fc.constant('forward'), targetGroupARN: maybe(word), targetGroupName: maybe(word) })
)
const patterns = fc.oneof(fc.record({ values: texts }), fc.record({ regexValues: texts }))
const condition = fc.oneof(
  fc.record({ field: fc.constant('host-header'), hostHeaderConfig: patterns }),
  fc.record({ field: fc.constant('path-pattern'), pathPatternConfig: patterns }),
  fc.record({
    field: fc.constant('http-header'),
    httpHeaderConfig: fc.record({ httpHeaderName: word, values: texts })
  }),
  fc.record({ field: fc.constant('source-ip'), sourceIPConfig: fc.record({ values: texts }) }),
  fc.record({ field: fc.constant('http-request-method'), httpRequestMethodConfig: fc.record({ values: texts }) }),
  fc.record({
    field: fc.constant('query-string'),
    queryStringConfig: fc.record({ values: fc.array(fc.record({ key: maybe(word), value: word }), { maxLength: 3 }) })
  })
)
const params = maybe(fc.dictionary(word, word))
const rewrites = fc.record({ rewrites: fc.array(fc.record({ regex: word, replace: maybe(word) }), { maxLength: 3 }) })

const laws: ReadonlyArray<Law> = [
  law('text', verbatim, fc.string()),
  law(
    'yes or no',
    bool,
    fc.constantFrom('1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False')
  ),
  law('32 bits', int32, pieces('+', '-', '0', '1', '9')),
  law('64 bits', int64, pieces('+', '-', '0', '1', '9')),
  law('words', oneOf('internal', 'internet-facing'), fc.constantFrom('internal', 'internet-facing', 'public')),
  law('lists', list, pieces(',', ' ', 'a', 'b=c', '\\', '\u0085')),
  law('maps', textMap, pieces(',', '=', '\\', ' ', 'a', 'b', 'a=b', ',c=d', '\u00a0', '__proto__')),
  law('address ranges', cidrs, pieces(',', '10.0.0.0/8', '::/0', ' ', '/', '1')),
  law(
    'listen-ports',
    listenPorts,
    json(fc.array(fc.record({ HTTP: maybe(number), HTTPS: maybe(number) }), { maxLength: 4 }))
  ),
  law('actions', actions, json(action)),
  law('conditions', conditions, json(fc.array(condition, { maxLength: 3 }))),
  law(
    'transforms',
    transforms,
    json(
      fc.array(
        fc.oneof(
          fc.record({ type: fc.constant('url-rewrite'), urlRewriteConfig: rewrites }),
          fc.record({ type: fc.constant('host-header-rewrite'), hostHeaderRewriteConfig: rewrites })
        ),
        { maxLength: 3 }
      )
    )
  ),
  law(
    'mutual-authentication',
    mutualAuthentication,
    json(
      fc.array(
        fc.record({
          port: number,
          mode: fc.constantFrom('off', 'passthrough', 'verify'),
          trustStore: maybe(word),
          ignoreClientCertificateExpiry: maybe(fc.boolean()),
          advertiseTrustStoreCaNames: maybe(fc.constantFrom('on', 'off', ''))
        }),
        { maxLength: 3 }
      )
    )
  ),
  law('auth-idp-cognito', cognito, json(fc.record({ userPoolARN: word, authenticationRequestExtraParams: params }))),
  law(
    'auth-idp-oidc',
    oidc,
    json(fc.record({ issuer: maybe(word), secretName: word, authenticationRequestExtraParams: params }))
  ),
  law(
    'jwt-validation',
    jwtValidation,
    json(
      fc.record({
        jwksEndpoint: word,
        issuer: word,
        additionalClaims: maybe(fc.array(fc.record({ format: word, name: word, values: texts }), { maxLength: 2 }))
      })
    )
  )
]

const lineBreaking = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

describe.each(laws)('$name', ({ codec, texts }) => {
  test('law: a value survives being written and read, and its text is canonical', () => {
    let accepted = 0
    fc.assert(
      fc.property(texts, (text) => {
        const first = codec.decode(text)
        if (E.isLeft(first)) return
        accepted++
        const written = codec.encode(first.right)
        const again = codec.decode(written)
        expect(again).toEqual(first)
        expect(codec.is(first.right)).toBe(true)
        expect(E.map(codec.encode)(again)).toEqual(E.right(written))
      }),
      { numRuns: 300 }
    )
    // A law that no text reaches would say nothing.
    expect(accepted).toBeGreaterThan(10)
  })

  test('law: no text makes it throw, and every refusal is a sentence on one line', () => {
    const any = fc.oneof(
      texts,
      fc.string({ unit: 'binary' }),
      fc.json(),
      pieces('[', ']', '{', '}', '"a"', ':', ',', '1', 'null', '\\', '\n')
    )
    fc.assert(
      fc.property(any, (text) => {
        const decoded = codec.decode(text)
        const remarks = remarksOf(codec, text).map(({ message }) => message)
        if (E.isLeft(decoded)) expect(decoded.left).not.toEqual([])
        const sentences = [...remarks, ...(E.isLeft(decoded) ? problemsOf(decoded.left) : [])]
        for (const sentence of sentences) {
          expect(sentence).not.toMatch(lineBreaking)
          expect(sentence.endsWith('.')).toBe(true)
        }
      }),
      { numRuns: 300 }
    )
  })
})
