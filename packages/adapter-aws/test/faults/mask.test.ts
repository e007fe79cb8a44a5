import { redact } from '@alb-ingress/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { secretsIn, withoutSecrets } from '../../src/faults/mask.js'

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzaG9wIn0.c2lnbmF0dXJl'

const echoes = [
  {
    name: 'a client secret that fails a check',
    text: "1 validation error: Value 's3cr3t' at 'actions.1.member.authenticateOidcConfig.clientSecret' failed",
    shows: ['s3cr3t']
  },
  {
    name: 'what was signed, where a signature does not match',
    text: `The request signature we calculated does not match. The Canonical String for this request should have been 'POST\n/\n\nx-amz-security-token:FwoGZXIv\n'`,
    shows: ['FwoGZXIv']
  },
  {
    name: 'the header of a request',
    text: 'Authorization=AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20300101/eu-west-1/ec2/aws4_request, Signature=a1b2c3d4 is not valid',
    shows: ['AKIAIOSFODNN7EXAMPLE', 'a1b2c3d4']
  },
  { name: 'the id of a key', text: 'The key ASIAIOSFODNN7EXAMPLE is disabled', shows: ['ASIAIOSFODNN7EXAMPLE'] },
  { name: 'a token', text: `Couldn't verify ${token}`, shows: [token, 'c2lnbmF0dXJl'] },
  { name: 'a parameter of an address', text: 'GET /?X-Amz-Security-Token=FwoGZXIv&Action=x', shows: ['FwoGZXIv'] }
]

describe('what AWS repeats of', () => {
  test.each(echoes)('$name is masked', ({ text, shows }) => {
    const masked = withoutSecrets(text)
    expect(masked).toContain('[REDACTED]')
    for (const secret of shows) expect(masked).not.toContain(secret)
  })
})

test.each([
  'User: arn:aws:sts::111122223333:assumed-role/ingress/pod is not authorized to perform: elasticloadbalancing:CreateRule on resource: arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shop/1/2',
  "Value '51000' at 'priority' failed to satisfy constraint: Member must have value less than or equal to 50000",
  'Priority 7 is currently in use',
  'The security token included in the request is expired'
])('what helps to understand stays: %s', (text) => {
  expect(withoutSecrets(text)).toBe(text)
})

describe('secrets of the call itself', () => {
  test('are found however deep they are', () => {
    const call = { actions: [{ clientId: redact('the-client') }, { more: { clientSecret: redact('the-secret') } }] }
    expect(secretsIn(call)).toEqual(['the-client', 'the-secret'])
  })

  const longEnough = fc.string({ minLength: 4 }).filter((secret) => !'[REDACTED]'.includes(secret))

  test('are in no text, in whatever spelling', () => {
    fc.assert(
      fc.property(longEnough, fc.string(), fc.string(), (secret, before, after) => {
        const texts = [secret, JSON.stringify(secret), encodeURIComponent(secret)]
        for (const text of texts) expect(withoutSecrets(`${before}${text}${after}`, [secret])).not.toContain(secret)
      })
    )
  })

  test('an empty one hides nothing', () => {
    expect(withoutSecrets('abc', [''])).toBe('abc')
  })
})
