import { E } from '../prelude.js'

/** A request as a load balancer sees it. */
export interface Request {
  /** As sent: methods are compared letter by letter. */
  readonly method: string
  readonly scheme: 'http' | 'https'
  /** Lower case, without the port. */
  readonly host: string
  /** The port of the load balancer that the request goes to. */
  readonly port: number
  /** As sent, percent signs and all; begins with a slash. */
  readonly path: string
  /** As sent, without the question mark. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Absent when nobody says where the request comes from: then no source-ip condition holds. */
  readonly sourceIp?: string
}

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly sourceIp?: string
}

const defaultPorts = { http: 80, https: 443 } as const

// Scheme, authority, path, query; what follows a # stays with the client.
const urlShape = /^(https?):\/\/([^/?#\s]+)(\/[^?#\s]*)?(?:\?([^#\s]*))?(?:#\S*)?$/i
// An IPv6 address stands in brackets, so that its colons are told from that of the port.
const authorityShape = /^(\[[0-9a-f:.]+\]|[^:@[\]]+)(?::(\d{1,5}))?$/i

/** A host in the form that rules are compared with: lower case, no port. */
export const hostOnly = (host: string): string => (authorityShape.exec(host)?.[1] ?? host).toLowerCase()

const lowerNames = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/**
 * The request that a client would send for a method and an absolute `http` or `https` URL. A `host` header in the options outranks
 * the host of the URL, as with `curl -H`. `Left` says what is wrong with the URL.
 */
export const parseRequest = (
  method: string,
  url: string,
  { headers = {}, sourceIp }: RequestOptions = {}
): E.Either<string, Request> => {
  const [, scheme, authority = '', path = '/', query = ''] = urlShape.exec(url) ?? []
  if (scheme === undefined) return E.left(`${url} is not a URL such as https://shop.example/cart.`)
  const [, host, port] = authorityShape.exec(authority) ?? []
  if (host === undefined) return E.left(`${authority} is not a host with or without a port.`)
  const word = scheme.toLowerCase() === 'https' ? 'https' : 'http'
  const number = port === undefined ? defaultPorts[word] : Number(port)
  if (number < 1 || number > 65535) return E.left(`${port} is not a port between 1 and 65535.`)
  const sent = lowerNames(headers)
  return E.right({
    method,
    scheme: word,
    host: hostOnly(sent.host ?? host),
    port: number,
    path,
    query,
    headers: sent,
    ...(sourceIp === undefined ? {} : { sourceIp })
  })
}

/** Keys and values of a query string, as sent. A part without `=` is a key with an empty value. */
export const queryPairs = (query: string): ReadonlyArray<{ readonly key: string; readonly value: string }> =>
  query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? { key: part, value: '' } : { key: part.slice(0, at), value: part.slice(at + 1) }
    })

/** `GET https://shop.example:8443/cart?x=1`, the port only where it is not the usual one. */
export const requestText = ({ method, scheme, host, port, path, query }: Request): string =>
  `${method} ${scheme}://${host}${port === defaultPorts[scheme] ? '' : `:${port}`}${path}${query === '' ? '' : `?${query}`}`
