import { E } from '../prelude.js'
import { parseRequest, type Request } from '../route/request.js'
import { quoted } from '../support/wording.js'
import type { RequestGiven } from './expected.js'

const lineShape = /^(?:([A-Za-z]+)\s+)?(\S+)$/

/** Reads a request as a test writes it. `Left`: a sentence that says what to write. */
export const requestOf = (given: RequestGiven): E.Either<string, Request> => {
  if (typeof given !== 'string') {
    const { method = 'GET', url, ...options } = given
    return parseRequest(method, url, options)
  }
  const [, method = 'GET', url] = lineShape.exec(given.trim()) ?? []
  if (url === undefined) return E.left(`${quoted(given)} is not a request such as GET https://shop.example/cart.`)
  return parseRequest(method, url)
}
