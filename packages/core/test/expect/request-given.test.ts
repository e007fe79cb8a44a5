import { expect, test } from 'vitest'
import type { RequestGiven } from '../../src/expect/expected.js'
import { requestOf } from '../../src/expect/request-given.js'
import { E, O, pipe } from '../../src/prelude.js'
import { requestText } from '../../src/route/request.js'

test.each<{ readonly name: string; readonly given: RequestGiven; readonly expected: string }>([
  {
    name: 'method and URL',
    given: 'POST https://shop.example/cart?x=1',
    expected: 'POST https://shop.example/cart?x=1'
  },
  { name: 'a URL alone is a GET', given: 'https://shop.example', expected: 'GET https://shop.example/' },
  {
    name: 'white space around it is nothing',
    given: '  GET   http://shop.example/ \n',
    expected: 'GET http://shop.example/'
  },
  {
    name: 'parts',
    given: { url: 'http://shop.example:8080/', method: 'PUT' },
    expected: 'PUT http://shop.example:8080/'
  },
  {
    name: 'a host header outranks the host of the URL',
    given: { url: 'http://10.0.0.1/', headers: { Host: 'shop.example' } },
    expected: 'GET http://shop.example/'
  }
])('$name', ({ given, expected }) => {
  expect(pipe(requestOf(given), O.fromEither, O.map(requestText))).toEqual(O.some(expected))
})

test.each<{ readonly name: string; readonly given: RequestGiven; readonly said: RegExp }>([
  { name: 'a path alone', given: 'GET /cart', said: /\/cart is not a URL such as/ },
  { name: 'words', given: 'get me the cart', said: /"get me the cart" is not a request such as/ },
  { name: 'nothing', given: '', said: /"" is not a request such as/ },
  { name: 'another scheme', given: { url: 'ftp://shop.example/' }, said: /is not a URL such as/ }
])('$name is no request', ({ given, said }) => {
  const read = requestOf(given)
  expect(E.isLeft(read) ? read.left : 'read').toMatch(said)
})
