import { type Checked, ok, refuse } from '../checked/checked.js'
import { type At, diagnostic, nameOf } from '../checked/diagnostic.js'
import type { IngressPath } from '../kubernetes/ingress.js'
import { quoted } from '../support/wording.js'

/** What a path asks of the path of a request: ALB patterns, or a regular expression. Both empty: nothing. */
export interface PathPatterns {
  readonly values: ReadonlyArray<string>
  readonly regexValues: ReadonlyArray<string>
}

const any: PathPatterns = { values: [], regexValues: [] }
const patterns = (...values: ReadonlyArray<string>): Checked<PathPatterns> => ok({ values, regexValues: [] })

const noWildcards = (path: IngressPath, at: At): Checked<never> =>
  refuse(
    diagnostic(
      'path/wildcard',
      at,
      `${nameOf(at.object)}: path ${quoted(path.path)} of type ${path.pathType} holds * or ?, which would match themselves only.`,
      `Use pathType ImplementationSpecific for patterns${path.pathType === 'Prefix' ? '; Prefix /app already covers everything below /app/' : ''}.`
    )
  )

const unknownType = (path: IngressPath, at: At): Checked<never> =>
  refuse(
    diagnostic(
      'path/type',
      at,
      `${nameOf(at.object)}: pathType ${quoted(path.pathType ?? '')} is not known.`,
      'Use Exact, Prefix or ImplementationSpecific.'
    )
  )

const asRegex = (path: IngressPath, at: At): Checked<PathPatterns> => {
  // The path must start with a slash for Kubernetes; the expression begins after it.
  const regex = path.path.slice(1)
  if (regex !== '') return ok({ values: [], regexValues: [regex] })
  return refuse(
    diagnostic(
      'path/empty-regex',
      at,
      `${nameOf(at.object)}: with use-regex-path-match, path / is an empty regular expression, which AWS refuses.`,
      'Write an expression after the slash, such as /.*, or use pathType Prefix for /.'
    )
  )
}

const hasWildcard = (path: string): boolean => /[*?]/.test(path)

/** The patterns of a path. Prefix matches whole path segments, an ALB pattern matches characters: /cart becomes /cart and /cart/*. */
export const pathPatterns = (path: IngressPath, usesRegex: boolean, at: At): Checked<PathPatterns> => {
  if (path.path === '') return ok(any)
  switch (path.pathType) {
    case 'Exact':
      return hasWildcard(path.path) ? noWildcards(path, at) : patterns(path.path)
    case 'Prefix': {
      if (path.path === '/') return patterns('/*')
      if (hasWildcard(path.path)) return noWildcards(path, at)
      const stem = path.path.replace(/\/$/, '')
      return patterns(stem, `${stem}/*`)
    }
    case undefined:
    case 'ImplementationSpecific':
      return usesRegex ? asRegex(path, at) : patterns(path.path)
    default:
      return unknownType(path, at)
  }
}

/** A path with its place in the manifest. */
export interface PlacedPath {
  readonly path: IngressPath
  readonly index: number
}

const utf8Length = (text: string): number => {
  let length = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return length
}

/** The order in which the paths of one rule are tried: Exact, then Prefix from the longest, then the rest; else as written. */
export const inOrder = (paths: ReadonlyArray<IngressPath>): ReadonlyArray<PlacedPath> => {
  const placed = paths.map((path, index) => ({ path, index }))
  const exact = placed.filter(({ path }) => path.pathType === 'Exact')
  const prefixes = placed.filter(({ path }) => path.pathType === 'Prefix')
  const others = placed.filter(({ path }) => path.pathType !== 'Exact' && path.pathType !== 'Prefix')
  return [...exact, ...prefixes.sort((a, b) => utf8Length(b.path.path) - utf8Length(a.path.path)), ...others]
}
