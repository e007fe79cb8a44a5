import { describe, expect, test } from 'vitest'
import { declined, isOutdated, unreachable, withRule } from '../../src/api/faults.js'
import { resources } from '../../src/api/resources.js'

const status = (reason: string, message = 'said so') => ({ kind: 'Status', status: 'Failure', reason, message })

describe('what the API server answers instead', () => {
  test.each([
    { status: 400, body: status('BadRequest'), kind: 'invalid', code: 'BadRequest' },
    { status: 401, body: status('Unauthorized'), kind: 'denied', code: 'Unauthorized' },
    { status: 403, body: status('Forbidden'), kind: 'denied', code: 'Forbidden' },
    { status: 403, body: status('Forbidden', 'exceeded quota: objects'), kind: 'limit', code: 'Forbidden' },
    { status: 404, body: status('NotFound'), kind: 'missing', code: 'NotFound' },
    { status: 404, body: '404 page not found\n', kind: 'missing', code: 'NotFound' },
    { status: 409, body: status('Conflict'), kind: 'conflict', code: 'Conflict' },
    { status: 409, body: status('AlreadyExists'), kind: 'conflict', code: 'AlreadyExists' },
    { status: 410, body: status('Expired'), kind: 'conflict', code: 'Expired' },
    { status: 422, body: status('Invalid'), kind: 'invalid', code: 'Invalid' },
    { status: 429, body: status('TooManyRequests'), kind: 'throttled', code: 'TooManyRequests' },
    { status: 429, body: '', kind: 'throttled', code: 'TooManyRequests' },
    { status: 500, body: status('InternalError'), kind: 'unavailable', code: 'InternalError' },
    { status: 502, body: '<html>bad gateway</html>', kind: 'unavailable', code: 'HTTP 502' },
    { status: 504, body: status('Timeout'), kind: 'unavailable', code: 'Timeout' }
  ])('$status $code is $kind', ({ status, body, kind, code }) => {
    expect(declined('list Ingress', status, body)).toMatchObject({ kind, code, call: 'list Ingress' })
  })

  test('the sentence of the API server is kept, and text that is no object is cut', () => {
    expect(declined('list Ingress', 422, status('Invalid', 'port: Required value')).message).toBe(
      'port: Required value'
    )
    expect(declined('list Ingress', 502, `${'x'.repeat(500)}`).message).toHaveLength(200)
    expect(declined('list Ingress', 503, undefined).message).toBe('the API server answered with status 503')
  })
})

describe('a watch cannot go on from where it was', () => {
  const tooLarge = { ...status('Timeout'), details: { causes: [{ reason: 'ResourceVersionTooLarge' }] } }
  test.each([
    { name: 'when that was too long ago', fault: declined('watch', 410, status('Expired')), outdated: true },
    { name: 'when that is gone', fault: declined('watch', 410, status('Gone')), outdated: true },
    { name: 'when the data are older by now', fault: declined('watch', 504, tooLarge), outdated: true },
    { name: 'but it can after a time-out', fault: declined('watch', 504, status('Timeout')), outdated: false },
    { name: 'but it can after a hang-up', fault: unreachable('watch', 'https://a', new Error('gone')), outdated: false }
  ])('$name', ({ fault, outdated }) => {
    expect(isOutdated(fault)).toBe(outdated)
  })
})

test('an API server that was not reached is named, with what the machine said', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:6443'), { code: 'ECONNREFUSED' })
  expect(unreachable('list Ingress', 'https://127.0.0.1:6443', refused)).toEqual({
    kind: 'unavailable',
    code: 'ECONNREFUSED',
    call: 'list Ingress',
    message: 'https://127.0.0.1:6443 cannot be reached: connect ECONNREFUSED 127.0.0.1:6443'
  })
})

test('a password in the address of the API server is told nobody', () => {
  expect(unreachable('list Ingress', 'https://me:s3cret@prod:6443', new Error('no')).message).toBe(
    'https://prod:6443 cannot be reached: no'
  )
})

test('a missing right names the rule that gives it, and other faults stay as they are', () => {
  const forbidden = declined('list EndpointSlice', 403, status('Forbidden', 'cannot list'))
  expect(withRule(forbidden, resources.EndpointSlice).message).toBe(
    'cannot list. Add to the roles of this user: apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["get", "list", "watch"].'
  )
  const missing = declined('list EndpointSlice', 404, status('NotFound'))
  expect(withRule(missing, resources.EndpointSlice)).toBe(missing)
})
