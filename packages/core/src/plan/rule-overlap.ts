import type { Condition } from '../resources/condition.js'
import { matchesWildcard } from '../support/wildcard.js'

interface Pattern {
  readonly text: string
  /** What every text that fits begins with: all of it, where there is no `*` and no `?`. */
  readonly head: string
}

/** Which requests a rule may be for, as far as hosts, paths and methods tell. A list that is absent says nothing. */
export interface Reach {
  readonly hosts: ReadonlyArray<ReadonlyArray<Pattern>>
  readonly paths: ReadonlyArray<ReadonlyArray<Pattern>>
  readonly methods: ReadonlyArray<ReadonlyArray<string>>
}

const patternOf = (text: string): Pattern => ({ text, head: text.split(/[*?]/, 1)[0] ?? '' })

/** What the conditions of a rule let through. Regular expressions may fit whatever there is. */
export const reachOf = (conditions: ReadonlyArray<Condition>): Reach => {
  const reach = {
    hosts: [] as Array<ReadonlyArray<Pattern>>,
    paths: [] as Array<ReadonlyArray<Pattern>>,
    methods: [] as Array<ReadonlyArray<string>>
  }
  for (const condition of conditions) {
    if (condition.field === 'http-request-method') reach.methods.push(condition.values)
    if (condition.field !== 'host-header' && condition.field !== 'path-pattern') continue
    const { field, values = [], regexValues } = condition
    if (regexValues !== undefined) continue
    if (field === 'host-header') reach.hosts.push(values.map((value) => patternOf(value.toLowerCase())))
    else reach.paths.push(values.map(patternOf))
  }
  return reach
}

const isText = ({ text, head }: Pattern): boolean => text.length === head.length

/** Whether some text may fit both. */
const meet = (a: Pattern, b: Pattern): boolean => {
  if (!a.head.startsWith(b.head) && !b.head.startsWith(a.head)) return false
  if (isText(a)) return isText(b) ? a.text === b.text : matchesWildcard(b.text, a.text)
  return isText(b) ? matchesWildcard(a.text, b.text) : true
}

/** All conditions of both must hold, and any value of a condition will do. */
const allMeet = <A>(
  a: ReadonlyArray<ReadonlyArray<A>>,
  b: ReadonlyArray<ReadonlyArray<A>>,
  meets: (x: A, y: A) => boolean
): boolean => a.every((xs) => b.every((ys) => xs.some((x) => ys.some((y) => meets(x, y)))))

/** Whether a request may fit both rules. */
export const overlap = (a: Reach, b: Reach): boolean =>
  allMeet(a.paths, b.paths, meet) && allMeet(a.hosts, b.hosts, meet) && allMeet(a.methods, b.methods, (x, y) => x === y)
