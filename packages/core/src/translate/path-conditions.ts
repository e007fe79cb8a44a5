import { annotations, families } from '../annotations/registry.js'
import { settle, settleFamily } from '../annotations/settle.js'
import { all, andThen, type Checked, map, ok } from '../checked/checked.js'
import type { At } from '../checked/diagnostic.js'
import type { ConfiguredMember } from '../groups/configure.js'
import type { Installation } from '../install.js'
import { O, pipe } from '../prelude.js'
import type { Condition } from '../resources/condition.js'
import { ruleConditions } from './conditions.js'
import { type PlacedPath, pathPatterns } from './paths.js'

/** Extra conditions are found by the name of the backend: of the Service, or of the action. */
const annotatedConditions = ({ ingress }: ConfiguredMember, { path }: PlacedPath) =>
  'service' in path.backend
    ? pipe(
        settleFamily(families.conditions, ingress, path.backend.service.name),
        map((setting) => (O.isSome(setting) ? setting.value.value : []))
      )
    : ok([])

const usesRegex = (install: Installation, member: ConfiguredMember, { path }: PlacedPath): Checked<boolean> => {
  const isPlain = path.pathType === 'Exact' || path.pathType === 'Prefix' || path.path === ''
  if (isPlain) return ok(false)
  return pipe(
    settle(annotations.useRegexPathMatch, [member], install),
    map(({ value }) => value)
  )
}

/** The host that a request must name: none where the Ingress says, as the former controller let it, that hosts do not count. */
const countingHost = (install: Installation, member: ConfiguredMember, host: string): Checked<string> => {
  const { ignoreHostHeader } = annotations
  // Hardly anybody has it, and every path asks.
  if (host === '' || member.ingress.annotations[ignoreHostHeader.fullKey] === undefined) return ok(host)
  return pipe(
    settle(ignoreHostHeader, [member], install),
    map(({ value }) => (value ? '' : host))
  )
}

/** What a request must be like for the rule of a path: its host, its path, and what `conditions` adds. `at` is the place of the path. */
export const conditionsOf = (
  install: Installation,
  member: ConfiguredMember,
  host: string,
  placed: PlacedPath,
  at: At
): Checked<ReadonlyArray<Condition>> =>
  pipe(
    all({
      counting: countingHost(install, member, host),
      extra: annotatedConditions(member, placed),
      patterns: pipe(
        usesRegex(install, member, placed),
        andThen((regex) => pathPatterns(placed.path, regex, at))
      )
    }),
    andThen(({ counting, extra, patterns }) => ruleConditions(counting, patterns, extra, at))
  )
