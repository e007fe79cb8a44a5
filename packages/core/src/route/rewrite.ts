import { E } from '../prelude.js'
import type { Rewrite, Transform } from '../resources/transform.js'
import { regexReplace } from '../support/regex-replace.js'
import { hostOnly, type Request } from './request.js'

/** What became of a request on its way to the targets. */
export interface Rewriting {
  /** As the targets get it. */
  readonly request: Request
  /** For people: what each rewrite did, or why it did nothing. */
  readonly why: ReadonlyArray<string>
}

/** A part of a request that is rewritten as one text. */
interface Part {
  readonly name: string
  readonly ignoreCase: boolean
  readonly read: (request: Request) => string
  readonly write: (request: Request, text: string) => Request
}

const host: Part = {
  name: 'host',
  ignoreCase: true,
  read: ({ host }) => hostOnly(host),
  write: (request, text) => ({ ...request, host: text, headers: { ...request.headers, host: text } })
}

// AWS rewrites path and query together, so that a part of a path can become a parameter.
const url: Part = {
  name: 'path and query',
  ignoreCase: false,
  read: ({ path, query }) => (query === '' ? path : `${path}?${query}`),
  write: (request, text) => {
    const at = text.indexOf('?')
    return at < 0
      ? { ...request, path: text, query: '' }
      : { ...request, path: text.slice(0, at), query: text.slice(at + 1) }
  }
}

type Rewriter = (before: Rewriting) => Rewriting

const rewriterOf = (part: Part, { regex, replace }: Rewrite): Rewriter => {
  const replacing = regexReplace(regex, replace, { ignoreCase: part.ignoreCase })
  return ({ request, why }) => {
    const before = part.read(request)
    if (E.isLeft(replacing))
      return { request, why: [...why, `nobody can tell what ${regex} matches: ${replacing.left}`] }
    const after = replacing.right(before)
    if (after === undefined) return { request, why: [...why, `${part.name} ${before} does not match ${regex}`] }
    return { request: part.write(request, after), why: [...why, `${part.name} ${before} became ${after}`] }
  }
}

/**
 * Transforms made ready for many requests: a pattern that does not match leaves the request as it is. Which rule
 * answers has been decided before, and is not decided again.
 */
export const rewriter = (transforms: ReadonlyArray<Transform>): ((request: Request) => Rewriting) => {
  const rewriters = transforms.flatMap(({ type, rewrites }) =>
    rewrites.map((rewrite) => rewriterOf(type === 'url-rewrite' ? url : host, rewrite))
  )
  return (request) => rewriters.reduce<Rewriting>((before, rewrite) => rewrite(before), { request, why: [] })
}
